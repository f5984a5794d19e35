/** Short id: the five letters and digits by which people call an incident, the same in every vantage. */
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { MINUTE_MS } from '../time.ts'

/** Crockford's base 32: no letter can be mistaken for a digit when read aloud or typed from a phone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 5

/** From kind, subject and the minute in which its evidence began. */
export function shortId({ kind, subject, since }: { kind: string; subject: string; since: number }): string {
  const minute = Math.floor(since / MINUTE_MS)
  const bytes = sha256(utf8ToBytes(`${kind} ${subject} ${minute}`))
  return [...bytes.slice(0, LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
}
