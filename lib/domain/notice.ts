/** Notice: the words for one contact at one step of the escalation. */
import type { Subject } from './finding.ts'
import type { Kind, Severity } from './kinds.ts'
import type { Links } from './links.ts'

/** What a notice can be about: an incident, or our own paging (a test, what was held back, what a mute covered). */
export type NoticeKind = Kind | 'drill' | 'digest' | 'muted'

/** Why an incident is told now. */
export type IncidentReason =
  /** The contact hears of it for the first time, at the first step. */
  | 'opening'
  /** A later step: those before did not acknowledge, or somebody asked for more. */
  | 'escalated'
  /** The rotation has passed on to this contact while it lasts. */
  | 'handover'
  /** A warning has become critical. */
  | 'worse'
  /** Still open, and nobody has acknowledged. */
  | 'repeat'
  /** Somebody had acknowledged, that has expired, and it is still open. */
  | 'ack-expired'
  /** It is over; told to everyone who was told of it, and to nobody else. */
  | 'close'
  /** It is over for good, for machines that keep incidents of their own. */
  | 'resolve'

export type Reason = IncidentReason | 'drill' | 'digest' | 'mute-ended'

/** Told of the end, there is nothing left to do about it. */
export function isOver({ reason }: { readonly reason: Reason }): boolean {
  return reason === 'close' || reason === 'resolve'
}

export interface Notice {
  /** When it was worded, Unix time in milliseconds. */
  readonly at: number
  readonly vantage: string
  /** The incident's short id. */
  readonly incident: string
  readonly kind: NoticeKind
  readonly subject: Subject
  readonly severity: Severity
  /** Why it is sent now. */
  readonly reason: Reason
  /** The step of the escalation, or the repeat's number: `critical-1`, `repeat-2`, `close`. */
  readonly step: string
  readonly contact: string
  /** One line. */
  readonly title: string
  /** The whole message, for e-mail, terminal and webhooks. */
  readonly text: string
  /** GSM-7; its first 153 characters stand on their own. */
  readonly sms: string
  /** Where its contact can acknowledge it; absent where there is nothing to acknowledge. */
  readonly links?: Links
}

/** Everything that one contact is told in one turn; what pagers carry. */
export interface Message {
  readonly at: number
  readonly vantage: string
  readonly contact: string
  /** Of the worst. */
  readonly severity: Severity
  /** What it tells, worst first; at least one. */
  readonly notices: readonly Notice[]
  /** The words for all of them together; of a single one, its own. */
  readonly title: string
  readonly text: string
  readonly sms: string
  /** Whether the contact's notice budget lets the text message out; the other channels are told all the same. */
  readonly texting: 'send' | 'hold'
}

/** The intention of one vantage to send one notice. */
export interface Claim {
  readonly incident: string
  readonly kind: NoticeKind
  readonly subject: Subject
  /** When the incident's evidence began: two incidents of one minute share their short id. */
  readonly since: number
  readonly step: string
  readonly contact: string
  readonly vantage: string
  readonly at: number
}

/** A notice that was sent. */
export interface Sent extends Claim {
  readonly reason: Reason
  /** The same for all notices of one message. */
  readonly messageId: string
  /** The way it went: `sns eu-central-1`, `webhook pagerduty`, `file`; `none` when only the budget held it back. */
  readonly channel: string
  /** Whether a text message went with it; `none` for contacts without a phone. */
  readonly texting: 'sent' | 'held' | 'none'
}
