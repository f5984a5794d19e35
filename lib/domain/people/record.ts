/** Record: that one person was told one thing, and the claim that goes before it. */
import type { NoticeKind } from '../kinds/notice-kind.ts'
import type { Subject } from '../kinds/subject.ts'
import type { StepName } from './step-name.ts'

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

/** The intention of one vantage to send one notice. */
export interface Claim {
  readonly incident: string
  readonly kind: NoticeKind
  readonly subject: Subject
  /** When the incident's evidence began: two incidents of one minute share their short id. */
  readonly since: number
  readonly step: StepName
  readonly contact: string
  readonly vantage: string
  readonly at: number
}

/** One try of a vantage to send a notice, written before it; it binds the vantage's other runs while it stands. */
export interface Try extends Claim {
  /** Another run may try again from then on. */
  readonly standsUntil: number
  /** How many tries in a row it is, this one counted, of which nobody knows whether they reached anybody. */
  readonly unsure: number
  /** When it was last tried; null when every try was put off. */
  readonly triedAt: number | null
}

/** What a record is about; an incident's records are found by it. */
export type About = Pick<Claim, 'kind' | 'subject'>

/** A notice that was sent. */
export interface Sent extends Claim {
  readonly reason: Reason
  /** The same for all notices of one message. */
  readonly messageId: string
  /**
   * The way it went: `sns eu-central-1`, `webhook pagerduty`; `terminal` for whoever sits there; `file` when nothing
   * carried it, and it only stands with the machine that watches; `none` when only the budget held it back.
   */
  readonly channel: string
  /** Whether a text message went with it; `none` for contacts without a phone. */
  readonly texting: 'sent' | 'held' | 'none'
}

/** What stands on the terminal and in the file of a watch, and was sent to nobody. */
export const WRITTEN_ONLY = 'file'

/** Whether the contact's notice budget lets the text message out. */
export type Texting = 'send' | 'hold'
