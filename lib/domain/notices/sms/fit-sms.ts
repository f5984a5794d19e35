/** Fit SMS: where a text message is joined out of its parts: whole sentences only, the highest ranks first, in at most two parts of a phone network. */

import { fitting, gsm7Length, SMS_PART_SEPTETS, toGsm7 } from '../../text/gsm7.ts'
import type { TextParts, TextRank } from '../notice.ts'
import {
  fits,
  inWholeParts,
  joined,
  LINK,
  type PlacedSentence,
  type TextDraft,
  warnsInPartOne,
} from './joining.ts'

/**
 * The text message. Warnings stand right behind the lead, and in part one where they can, because part two may come
 * late or never. The others keep their order, but for a link that would be torn where the network cuts: it waits
 * until part one is full. Blanks fill part one only before such a link, or when nothing at all is left out.
 */
export function fitSms(parts: TextParts): string {
  const leads = leadsOf(parts)
  const sentences = sentencesOf(parts)
  const begun = bestBeginning(leads, sentences)
  const draft = OTHER_RANKS.reduce((before, rank) => withRank(before, rank, sentences), begun)
  const isWhole = draft.lead === leads[0] && sentences.every((sentence) => isInFull(sentence, draft))
  return (isWhole ? inWholeParts(draft) : null) ?? joined(draft)
}

/** What may give way to a longer warning, a link or a longer lead. */
const OTHER_RANKS = ['first-step', 'more'] as const satisfies readonly TextRank[]

/** A sentence whose wordings can all be sent as they are, longest first; at least one. */
interface Sentence {
  readonly place: number
  readonly rank: TextRank
  readonly wordings: readonly string[]
}

/** Those that fit into part one. If none does, which is a mistake of ours, a torn lead is better than no message. */
function leadsOf({ lead }: TextParts): readonly string[] {
  const plain = lead.map((wording) => toGsm7(wording).trim()).filter((wording) => wording !== '')
  const fit = plain.filter((wording) => gsm7Length(wording) <= SMS_PART_SEPTETS)
  return fit.length > 0 ? fit : [fitting(plain.at(-1) ?? '', SMS_PART_SEPTETS)]
}

function sentencesOf({ sentences }: TextParts): readonly Sentence[] {
  return sentences
    .map(({ rank, wordings }) => ({ rank, wordings: wordings.flatMap(sendable) }))
    .filter(({ wordings }) => wordings.length > 0)
    .toSorted((a, b) => Number(b.rank === 'warning') - Number(a.rank === 'warning'))
    .map((sentence, place) => ({ place, ...sentence }))
}

/** In letters of GSM-7; none where that would change a link, or where a link would not be whole in any part. */
function sendable(wording: string): readonly string[] {
  const text = toGsm7(wording).trim()
  const [link] = LINK.exec(wording) ?? []
  const isTold = link === undefined || (text.includes(link) && gsm7Length(text) <= SMS_PART_SEPTETS)
  return text !== '' && isTold ? [text] : []
}

/**
 * The lead with its warnings and ways to acknowledge. What matters, in this order: that each is there, a warning
 * before a way to acknowledge; that the warnings lie in part one; a link before a command; a long lead; long warnings.
 */
function bestBeginning(leads: readonly string[], sentences: readonly Sentence[]): TextDraft {
  const warnings = sentences.filter(({ rank }) => rank === 'warning')
  const acknowledge = sentences.filter(({ rank }) => rank === 'acknowledge')
  for (const kept of withFewer([...warnings, ...acknowledge])) {
    const draft = beginningWith(leads, kept)
    if (draft !== undefined) return draft
  }
  return { lead: leads[0]!, said: [] }
}

function beginningWith(leads: readonly string[], kept: readonly Sentence[]): TextDraft | undefined {
  const warnings = allWordings(kept.filter(({ rank }) => rank === 'warning'))
  const ways = allWordings(kept.filter(({ rank }) => rank === 'acknowledge'))
  const drafts = ways.flatMap((way) =>
    leads.flatMap((lead) => warnings.map((warning) => ({ lead, said: [...warning, ...way] }))),
  )
  return drafts.find((draft) => warnsInPartOne(draft) && fits(draft)) ?? drafts.find(fits)
}

/** All of them, then without the last, and so on, down to none: what stands first falls away last. */
function withFewer<T>(items: readonly T[]): readonly (readonly T[])[] {
  const [first, ...others] = items
  if (first === undefined) return [[]]
  const rest = withFewer(others)
  return [...rest.map((some) => [first, ...some]), ...rest]
}

/** Every choice of one wording a sentence, the longest ones first. */
function allWordings(sentences: readonly Sentence[]): readonly (readonly PlacedSentence[])[] {
  const [first, ...others] = sentences
  if (first === undefined) return [[]]
  const rest = allWordings(others)
  return sayings(first).flatMap((said) => rest.map((more) => [said, ...more]))
}

/** Each sentence of the rank in the longest wording for which there is room; without room it falls away. */
function withRank(begun: TextDraft, rank: TextRank, sentences: readonly Sentence[]): TextDraft {
  return sentences
    .filter((sentence) => sentence.rank === rank)
    .reduce(
      (draft, sentence) =>
        sayings(sentence)
          .map((said) => withSaid(draft, said))
          .find(fits) ?? draft,
      begun,
    )
}

function sayings({ place, rank, wordings }: Sentence): readonly PlacedSentence[] {
  return wordings.map((text) => ({ place, rank, text }))
}

function withSaid({ lead, said }: TextDraft, more: PlacedSentence): TextDraft {
  return { lead, said: [...said, more].toSorted((a, b) => a.place - b.place) }
}

function isInFull({ place, wordings }: Sentence, { said }: TextDraft): boolean {
  return said.some((one) => one.place === place && one.text === wordings[0])
}
