/** Ids sentence: how a text message names further incidents, as many of them as there is room for. */
import { unique } from '../../text/lists.ts'
import type { TextRank, TextSentence } from '../notice.ts'

/** `Cleared: KQ0F0 KW9F3 +4.`; nothing where there are none. */
export function idsSentence(rank: TextRank, what: string, ids: readonly string[]): readonly TextSentence[] {
  if (ids.length === 0) return []
  const shown = unique(IDS_LISTED.map((max) => Math.min(max, ids.length)))
  return [{ rank, wordings: shown.map((max) => sayIds(what, ids, max)) }]
}

const IDS_LISTED = [20, 12, 8, 5, 3, 2, 1]

function sayIds(what: string, ids: readonly string[], max: number): string {
  const more = ids.length > max ? ` +${ids.length - max}` : ''
  return `${what}: ${ids.slice(0, max).join(' ')}${more}.`
}
