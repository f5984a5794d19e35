/** Beat: pings the dead man's switch if every duty is done, and otherwise says which is not. */

import type { DueFacts } from '../domain/escalation/due-facts.ts'
import { failedDuties } from '../domain/escalation/duties.ts'
import { overdue } from '../domain/escalation/overdue.ts'
import type { Turns } from '../domain/escalation/turns.ts'
import type { Look } from '../domain/look/look.ts'
import type { Clock, Log } from '../ports.ts'

interface Beat {
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  /** Never throws. */
  readonly ping: () => Promise<void>
  /** By which it is known what has waited too long. */
  readonly turns: Turns
  /** The latest look of each vantage. */
  readonly looks: readonly Look[]
  /** When this vantage judged them. */
  readonly judgedAt: number
  /** As they were after everything due was sent. */
  readonly facts: DueFacts
}

/** Whoever waits for the ping learns that pages may be missing, also of a Watchfire that runs and does not work. */
export async function beat(input: Beat): Promise<void> {
  const { clock, log, ping, turns, looks, judgedAt } = input
  const facts = { ...input.facts, now: clock.now() }
  const failed = failedDuties({ ...facts, looks, judgedAt, overdue: overdue(facts, turns) })
  for (const because of failed) log.warn('heartbeat withheld', { because })
  if (failed.length === 0) await ping()
}
