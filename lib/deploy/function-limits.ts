/** Function limits: how long functions may run, how old an event may be, and how long silence is normal. */
import { Duration } from 'aws-cdk-lib'
import type { Settings } from '../domain/settings/settings.ts'
import { MINUTE_MS } from '../domain/text/time.ts'
import type { FunctionRole } from '../names/resources.ts'

/**
 * Look ends within 15 s; the rest is for a cold start and a store that hangs. Judge waits for its turn, up to
 * 60 s for a full round of turns, and must end within 60 s of a claim. Desk has a human before it, whom it must
 * still be able to tell that three replicas and the store of secrets did not answer.
 */
export const TIMEOUTS: Readonly<Record<FunctionRole, Duration>> = {
  look: Duration.seconds(45),
  judge: Duration.seconds(110),
  desk: Duration.seconds(20),
}

/** A look that is late is no fact about its instant, and the next one is due: nothing is tried again. */
export const ASYNC_LIMITS = { maxEventAge: Duration.seconds(60), retryAttempts: 0 } as const

export function cadence({ cadenceMs }: Pick<Settings, 'cadenceMs'>): Duration {
  return Duration.minutes(cadenceMs / MINUTE_MS)
}
