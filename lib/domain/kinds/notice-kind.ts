/** Notice kind: what a notice can be about: a kind of incident, or our own paging. */
import type { Kind } from './kinds.ts'

/** What a notice can be about: an incident, or our own paging (a test, what was held back, what a mute covered). */
export type NoticeKind = Kind | 'drill' | 'digest' | 'muted'
