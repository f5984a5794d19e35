/** Turns: which vantage may speak at an instant; arithmetic on the clock, so that nobody needs a leader. */
import { MINUTE_MS, SECOND_MS } from '../text/time.ts'

export interface Turns {
  readonly lengthMs: number
  /** How many vantages take turns. */
  readonly count: number
}

/** What is said in a turn is said in its first part, so that records can travel before the next one. */
const SPEAKING_SHARE = 0.4

/** Records travel between Regions within a second or two; the rest is room for clocks that differ. */
const REGION_TURN_MS = 10_000
/** With many Regions each one's next turn would be too far away for a page in a minute. */
const REGION_TURN_MS_OF_FIVE = 7_000
const REGION_TURN_MS_OF_MORE = 6_000
const FIVE = 5

/** The turns of vantages that are Regions of a cloud. */
export function regionTurns(count: number): Turns {
  if (count > FIVE) return { lengthMs: REGION_TURN_MS_OF_MORE, count }
  return { lengthMs: count === FIVE ? REGION_TURN_MS_OF_FIVE : REGION_TURN_MS, count }
}

/** How long a run that fell silent after its claim is waited for; functions end within it. */
const SILENT_RUN_MS = MINUTE_MS

/** A run that suspects something goes on for so long at most; it is over before whatever runs it ends it. */
export const SUSPECTING_MS_MAX = 45 * SECOND_MS

/**
 * How long a first claim stands. Within it every other vantage runs once and has a turn, so whoever could not tell
 * whether its publish went through leaves it to another before it tries again.
 */
export function claimStandsMs({ lengthMs, count }: Turns): number {
  return SILENT_RUN_MS + lengthMs * count
}

/** Whose turn it is: the place in the settings' list of vantages. */
export function turnAt({ lengthMs, count }: Turns, now: number): number {
  return Math.floor(now / lengthMs) % count
}

/** Milliseconds until this vantage may speak; 0 if it may now. */
export function untilTurnMs(turns: Turns, place: number, now: number): number {
  const { lengthMs } = turns
  const intoTurnMs = now % lengthMs
  if (turnAt(turns, now) === place && intoTurnMs < lengthMs * SPEAKING_SHARE) return 0
  return untilNextTurnMs(turns, place, now)
}

/** Milliseconds until a turn of this vantage begins that has not begun yet. */
export function untilNextTurnMs(turns: Turns, place: number, now: number): number {
  const { lengthMs, count } = turns
  const intoTurnMs = now % lengthMs
  const turnsAway = (place - turnAt(turns, now) + count) % count || count
  return turnsAway * lengthMs - intoTurnMs
}
