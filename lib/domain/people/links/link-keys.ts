/** Link keys: the secret that signs links, one or more keys, newest first; the first signs and all verify. */

import { fromBase64url, toBase64url } from '../../text/base64url.ts'
import { CROCKFORD, CROCKFORD_CLASS } from '../../text/crockford.ts'

export interface LinkKey {
  /** One letter or digit, which every link carries, so that links in flight find their key after a rotation. */
  readonly id: string
  readonly bytes: Uint8Array
}

export type LinkKeys =
  | { readonly kind: 'keys'; readonly keys: readonly [LinkKey, ...LinkKey[]] }
  | {
      readonly kind: 'none'
      readonly problem: 'missing' | 'malformed'
      /** The end of a sentence, which never holds any of the secret. */
      readonly because: string
    }

/** What one key is, for people. */
const LINK_KEY_FORM = 'a letter or digit, a colon, and 32 bytes in base64url (K:BASE64URL)'

export const LINK_KEY_BYTES = 32

/** `place` is where the text was looked for: `eu-central-1`. */
export function readLinkKeys(
  text: string | undefined,
  { name, place }: { readonly name: string; readonly place: string },
): LinkKeys {
  if (text === undefined)
    return { kind: 'none', problem: 'missing', because: `the secret ${name} is not set in ${place}` }
  const malformed = (why: string): LinkKeys => ({
    kind: 'none',
    problem: 'malformed',
    because: `the secret ${name} in ${place} is no link key: ${why}`,
  })
  const keys = text.trim().split(/\s+/).map(readKey)
  const wrong = keys.indexOf(null)
  if (wrong >= 0) return malformed(`its key number ${wrong + 1} is not ${LINK_KEY_FORM}`)
  const [first, ...others] = keys.filter((key) => key !== null)
  if (first === undefined) return malformed(`it is empty, expected ${LINK_KEY_FORM}`)
  const ids = [first, ...others].map(({ id }) => id)
  const twice = ids.find((id, place) => ids.indexOf(id) < place)
  if (twice !== undefined) return malformed(`two of its keys are named ${twice}`)
  return { kind: 'keys', keys: [first, ...others] }
}

/**
 * The text of a new key before the one that signed until now. The present keys are those of every Region: where
 * an earlier rotation did not reach one, links signed with either key are in flight.
 */
export function rotateLinkKeys(present: readonly LinkKeys[], bytes: Uint8Array): string {
  const all = present.flatMap((read) => (read.kind === 'keys' ? read.keys : []))
  const signing = present.flatMap((read) => (read.kind === 'keys' ? [read.keys[0]] : []))
  const kept = signing.filter(({ id }, place) => signing.findIndex((key) => key.id === id) === place)
  const key = { id: freeId(all.map(({ id }) => id)), bytes }
  return [key, ...kept].map(writeKey).join(' ')
}

const KEY = new RegExp(`^(${CROCKFORD_CLASS}):(.*)$`)

function readKey(text: string): LinkKey | null {
  const [, id, written] = KEY.exec(text) ?? []
  if (id === undefined || written === undefined) return null
  const bytes = fromBase64url(written)
  return bytes?.length === LINK_KEY_BYTES ? { id, bytes } : null
}

function writeKey({ id, bytes }: LinkKey): string {
  return `${id}:${toBase64url(bytes)}`
}

/** Along the alphabet from the newest on, so that an id comes back as late as can be. */
function freeId(taken: readonly string[]): string {
  const newest = CROCKFORD.indexOf(taken[0] ?? '0')
  const inTurn = [...CROCKFORD.slice(newest + 1), ...CROCKFORD.slice(0, newest + 1)]
  return inTurn.find((id) => !taken.includes(id)) ?? inTurn[0]!
}
