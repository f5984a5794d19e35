/** Clock offset: how far our clock is ahead of another one, by the date that each answer of its machine carries. */
import type { BeaconNodes, Clock } from '../../ports.ts'

/** A date names a whole second, of which the middle is taken. */
const HALF_SECOND_MS = 500

export interface ClockOffsets {
  /** Takes the date of one answer into account, Unix time in milliseconds. */
  add(of: string, dateAt: number): void
  /** How far our clock is ahead of each, in milliseconds. */
  aheadMs(): ReadonlyMap<string, number>
}

/** An answer that was long on its way makes our clock look ahead, so of several answers the least offset counts. */
export function clockOffsets(clock: Pick<Clock, 'now'>): ClockOffsets {
  const ahead = new Map<string, number>()
  return {
    add(of, dateAt) {
      const aheadMs = clock.now() - dateAt - HALF_SECOND_MS
      const before = ahead.get(of)
      if (before === undefined || Math.abs(aheadMs) < Math.abs(before)) ahead.set(of, aheadMs)
    },
    aheadMs: () => ahead,
  }
}

interface MeasuredNodes {
  readonly nodes: BeaconNodes
  /** By the id of the endpoint. */
  aheadMs(): ReadonlyMap<string, number>
}

/** The same nodes; every answer of theirs is taken into account. */
export function withClockOffsets(real: BeaconNodes, clock: Pick<Clock, 'now'>): MeasuredNodes {
  const offsets = clockOffsets(clock)
  const nodes: BeaconNodes = {
    async ask(endpoint, question, options) {
      const answer = await real.ask(endpoint, question, options)
      if (answer.kind === 'answer' && answer.dateAt !== undefined) offsets.add(endpoint.id, answer.dateAt)
      return answer
    },
    close: () => real.close(),
  }
  return { nodes, aheadMs: offsets.aheadMs }
}
