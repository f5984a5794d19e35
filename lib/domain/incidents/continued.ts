/** Continued: whether what a vantage held goes on in what is complained of now, or something new has begun. */
import type { Verdict } from '../verdicts/verdict.ts'
import { isLive, type View } from './incident.ts'

interface JudgedNow {
  readonly now: number
  /** How long a view counts without being renewed. */
  readonly freshMs: number
  /** When each voting vantage looked. */
  readonly lookedAt: ReadonlyMap<string, number>
}

function isFresh(
  { asOf }: Pick<View, 'asOf'>,
  { now, freshMs }: Pick<JudgedNow, 'now' | 'freshMs'>,
): boolean {
  return now - asOf <= freshMs
}

/** A vantage's own view; `others` are the other vantages' of the same (kind, subject). */
export function isOwnContinued(
  view: View,
  verdict: Verdict,
  { others, ...at }: JudgedNow & { readonly others: readonly View[] },
): boolean {
  if (view.phase === 'closed') return false
  if (view.phase === 'suspect') return isSuspicionContinued(view, verdict, at)
  if (isFresh(view, at) || others.length === 0) return true
  // This vantage was away: whether it went on meanwhile, those who stayed know.
  return others.some((other) => isLive(other) && isFresh(other, at) && other.since <= view.asOf)
}

/** Another vantage's view lends its beginning only while it is renewed. */
export function isOtherContinued(view: View, verdict: Verdict, at: JudgedNow): boolean {
  if (view.phase === 'closed' || !isFresh(view, at)) return false
  return view.phase !== 'suspect' || isSuspicionContinued(view, verdict, at)
}

/**
 * A suspicion is over once nobody was there to see it go on, or those who had it looked again and were content, though
 * this vantage did not judge meanwhile and another one complains by now.
 */
function isSuspicionContinued(view: View, { evidence }: Verdict, at: JudgedNow): boolean {
  if (!isFresh(view, at)) return false
  const { seenBy, asOf } = view.evidence
  if (evidence.seenBy.some((vantage) => seenBy.includes(vantage))) return true
  return !evidence.notSeenBy.some((vantage) => seenBy.includes(vantage) && at.lookedAt.get(vantage)! > asOf)
}
