/** Link token: what a link carries so that it acknowledges one incident as one contact for one day, and no more. */
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { toBase64url } from '../../text/base64url.ts'
import { CROCKFORD, CROCKFORD_CLASS, fromCrockford, toCrockford } from '../../text/crockford.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../text/time.ts'
import { LINK_KEY_BYTES, type LinkKey } from './link-keys.ts'

/** What a link may do: one thing, so far. */
const ACTION = 'ack'

/** A message that is read the next evening is history. */
const STANDS_MINUTES = DAY_MS / MINUTE_MS

interface Signing {
  readonly key: LinkKey
  readonly installation: string
  /** The incident's short id. */
  readonly incident: string
  readonly contact: string
  /** When it is told. */
  readonly at: number
}

/**
 * The token of one notice: 32 characters, and what is not in them is looked up. It ends in a letter or digit, for
 * phones cut a dash off the end of a link.
 */
export function signLink({ key, installation, incident, contact, at }: Signing): string {
  const expires = Math.ceil(at / MINUTE_MS) + STANDS_MINUTES
  const signed = { key: key.id, installation, incident, contact, action: ACTION, expires }
  const mac = PRIMITIVES.mac(key.bytes, messageOf(signed))
  return `${incident}${key.id}${toCrockford(expires, EXPIRY_LETTERS)}${toBase64url(mac.slice(0, SHORT_MAC_BYTES))}`
}

export interface Link {
  /** Worked out from the MAC, and the same for both forms: whatever it does is one deed, however often it is used. */
  readonly deed: string
  readonly incident: string
  readonly contact: string
  /** When the notice was sent, rounded up to the minute. */
  readonly noticedAt: number
}

interface Verifying {
  readonly keys: readonly LinkKey[]
  readonly installation: string
  /** The ids of everybody who may be told. */
  readonly contacts: readonly string[]
  readonly now: number
  /** For tests that count what is done. */
  readonly primitives?: Primitives
}

export interface Primitives {
  mac(key: Uint8Array, message: Uint8Array): Uint8Array
  /** Of the same length, compared to the last character whatever the first ones are. */
  isEqual(a: string, b: string): boolean
}

/**
 * Null for every token that is not ours, not theirs, or not valid any more. One MAC is made and compared for every
 * contact, whatever is wrong and whoever is meant, so that the time it takes tells nothing.
 */
export function verifyLink(token: string, verifying: Verifying): Link | null {
  const { keys, installation, contacts, now, primitives = PRIMITIVES } = verifying
  const read = readToken(token, now)
  const claim = read ?? NO_CLAIM
  const key = keys.find(({ id }) => id === claim.key)
  const macs = contacts.map((contact) => {
    const signed = { ...claim, installation, contact, action: ACTION }
    const mac = primitives.mac(key?.bytes ?? NO_KEY, messageOf(signed))
    const isSigned = primitives.isEqual(toBase64url(mac.slice(0, claim.macBytes)), claim.mac)
    return { contact, mac, holds: isSigned && [contact, undefined].includes(claim.contact) }
  })
  const holding = macs.find(({ holds }) => holds)
  const isOurs = [installation, undefined].includes(claim.installation) && claim.action === ACTION
  const isTimely = now < claim.expires * MINUTE_MS
  if (read === null || key === undefined || holding === undefined || !isOurs || !isTimely) return null
  return {
    deed: `${ACTION}-${toBase64url(holding.mac.slice(0, SHORT_MAC_BYTES))}`,
    incident: claim.incident,
    contact: holding.contact,
    noticedAt: (claim.expires - STANDS_MINUTES) * MINUTE_MS,
  }
}

/** What a token says of itself; undefined where it does not say. */
interface TokenFields {
  readonly key: string
  readonly installation?: string
  readonly incident: string
  readonly contact?: string
  readonly action: string
  /** Unix time in minutes. */
  readonly expires: number
  readonly mac: string
  readonly macBytes: number
}

const SHORT_MAC_BYTES = 16
const LONG_MAC_BYTES = 32

/** Stands in for what cannot be read, so that as much is done for it as for what can. */
const NO_CLAIM: TokenFields = {
  key: '',
  incident: '',
  action: ACTION,
  expires: 0,
  mac: toBase64url(new Uint8Array(SHORT_MAC_BYTES)),
  macBytes: SHORT_MAC_BYTES,
}
const NO_KEY = new Uint8Array(LINK_KEY_BYTES)

const INCIDENT = `(?<incident>${CROCKFORD_CLASS}{5})`
const KEY = `(?<key>${CROCKFORD_CLASS})`
const NAME = '[a-z0-9][a-z0-9-]{0,62}'
const EXPIRY_LETTERS = 4

/** As messages carried it before all links were short ones: all that is signed, and the whole MAC. */
const LONG = new RegExp(
  `^${KEY}\\.(?<installation>${NAME})\\.${INCIDENT}\\.(?<contact>${NAME})\\.(?<action>[a-z]{1,9})\\.(?<expires>[1-9]\\d{0,9})\\.(?<mac>[A-Za-z0-9_-]{43})$`,
)
const SHORT = new RegExp(
  `^${INCIDENT}${KEY}(?<expires>${CROCKFORD_CLASS}{${EXPIRY_LETTERS}})(?<mac>[A-Za-z0-9_-]{22})$`,
)

/** The longest that was ever signed has 192. */
const LETTERS_MAX = 256

function readToken(token: string, now: number): TokenFields | null {
  const text = token.length > LETTERS_MAX ? '' : token
  const { incident, key, expires, mac, ...said } = (LONG.exec(text) ?? SHORT.exec(text))?.groups ?? {}
  if (!incident || !key || !expires || !mac) return null
  const { installation, contact, action } = said
  if (installation === undefined || contact === undefined || action === undefined)
    return {
      ...{ key, incident, mac, action: ACTION },
      expires: unwrapExpiry(expires, now),
      macBytes: SHORT_MAC_BYTES,
    }
  return {
    ...{ key, installation, incident, contact, action, mac },
    expires: Number(expires),
    macBytes: LONG_MAC_BYTES,
  }
}

/** How far ahead the clock of whoever signed may be. */
const AHEAD_MINUTES = HOUR_MS / MINUTE_MS

/**
 * Four letters count minutes since 1970 and begin anew every 2^20 of them, 728 days. Of all the minutes that they
 * can mean it is the last that anybody can have signed by now; older ones have expired, and their MAC, which is over
 * the whole count, is wrong for this one.
 */
function unwrapExpiry(letters: string, now: number): number {
  const wrap = CROCKFORD.length ** EXPIRY_LETTERS
  const latest = Math.floor(now / MINUTE_MS) + STANDS_MINUTES + AHEAD_MINUTES
  return latest - ((((latest - fromCrockford(letters)) % wrap) + wrap) % wrap)
}

interface Signed {
  readonly key: string
  readonly installation: string
  readonly incident: string
  readonly contact: string
  readonly action: string
  readonly expires: number
}

/** Every field with its length before it, so that no two lists of fields give the same bytes. */
function messageOf({ key, installation, incident, contact, action, expires }: Signed): Uint8Array {
  const fields = ['watchfire link 1', key, installation, incident, contact, action, String(expires)]
  return concatBytes(...fields.map(utf8ToBytes).flatMap((bytes) => [lengthOf(bytes), bytes]))
}

function lengthOf({ length }: Uint8Array): Uint8Array {
  return Uint8Array.of(length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255)
}

const PRIMITIVES: Primitives = { mac: (key, message) => hmac(sha256, key, message), isEqual: isSameText }

/** It reads all of `a` whatever it finds, so that nobody can find a MAC letter by letter. */
export function isSameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at)
  return difference === 0
}
