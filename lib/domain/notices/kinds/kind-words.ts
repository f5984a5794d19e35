/** Kind words: all that is said of one kind of incident, on pages, in text messages and on screens. */
import type { Kind } from '../../kinds/kinds.ts'
import type { TextSentence } from '../notice.ts'
import type { SidesShown } from '../phrases/sides-shown.ts'
import type { Tense } from '../phrases/tense.ts'
import type { Evidenced, Situation } from '../situation.ts'

export type Steps = readonly [string, string, string]

export interface KindWords<K extends Kind = Kind> {
  /** What is wrong, or was, as one clause without severity, time or id: `node a is down`. */
  readonly headline: (of: Evidenced<K>, tense: Tense) => string
  /** What is seen, with numbers, as whole sentences out of the facts alone. */
  readonly says: (of: Evidenced<K>) => string
  /** What the facts list besides, a line each; none where the sentences say all. */
  readonly lists: (of: Evidenced<K>) => readonly string[]
  /** Where chains part, the sides with the nodes of each: they stand instead of the details. */
  readonly sides?: (situation: Situation<K>) => SidesShown | null
  /** The lines beneath the sentences on a page; the look adds what the facts do not hold. */
  readonly details: (situation: Situation<K>) => readonly string[]
  /** Who sees it, where "seen by" would be wrong. */
  readonly witnesses?: (situation: Situation<K>) => string
  /** What it means to the validator groups, a line each. */
  readonly validators: (situation: Situation<K>) => readonly string[]
  /** What to do first, in this order; each step is safe whatever the cause turns out to be. */
  readonly steps: (situation: Situation<K>) => Steps
  readonly text: (situation: Situation<K>) => TextForm
}

/** What a text message says besides what every kind says. */
export interface TextForm {
  /** What stands behind the subject, longest first, each with its comma. */
  readonly details: readonly string[]
  /** How much is concerned, with its comma, where the share of the fleet does not tell it. */
  readonly extent?: string
  /** What to do first, and what never to do. */
  readonly sentences: readonly TextSentence[]
}
