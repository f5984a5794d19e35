/** Beat: pings the dead man's switch if every duty is done, and otherwise says which is not. */
import { type DutyFacts, failedDuties } from '../domain/escalation/duties.ts'
import type { Log } from '../ports.ts'

interface Beat {
  /** Never throws. */
  readonly ping: () => Promise<void>
  readonly log: Log
  readonly duties: DutyFacts
}

/** Whoever waits for the ping learns that pages may be missing, also of a Watchfire that runs and does not work. */
export async function beat({ ping, log, duties }: Beat): Promise<void> {
  const failed = failedDuties(duties)
  for (const because of failed) log.warn('heartbeat withheld', { because })
  if (failed.length === 0) await ping()
}
