/** Tries: how a vantage goes on with a notice that was not taken, or of which it does not know whether it was. */
import type { Claim, Try } from '../people/record.ts'
import { HOUR_MS, MINUTE_MS } from '../text/time.ts'
import { claimStandsMs, type Turns } from './turns.ts'

/** So long it is left to others once two tries in a row were not heard of again. */
const LEFT_TO_OTHERS_MS = 10 * MINUTE_MS

/** A run that never lives to say what became of its publish would else tell the same over and over. */
const LEFT_AFTER_MORE_MS = HOUR_MS

/** The next try of a claim, written before it is made: what it says holds if nothing is heard of it any more. */
export function nextTry(claim: Claim, before: Try | null, turns: Turns): Try {
  const unsure = (before?.unsure ?? 0) + 1
  const standsUntil = claim.at + standsMs(unsure, turns)
  return { ...claim, standsUntil, unsure, triedAt: claim.at }
}

function standsMs(unsure: number, turns: Turns): number {
  if (unsure === 1) return claimStandsMs(turns)
  return unsure === 2 ? LEFT_TO_OTHERS_MS : LEFT_AFTER_MORE_MS
}

/** What was said of a try that has not told its notice for certain. */
interface Ended {
  readonly made: Try
  /** The try before it, if there was one. */
  readonly before: Try | null
  /** What a pager says of it. */
  readonly outcome: 'refused' | 'unknown' | 'put-off'
}

/** The try as it is known after it was made; null where that is what the claim says already. */
export function afterTry({ made, before, outcome }: Ended, turns: Turns): Try | null {
  // Whoever lives to say so tries again as soon as the others had their turns: the channel may be well again by then.
  const soonerAt = made.at + claimStandsMs(turns)
  if (outcome === 'unknown') return soonerAt < made.standsUntil ? { ...made, standsUntil: soonerAt } : null
  const triedAt = outcome === 'refused' ? made.at : (before?.triedAt ?? null)
  return { ...made, unsure: before?.unsure ?? 0, triedAt, standsUntil: made.at }
}

/** Whether somebody may have been told by an earlier try that nothing was heard of. */
export function mayHaveArrived(before: Try | null): boolean {
  return (before?.unsure ?? 0) > 0
}

interface Tried {
  readonly before: Try | null
}

/** What was never tried first, then what was tried longest ago, so that nothing holds back all the rest; equals as they came. */
export function inFairOrder<T extends Tried>(tried: readonly T[]): readonly T[] {
  const lastAt = ({ before }: Tried) => before?.triedAt ?? Number.NEGATIVE_INFINITY
  return tried.toSorted((a, b) => (lastAt(a) === lastAt(b) ? 0 : lastAt(a) - lastAt(b)))
}
