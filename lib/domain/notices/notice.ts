/** Notice: the words for one contact at one step of the escalation. */

import type { NoticeKind } from '../kinds/notice-kind.ts'
import type { Severity } from '../kinds/severity.ts'
import type { Subject } from '../kinds/subject.ts'
import type { Links } from '../people/links.ts'
import type { Reason, Texting } from '../people/record.ts'
import type { StepName } from '../people/step-name.ts'

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
  readonly step: StepName
  readonly contact: string
  /** One line. */
  readonly title: string
  /** The whole message, for e-mail, terminal and webhooks. */
  readonly text: string
  /** What its text message is made of. */
  readonly sms: TextParts
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

/** What a text message is made of; it is joined once, at the end, and never padded, cut or taken apart again. */
export interface TextParts {
  /**
   * What stands first and on its own, longest wording first: one sentence with severity, kind, subject, times and
   * id. The last one fits into the first part of a message, whatever the names.
   */
  readonly lead: readonly string[]
  /**
   * Whole sentences in the order in which they are read, but that warnings are read before all others and that a link
   * may have to wait for part two. What does not fit falls away whole, the lowest rank first.
   */
  readonly sentences: readonly TextSentence[]
}

export interface TextSentence {
  readonly rank: TextRank
  /** Longest wording first; each of them is whole. A warning has no link. */
  readonly wordings: readonly string[]
}

/** From what falls away first to what never may: a warning that keeps keys from being slashed. */
export const TEXT_RANKS = ['more', 'first-step', 'acknowledge', 'warning'] as const
export type TextRank = (typeof TEXT_RANKS)[number]
