/** Incident: a verdict's memory over time, kept as one view a vantage: suspect, open, clearing, closed. */
import type { Kind } from '../kinds/kinds.ts'
import type { Severity } from '../kinds/severity.ts'
import type { Subject } from '../kinds/subject.ts'
import type { Evidence, GroupLeft, Scope } from '../verdicts/verdict.ts'

export type Phase = 'suspect' | 'open' | 'clearing' | 'closed'

/** What one vantage's judge holds of one (kind, subject). Its only writer is that judge. */
export interface View<K extends Kind = Kind> {
  readonly vantage: string
  /** A label of five letters and digits: from kind, subject and the minute its evidence began. */
  readonly id: string
  readonly kind: K
  readonly subject: Subject
  readonly phase: Phase
  /** When the evidence began, by the looks' own times. */
  readonly since: number
  /** When this phase began. */
  readonly phaseSince: number
  /** When it opened; absent while suspect. */
  readonly openedAt?: number
  /** The instant of the judgement; a view is replaced only by one with a later `asOf`. */
  readonly asOf: number
  readonly severity: Severity
  readonly scope: Scope
  readonly evidence: Evidence<K>
  /** What the validator groups that use its nodes had left when it was judged. */
  readonly left: readonly GroupLeft[]
  /** The key of the incident that accounts for it, if any. */
  readonly explainedBy?: string
  /** How often it went from clearing back to open. */
  readonly flaps: number
  /** Since when it has been worth telling: open, more than an info, and nothing that was there to explain it. */
  readonly notableSince?: number
  /** It has ended because the settings name it no longer. */
  readonly isUnwatched?: true
  /** How those before it ended, newest first, for as long as somebody may still have to hear of it. */
  readonly earlier?: readonly EarlierView[]
}

/** What is left of an incident once the next one of the same kind and subject has begun. */
export type EarlierView = Omit<View, 'earlier'>

/** Open or about to clear: what people mean by "there is an incident". */
export function isLive({ phase }: Pick<View, 'phase'>): boolean {
  return phase === 'open' || phase === 'clearing'
}
