/** Deed: what a human did about incidents, notices or the rotation; written once, and never changed. */

import type { NoticeKind } from '../kinds/notice-kind.ts'
import type { Subject } from '../kinds/subject.ts'
import type { MuteScope } from '../settings/sections/maintenance-settings.ts'

interface DeedBase {
  /** Random, or worked out from the link that was used, so that a link used twice is one deed. */
  readonly id: string
  readonly at: number
  /** The contact, or the user of the command line. */
  readonly who: string
  /** When it stops to count, Unix time in milliseconds. */
  readonly until: number
  readonly reason?: string
}

/** About one incident, by what it is about: it matches the lifetime that `at` falls into. */
interface AboutIncident {
  readonly kind: NoticeKind
  readonly subject: Subject
  /** The short id by which it was called. */
  readonly incident: string
}

/** Somebody has it: no further steps and no repeats until it expires. */
export interface Ack extends DeedBase, AboutIncident {
  readonly what: 'ack'
}

/** The next step is due now, also if somebody had acknowledged. */
interface Escalate extends DeedBase, AboutIncident {
  readonly what: 'escalate'
}

/** A remark for the timeline. */
interface Note extends DeedBase, AboutIncident {
  readonly what: 'note'
}

/** Nothing is sent of what the scope covers; `blind` is covered by no scope. */
export interface Mute extends DeedBase {
  readonly what: 'mute'
  readonly scope: MuteScope
}

/** Ends every mute of the same scope that was written before it. */
interface Unmute extends DeedBase {
  readonly what: 'unmute'
  readonly scope: MuteScope
}

/** Until then, what would go to `contact` by a rotation or by name goes to `with`. */
export interface Override extends DeedBase {
  readonly what: 'override'
  readonly contact: string
  readonly with: string
}

/** Every paging Region is to send this contact a test. */
export interface Drill extends DeedBase {
  readonly what: 'drill'
  readonly contact: string
}

export type Deed = Ack | Escalate | Note | Mute | Unmute | Override | Drill
