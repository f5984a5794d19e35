/** Text sentences: what a text message may say behind its first sentence, by how long it is kept. */
import type { TextRank, TextSentence } from '../notice.ts'

/** What to do first; longest wording first, and the last one without a name that could be long. */
export function toDo(...wordings: readonly string[]): TextSentence {
  return sentence('first-step', wordings)
}

/** Good to know, and the first to fall away. */
export function toKnow(...wordings: readonly string[]): TextSentence {
  return sentence('more', wordings)
}

/** What keeps keys from being slashed; it never falls away. */
export function warning(...wordings: readonly string[]): TextSentence {
  return sentence('warning', wordings)
}

function sentence(rank: TextRank, wordings: readonly string[]): TextSentence {
  return { rank, wordings }
}
