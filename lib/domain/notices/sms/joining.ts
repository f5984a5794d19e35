/** Joining: the letters of a text message out of a lead and chosen sentences, so that no link is torn between its parts. */

import { gsm7Length, SINGLE_SMS_SEPTETS, SMS_PART_SEPTETS, splitSms } from '../../text/gsm7.ts'
import type { TextRank } from '../notice.ts'

/** Some of the sentences of a text message, each in one wording, behind its lead. */
export interface TextDraft {
  readonly lead: string
  /** By their places. */
  readonly said: readonly PlacedSentence[]
}

export interface PlacedSentence {
  /** Where it stands among all sentences. */
  readonly place: number
  readonly rank: TextRank
  readonly text: string
}

const PARTS_MAX = 2

/** As a phone gets it, and whether that is short enough. */
export function joined(draft: TextDraft): string {
  const plain = joinedWith(draft, () => false)
  if (gsm7Length(plain) <= SINGLE_SMS_SEPTETS) return plain
  return joinedWith(linksWaiting(draft), hasLink)
}

export function fits(draft: TextDraft): boolean {
  return splitSms(joined(draft)).length <= PARTS_MAX
}

/** With blanks before a sentence that would be torn; null where one still would be, or where that is too long. */
export function inWholeParts(draft: TextDraft): string | null {
  const spaced = joinedWith(draft, () => true)
  const candidates = [joined(draft), spaced].map(splitSms).filter((parts) => parts.length <= PARTS_MAX)
  const whole = candidates.find((parts) =>
    draft.said.every(({ text }) => parts.some((part) => part.includes(text))),
  )
  return whole?.join('') ?? null
}

/** The warnings come first, so it is enough that the last of them ends there. */
export function warnsInPartOne({ lead, said }: TextDraft): boolean {
  const warnings = said.filter(({ rank }) => rank === 'warning').map(({ text }) => text)
  return septetsOf([lead, ...warnings]) <= SMS_PART_SEPTETS
}

function hasLink({ text }: Pick<PlacedSentence, 'text'>): boolean {
  return LINK.test(text)
}

export const LINK = /https?:\/\/\S+/i

/** A link that would be torn at its place stands behind those that fill part one, if there are any. */
function linksWaiting({ lead, said }: TextDraft): TextDraft {
  const placed: PlacedSentence[] = []
  const waiting: PlacedSentence[] = []
  const end = () => septetsOf([lead, ...placed.map(({ text }) => text), ''])
  for (const one of said) {
    const list = hasLink(one) ? waiting : placed
    list.push(one)
    while (waiting[0] !== undefined && !isTorn(end(), waiting[0])) placed.push(waiting.shift()!)
  }
  return { lead, said: [...placed, ...waiting] }
}

/** In the order in which they stand; the network cuts a long message at exactly 153 septets, wherever that is. */
function joinedWith({ lead, said }: TextDraft, mayFillBefore: (one: PlacedSentence) => boolean): string {
  return said.reduce((text, one, index) => {
    const before = said[index - 1]
    if (mayFillBefore(one) && isTorn(gsm7Length(text) + 1, one)) return `${filledUp(text)}\n${one.text}`
    const isOwnLine = before === undefined || [before, one].some((each) => standsAlone(each))
    return `${text}${isOwnLine ? '\n' : ' '}${one.text}`
  }, lead)
}

/** One septet of part one is kept for the line break. */
function filledUp(text: string): string {
  return `${text}${' '.repeat(SMS_PART_SEPTETS - 1 - gsm7Length(text))}`
}

/** What is tapped or copied. */
function standsAlone(one: PlacedSentence): boolean {
  return one.rank === 'acknowledge' || hasLink(one)
}

function isTorn(start: number, { text }: PlacedSentence): boolean {
  return start < SMS_PART_SEPTETS && start + gsm7Length(text) > SMS_PART_SEPTETS
}

/** With one septet between them. */
function septetsOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + gsm7Length(text), texts.length - 1)
}
