/** Notice: the words for one contact at one step of the escalation. */
import type { Kind, Severity } from './kinds.ts'
import type { Subject } from './verdict.ts'

export interface Notice {
  /** When it was worded, Unix time in milliseconds. */
  readonly at: number
  readonly vantage: string
  /** The incident's short id. */
  readonly incident: string
  readonly kind: Kind
  readonly subject: Subject
  readonly severity: Severity
  /** Why it is sent now. */
  readonly reason: 'opening' | 'repeat' | 'worse' | 'close'
  /** The step of the escalation with the repeat's number: `open`, `repeat-1`, `close`. */
  readonly step: string
  readonly contact: string
  /** One line. */
  readonly title: string
  /** The whole message, for e-mail, terminal and webhooks. */
  readonly text: string
  /** GSM-7; its first 153 characters stand on their own. */
  readonly sms: string
}

/** The intention of one vantage to send one notice. */
export interface Claim {
  readonly incident: string
  readonly kind: Kind
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
  readonly reason: Notice['reason']
  readonly messageId: string
}
