/** Nouns as items: the keys, lifetimes and bodies under which looks, views, claims, records, deeds and places are kept. */
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants } from 'node:zlib'
import type { View } from '../../domain/incidents/incident.ts'
import { type Look, roundOf } from '../../domain/look/look.ts'
import type { Deed } from '../../domain/people/deed.ts'
import type { DeskPlace } from '../../domain/people/desk-place.ts'
import type { About, Claim, Sent, Try } from '../../domain/people/record.ts'
import { DAY_MS } from '../../domain/text/time.ts'
import { PARTITIONS } from '../../names/table.ts'
import type { Item } from './items.ts'
import { fromStoredLook, type StoredLook, toStoredLook } from './look-forms.ts'

/**
 * The form of each noun's items. It is raised when the form changes so that the other release cannot read it; that
 * release then ignores the item. Second form of views: their evidence is typed facts, no sentences.
 */
const FORMS: Readonly<Record<keyof typeof PARTITIONS, number>> = {
  look: 1,
  view: 2,
  claim: 1,
  sent: 1,
  phone: 1,
  deed: 1,
  place: 1,
}

const LIFETIME_MS = {
  /** The facts of a night are still there to be replayed the next evening; longer history is in the roll-ups. */
  look: DAY_MS,
  /** A view not renewed for a day speaks of nothing that lasts; what it is about has long been judged anew. */
  view: DAY_MS,
  /** Claims bind for a minute or two; the rest is for people who ask why a notice came twice. */
  claim: DAY_MS,
  /** An incident's notices must be remembered while it lasts; after a week, being told again is right. */
  sent: 7 * DAY_MS,
  /** After the deed stops to count, for the story of the incident. */
  deed: 7 * DAY_MS,
  /** Renewed every day; a Region may be gone for some before the others forget where its desk was. */
  place: 7 * DAY_MS,
} as const

/** 400 KB is what one DynamoDB item may hold; the last 4 KiB are for keys (3 KiB at most) and the attribute names. */
const LOOK_BYTES_MAX = 396 * 1_024

/** Beyond this level, compression costs far more time and saves few bytes: roots and ids are random. */
const BROTLI_QUALITY = 5

export const lookPartition = (vantage: string): string => key(PARTITIONS.look, vantage)
export const isOfLooks = (pk: string): boolean => pk.startsWith(lookPartition(''))
export const VIEWS = PARTITIONS.view
export const SENT = PARTITIONS.sent
export const DEEDS = PARTITIONS.deed
export const PLACES = PARTITIONS.place
export const PHONE = PARTITIONS.phone
const CLAIMS = PARTITIONS.claim

export async function lookItem(look: Look): Promise<Item> {
  const at = roundOf(look)
  const instant = new Date(at).toISOString()
  const body = await compressed(JSON.stringify(toStoredLook(look)))
  if (body.length > LOOK_BYTES_MAX) {
    throw new Error(
      `Cannot store the look of ${look.vantage} at ${instant}: it takes ${body.length} bytes compressed, ` +
        `and one item holds at most ${LOOK_BYTES_MAX}; watch fewer nodes in one deployment`,
    )
  }
  return { ...base(lookPartition(look.vantage), instant, at + LIFETIME_MS.look), body }
}

/** A view is written often while its incident lasts, so one that would take several units is compressed. */
export async function viewItem(view: View): Promise<Item> {
  const sk = key(view.vantage, view.kind, view.subject)
  const json = JSON.stringify(view)
  const body = json.length > PLAIN_LETTERS_MAX ? await compressed(json) : json
  return { ...base(VIEWS, sk, view.asOf + LIFETIME_MS.view), asOf: view.asOf, body }
}

/** With its keys it fits into one unit. */
const PLAIN_LETTERS_MAX = 800

function compressed(json: string): Promise<Uint8Array> {
  return promisify(brotliCompress)(json, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })
}

/** It is lapsed when `standsUntil` is not after the instant of another claim. */
export function tryItem(one: Try): Item {
  return {
    ...base(CLAIMS, noticeKey(one), one.at + LIFETIME_MS.claim),
    standsUntil: one.standsUntil,
    body: JSON.stringify(one),
  }
}

export const tryKey = (claim: Claim): readonly [pk: string, sk: string] => [CLAIMS, noticeKey(claim)]

/** Up to 0.1 a claim did not say how it went on; nobody knows what became of it. */
export async function readTry(item: Item): Promise<Try> {
  const claim = await readBody<Claim & Partial<Try>>(item)
  return { unsure: 1, triedAt: claim.at, standsUntil: Number(item.standsUntil), ...claim }
}

export function sentItem(sent: Sent): Item {
  return { ...base(SENT, noticeKey(sent), sent.at + LIFETIME_MS.sent), body: JSON.stringify(sent) }
}

/** Records begin with what they are about. */
export const sentPrefix = ({ kind, subject }: About): string => key(kind, subject, '')

/** The same record once more, by the time of its contact's phone: how much a phone was told is asked in every run. */
export function phoneItem(sent: Sent): Item {
  const sk = key(sent.contact, new Date(sent.at).toISOString(), noticeKey(sent))
  return { ...base(PHONE, sk, sent.at + LIFETIME_MS.sent), body: JSON.stringify(sent) }
}

export const phonePrefix = (contact: string): string => key(contact, '')

export function deedItem(deed: Deed): Item {
  const countsUntil = Math.max(deed.at, deed.until)
  return { ...base(DEEDS, key(deed.id), countsUntil + LIFETIME_MS.deed), body: JSON.stringify(deed) }
}

export function placeItem(place: DeskPlace): Item {
  const { vantage, asOf } = place
  return { ...base(PLACES, key(vantage), asOf + LIFETIME_MS.place), asOf, body: JSON.stringify(place) }
}

/** The noun that an item was made of; the caller knows by the partition which one. */
export async function readBody<Noun>(item: Item): Promise<Noun> {
  const { body } = item
  try {
    const json = body instanceof Uint8Array ? await promisify(brotliDecompress)(body) : body
    return JSON.parse(String(json)) as Noun
  } catch (error) {
    throw new Error(`Cannot read the stored item ${item.pk}/${item.sk}: ${String(error)}`, { cause: error })
  }
}

/** While Regions are updated one after another, looks of both releases count everywhere. */
export async function readLook(item: Item): Promise<Look> {
  return fromStoredLook(await readBody<StoredLook>(item))
}

/** Whether a reader may take it: engines delete expired items late, and another release may run elsewhere. */
export function isReadable(item: Item, now: number): boolean {
  return item.ttl * 1_000 > now && item.v === formOf(item.pk)
}

/** A partition is named after its noun, with or without more behind it. */
function formOf(pk: string): number | undefined {
  return Object.entries(FORMS).find(([noun]) => pk === noun || pk.startsWith(key(noun, '')))?.[1]
}

function base(pk: string, sk: string, expiresAt: number): Item & { readonly v: number } {
  return { pk, sk, ttl: Math.ceil(expiresAt / 1_000), v: formOf(pk)! }
}

/** An incident is known by what it is about and when it began; its id is a label, and another's may be the same. */
function noticeKey({ kind, subject, since, step, contact, vantage }: Claim): string {
  return key(kind, subject, String(since), step, contact, vantage)
}

/** The parts with `#` between them; a `#` within a part is escaped, so no two lists of parts give one key. */
function key(...parts: readonly string[]): string {
  return parts.map((part) => part.replace(/[%#]/g, encodeURIComponent)).join('#')
}
