/** Noticed clocks: beacon nodes whose answers also tell how far our clock is ahead of each endpoint's. */

import type { BeaconNodes, Clock } from '../../ports.ts'
import type { ClockFacts } from '../../tools/doctor/doctor-facts.ts'

/** A date names a whole second, of which the middle is taken. */
const HALF_SECOND_MS = 500

interface NoticedClocks {
  readonly nodes: BeaconNodes
  /** By the id of the endpoint; of several answers, the one that says the least. */
  aheadMs(): ReadonlyMap<string, ClockFacts['aheadMs']>
}

/** An answer that was long on its way makes our clock look ahead, so the least counts. */
export function noticedClocks(nodes: BeaconNodes, clock: Pick<Clock, 'now'>): NoticedClocks {
  const ahead = new Map<string, number>()
  return {
    nodes: {
      async ask(endpoint, question, options) {
        const answer = await nodes.ask(endpoint, question, options)
        if (answer.kind === 'answer' && answer.dateAt !== undefined) {
          const aheadMs = clock.now() - answer.dateAt - HALF_SECOND_MS
          const before = ahead.get(endpoint.id)
          if (before === undefined || Math.abs(aheadMs) < Math.abs(before)) ahead.set(endpoint.id, aheadMs)
        }
        return answer
      },
      close: () => nodes.close(),
    },
    aheadMs: () => ahead,
  }
}
