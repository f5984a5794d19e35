/** SMS parts: how a text message is put together from a part that stands on its own and one that may be missing. */
import type { Links } from '../people/links.ts'
import { fitting, gsm7Length, SMS_PART_SEPTETS, splitSms, toGsm7 } from '../text/gsm7.ts'

interface FirstPart {
  readonly opening: string
  /** What is wrong, longest first. */
  readonly wordings: readonly string[]
  /** Time and id, longest first; never cut. */
  readonly endings: readonly string[]
}

/** The longest wording that fits between opening and ending; details give way before any ending does. */
export function wordFirstPart({ opening, wordings, endings }: FirstPart): string {
  const begin = toGsm7(opening)
  const middles = wordings.map(toGsm7)
  const ends = endings.map(toGsm7)
  const roomBefore = (end: string) => FIRST_WORDS_SEPTETS - gsm7Length(begin) - gsm7Length(end)
  for (const end of ends) {
    const fits = middles.find((middle) => gsm7Length(middle) <= roomBefore(end))
    if (fits !== undefined) return `${begin}${fits}${end}`
  }
  const end = ends.at(-1)!
  return `${begin}${cutAtWord(middles.at(-1)!, roomBefore(end))}${end}`
}

/** The first part with how many notices came with it; the room for that is always left. */
export function withMore(first: string, others: number): string {
  return others === 0 ? first : `${first}${sayMore(Math.min(others, OTHERS_MAX))}`
}

/** The link, whole or not at all, and behind it as much as fits of each text, the most urgent first. */
export function wordSecondPart(links: Links, texts: readonly string[]): string {
  const url = links.kind === 'links' ? links.sms : undefined
  const link = `${ACK}${url}`
  // A link that is torn or has a letter replaced opens nothing.
  const isWhole = url !== undefined && toGsm7(link) === link && gsm7Length(link) <= SMS_PART_SEPTETS
  const room = isWhole ? SMS_PART_SEPTETS - gsm7Length(link) - 1 : SMS_PART_SEPTETS
  const says = texts.reduce((before, text) => appendFitting(before, toGsm7(text).trim(), room), '')
  return [isWhole ? link : '', says].filter((line) => line !== '').join('\n')
}

/** For a text about which there is nothing to acknowledge. */
export const NO_LINK: Links = { kind: 'none', because: 'there is nothing to acknowledge' }

/** `Cleared: KQ0F0 KW9F3 +4.` */
export function sayIds(what: string, ids: readonly string[]): string {
  if (ids.length === 0) return ''
  const more = ids.length > IDS_LISTED ? ` +${ids.length - IDS_LISTED}` : ''
  return `${what}: ${ids.slice(0, IDS_LISTED).join(' ')}${more}.`
}

function appendFitting(before: string, text: string, septetsMax: number): string {
  const begin = before === '' ? '' : `${before} `
  const room = septetsMax - gsm7Length(begin)
  if (text === '' || (room < gsm7Length(text) && room < WORDS_SEPTETS_MIN)) return before
  return `${begin}${cutAtWord(text, room)}`
}

/**
 * Puts both texts into one message. Networks cut a long message at exactly 153 septets, so the first part is
 * filled up with spaces to there: no word of the second slips into the first, wherever it is read.
 */
export function joinParts(first: string, second: string): string {
  const rest = toGsm7(second).trim()
  if (rest === '') return first
  const together = `${first}\n${rest}`
  if (splitSms(together).length === 1) return together
  const filling = ' '.repeat(FIRST_PART_SEPTETS - gsm7Length(first))
  return `${first}${filling}\n${cutAtWord(rest, SMS_PART_SEPTETS)}`
}

/** What was joined: the first part, and what stands behind the link in the second. */
export function takeApart(sms: string): { readonly first: string; readonly says: string } {
  const [first = '', ...rest] = sms.split('\n')
  return { first: first.trimEnd(), says: rest.filter((line) => !line.startsWith(ACK)).join('\n') }
}

const ACK = 'Ack: '
// One septet is kept for the line break between the parts.
const FIRST_PART_SEPTETS = SMS_PART_SEPTETS - 1
const OTHERS_MAX = 999
const IDS_LISTED = 8
const FIRST_WORDS_SEPTETS = FIRST_PART_SEPTETS - gsm7Length(sayMore(OTHERS_MAX))
/** The beginning of a sentence that is shorter than this helps nobody. */
const WORDS_SEPTETS_MIN = 20

function sayMore(others: number): string {
  return ` +${others} more.`
}

/** As much as fits, ended at a sentence or a clause if most of it stays, else at a word, with two dots. */
function cutAtWord(text: string, septetsMax: number): string {
  if (gsm7Length(text) <= septetsMax) return text
  const whole = fitting(text, septetsMax)
  const sentence = whole.lastIndexOf('. ')
  if (sentence >= whole.length / 2) return whole.slice(0, sentence + 1)
  const room = fitting(text, septetsMax - 2)
  const clause = Math.max(...[', ', '; ', ': ', ' ('].map((end) => room.lastIndexOf(end)))
  const end = clause >= room.length / 2 ? clause : room.lastIndexOf(' ')
  return `${(end >= room.length / 2 ? room.slice(0, end) : room).trimEnd()}..`
}
