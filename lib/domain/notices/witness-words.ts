/** Witness words: who sees it, who looks and does not, and who cannot tell. */
import { listed } from '../text/lists.ts'
import { wordsOf } from './kinds/words-by-kind.ts'
import { sayUnsure } from './phrases/unsure.ts'
import type { Situation } from './situation.ts'

export function sayWitnesses(situation: Situation): string {
  const own = wordsOf(situation.view).witnesses?.(situation)
  return own ?? `${saySeen(situation)}${sayUnsure(situation.view.evidence.cannotTell)}`
}

function saySeen({ view, settings }: Situation): string {
  const { seenBy, notSeenBy } = view.evidence
  if (seenBy.length + notSeenBy.length === 1) {
    const where = settings.vantages.length === 1 ? 'the only one in the settings' : 'no other can confirm it'
    return `Seen from one place only: ${listed([...seenBy, ...notSeenBy])} (${where}).`
  }
  const share = `${seenBy.length} of ${seenBy.length + notSeenBy.length} vantages that can tell`
  const not = notSeenBy.length === 0 ? '' : ` Not seen by: ${listed(notSeenBy)}.`
  return `Seen by: ${listed(seenBy)} (${share}).${not}`
}
