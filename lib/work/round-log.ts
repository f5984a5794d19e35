/** Round log: what a round did, as lines of the log. */
import { keyOf } from '../domain/kinds/subject.ts'

import { roundOf } from '../domain/look/look.ts'
import type { Log } from '../ports.ts'
import type { Judged } from './judge-round.ts'
import type { LookedRound } from './look-round.ts'
import type { RoundEvent } from './round.ts'

export function roundLog(log: Log): (event: RoundEvent) => void {
  return (event) => {
    switch (event.kind) {
      case 'look':
        return log.info('looked', lookFacts(event))
      case 'judged':
        return log.info('judged', judgedFacts(event.judged))
      case 'notice': {
        const { incident, kind, subject, step, contact } = event.notice
        return log.info('told', { incident, kind, subject, step, contact })
      }
    }
  }
}

function lookFacts({ look, stored }: LookedRound) {
  const states = Map.groupBy(look.nodes, ({ state }) => state)
  return {
    at: new Date(roundOf(look)).toISOString(),
    stored,
    endedAfterMs: look.endedAt - roundOf(look),
    ...Object.fromEntries([...states].map(([state, all]) => [state, all.length])),
  }
}

/** What goes on as it was needs no word. */
function judgedFacts({ looks, steps }: Judged) {
  const changes = steps.filter(({ reason }) => reason !== 'still-unwell' && reason !== 'still-well')
  return {
    looks: looks.length,
    changes: changes.map(({ reason, view }) => `${keyOf(view)} ${reason}`),
  }
}
