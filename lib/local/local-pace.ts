/** Local pace: how long looks count and how turns go where all vantages are one process. */

import type { Turns } from '../domain/escalation/turns.ts'
import type { Settings } from '../domain/settings/settings.ts'
import { freshnessMs } from '../domain/verdicts/voters.ts'

/** Nothing but the cadence delays a look here. */
const SCHEDULE_SLACK_MS = 0

/** How long a look or a view counts here without being renewed, in milliseconds. */
export function localFreshMs({ cadenceMs }: Pick<Settings, 'cadenceMs'>): number {
  return freshnessMs(cadenceMs, SCHEDULE_SLACK_MS)
}

/** In one process records travel at once, so turns can be short. */
const TURN_MS = 1_000

export function localTurns({ vantages }: Pick<Settings, 'vantages'>): Turns {
  return { lengthMs: TURN_MS, count: vantages.length }
}
