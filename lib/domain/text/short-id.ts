/** Short id: the five letters and digits by which people call an incident, the same in every vantage. */
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { CROCKFORD } from './crockford.ts'
import { MINUTE_MS } from './time.ts'

const LENGTH = 5

/** From kind, subject and the minute in which its evidence began. */
export function shortId({ kind, subject, since }: { kind: string; subject: string; since: number }): string {
  const minute = Math.floor(since / MINUTE_MS)
  const bytes = sha256(utf8ToBytes(`${kind} ${subject} ${minute}`))
  return [...bytes.slice(0, LENGTH)].map((byte) => CROCKFORD[byte % CROCKFORD.length]).join('')
}

/** As people type it: in any case, and with the letters that the alphabet leaves out for the digits they look like. */
export function readShortId(typed: string): string {
  return typed.trim().toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')
}
