/** Head age briefly: how old a head is, for a text message. */
import type { Unknown } from '../../look/fault.ts'
import { count } from '../../text/lists.ts'

/** `, head 9 slots old`; empty for a head that is new or whose age is not known. */
export function withAge(slots: number | Unknown | undefined): string {
  return slots === undefined || slots === 'unknown' || slots < 1 ? '' : `, head ${count(slots, 'slot')} old`
}
