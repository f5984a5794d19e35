/** Due: one notice that one contact is to get now, with its step and its reason. */

import type { View } from '../incidents/incident.ts'
import type { NoticeKind } from '../kinds/notice-kind.ts'
import type { Severity } from '../kinds/severity.ts'
import type { Subject } from '../kinds/subject.ts'
import type { Drill } from '../people/deed.ts'
import type { Quiet } from '../people/mutes.ts'
import type { IncidentReason, Reason, Sent } from '../people/record.ts'
import type { StepName } from '../people/step-name.ts'

/** What every due notice has, whatever it is about. */
interface DueBase {
  readonly id: string
  readonly kind: NoticeKind
  readonly subject: Subject
  readonly since: number
  readonly severity: Severity
  readonly reason: Reason
  readonly step: StepName
  readonly contact: string
  /** That an earlier try to send it may have reached the contact. */
  readonly mayHaveArrived?: true
}

export interface IncidentDue extends DueBase {
  readonly about: 'incident'
  readonly view: View
  readonly reason: IncidentReason
  /** Who acknowledged it last and until when that counts, also when it has expired. */
  readonly acknowledged?: { readonly by: string; readonly until: number }
  /** What others were told of it before. */
  readonly toldBefore: readonly Sent[]
  /** That nobody heard of it while it lasted. */
  readonly isUntold?: true
  /** Who asked for the next step last, when, and why. */
  readonly escalatedBy?: { readonly who: string; readonly at: number; readonly reason?: string }
  /** That no step is left which was not told, so that asking for more wakes nobody new. */
  readonly nobodyLeft?: true
}

export interface DrillDue extends DueBase {
  readonly about: 'drill'
  readonly drill: Drill
}

export interface MuteEndDue extends DueBase {
  readonly about: 'mute'
  readonly quiet: Quiet
  /** What nobody was told of because of it, be it open or over. */
  readonly held: readonly View[]
}

export interface DigestDue extends DueBase {
  readonly about: 'digest'
  /** What the contact's phone was not told of; newest last. */
  readonly held: readonly Sent[]
}

export type Due = IncidentDue | DrillDue | MuteEndDue | DigestDue
