/** Evidence words: what is seen of something unwell, out of its facts alone, for pages and screens alike. */
import { clean } from '../text/clean.ts'
import { wordsOf } from './kinds/words-by-kind.ts'
import type { Tense } from './phrases/tense.ts'
import type { FleetSettings, Unwell } from './situation.ts'

const SAYS_LETTERS = 600
const LINE_LETTERS = 200

/** One or more whole sentences, with numbers. */
export function sayEvidence(view: Unwell, settings: FleetSettings): string {
  return clean(wordsOf(view).says({ view, settings }), SAYS_LETTERS)
}

/** What the sentences only count: the members of a group, the sides of a split, the silent vantages. */
export function listEvidence(view: Unwell, settings: FleetSettings): readonly string[] {
  return wordsOf(view)
    .lists({ view, settings })
    .map((line) => clean(line, LINE_LETTERS))
}

/** What is wrong, or was, as one clause: `the fleet is on 2 chains`. */
export function sayHeadline(view: Unwell, settings: FleetSettings, tense: Tense): string {
  return wordsOf(view).headline({ view, settings }, tense)
}
