/** Tense: whether something is told as it is or as it was, and the verbs for it. */

export type Tense = 'now' | 'past'

/** `is`, `are`, `was` or `were`, and the same of `have`. */
export function conjugate(tense: Tense, many: boolean): { readonly be: string; readonly have: string } {
  if (tense === 'past') return { be: many ? 'were' : 'was', have: 'had' }
  return many ? { be: 'are', have: 'have' } : { be: 'is', have: 'has' }
}

export function inTense<T>(tense: Tense, words: { readonly now: T; readonly past: T }): T {
  return words[tense]
}
