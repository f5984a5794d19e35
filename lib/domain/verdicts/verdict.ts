/** Verdict: what the fresh vantages together say of one subject; the rules are in `verdicts/`. */

import type { Kind } from '../kinds/kinds.ts'
import type { Severity } from '../kinds/severity.ts'
import type { Subject } from '../kinds/subject.ts'

/** How much is affected, from the smallest to the largest; every notice says it. */
export type Scope = 'vantage' | 'node' | 'several' | 'data-center' | 'fleet' | 'network'

export interface Verdict {
  readonly kind: Kind
  readonly subject: Subject
  readonly severity: Severity
  readonly scope: Scope
  readonly evidence: Evidence
  /** The verdict that accounts for this one, as `kind subject`; explained verdicts page nobody. */
  readonly explainedBy?: string
}

/** All that the fresh vantages say at one instant; a subject in neither list is well. */
export interface Verdicts {
  readonly unwell: readonly Verdict[]
  /** `kind subject` of which nobody can tell now. */
  readonly unknown: ReadonlySet<string>
  /** Vantages that are fresh and not cut off; without any, nothing can be called well. */
  readonly voters: readonly string[]
  /** Nodes that some voter found on a side: only they were compared. */
  readonly compared: ReadonlySet<string>
}

export interface Evidence {
  /** One or more sentences: what is seen, with numbers. */
  readonly says: string
  /** The nodes concerned. */
  readonly nodes: readonly string[]
  /** Vantages that see it, that look and do not see it, and that cannot tell. */
  readonly seenBy: readonly string[]
  readonly notSeenBy: readonly string[]
  readonly cannotTell: readonly string[]
  /** Times of the oldest and the newest look that complains, Unix time in milliseconds. */
  readonly from: number
  readonly asOf: number
  /** Lines to list: the sides of a split, the nodes inside a dark data centre. */
  readonly lines: readonly string[]
  /** Nodes that stand against one another; the subject is well only when they were compared again. */
  readonly groups?: readonly (readonly string[])[]
}
