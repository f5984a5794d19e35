/** Short id: the five letters and digits by which people call an incident, the same in every vantage. */

import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { CROCKFORD } from '../text/crockford.ts'
import { MINUTE_MS } from '../text/time.ts'
import { keyOf, type Subject } from './subject.ts'

const LENGTH = 5

/** From kind, subject and the minute in which its evidence began. */
export function shortId(about: {
  readonly kind: string
  readonly subject: Subject
  readonly since: number
}): string {
  const minute = Math.floor(about.since / MINUTE_MS)
  const bytes = sha256(utf8ToBytes(`${keyOf(about)} ${minute}`))
  return [...bytes.slice(0, LENGTH)].map((byte) => CROCKFORD[byte % CROCKFORD.length]).join('')
}

/** As people type it: in any case, and with the letters that the alphabet leaves out for the digits they look like. */
export function readShortId(typed: string): string {
  return typed.trim().toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')
}
