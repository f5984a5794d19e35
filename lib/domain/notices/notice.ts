/** Notice: the words for one contact at one step of the escalation. */

import type { NoticeKind } from '../kinds/notice-kind.ts'
import type { Severity } from '../kinds/severity.ts'
import type { Subject } from '../kinds/subject.ts'
import type { Links } from '../people/links.ts'
import type { Reason, Texting } from '../people/record.ts'

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
  readonly texting: Texting
}
