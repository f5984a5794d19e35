/** Verdict: what the fresh vantages together say of one subject. */
import type { FactsByKind } from '../findings/facts.ts'
import type { Kind } from '../kinds/kinds.ts'
import type { Severity } from '../kinds/severity.ts'
import type { Subject } from '../kinds/subject.ts'

/** How much is affected, from the smallest to the largest; every notice says it. */
export type Scope = 'vantage' | 'node' | 'several' | 'data-center' | 'fleet' | 'network'

export interface Verdict<K extends Kind = Kind> {
  readonly kind: K
  readonly subject: Subject
  readonly severity: Severity
  readonly scope: Scope
  readonly evidence: Evidence<K>
  /** Of every validator group that uses a node concerned. */
  readonly left: readonly GroupLeft[]
  /** The key of the verdict that accounts for this one; explained verdicts page nobody. */
  readonly explainedBy?: string
}

/** What a validator group can still use, besides the nodes concerned. */
export interface GroupLeft {
  /** Nodes that name no group form one without a name. */
  readonly group: string | null
  /** How many nodes serve it in all. */
  readonly nodes: number
  /** How many of them a vantage has reached and nothing disables. */
  readonly left: number
  /** The first few of those, by name. */
  readonly usable: readonly string[]
}

/** All that the fresh vantages say at one instant; a subject in neither list is well. */
export interface Verdicts {
  readonly unwell: readonly Verdict[]
  /** The keys of which nobody can tell now. */
  readonly unknown: ReadonlySet<string>
  /** Of those, the keys that some vantage complains of, while too few others have looked again. */
  readonly pending: ReadonlySet<string>
  /** Vantages that are fresh and not cut off; without any, nothing can be called well. */
  readonly voters: readonly string[]
  /** When each of them looked. */
  readonly lookedAt: ReadonlyMap<string, number>
  /** Nodes that some voter found on a side: only they were compared. */
  readonly compared: ReadonlySet<string>
  /** What each group that uses one of these nodes has left now, by the same meaning of usable everywhere. */
  readonly leftBeside: (nodes: readonly string[]) => readonly GroupLeft[]
}

/** Typed facts and who has them; the sentences are made at the end, in `notices/`. */
export interface Evidence<K extends Kind = Kind> {
  readonly facts: FactsByKind[K]
  /** The nodes concerned. */
  readonly nodes: readonly string[]
  /** Vantages that see it, that look and do not see it, and that cannot tell. */
  readonly seenBy: readonly string[]
  readonly notSeenBy: readonly string[]
  readonly cannotTell: readonly string[]
  /** Times of the oldest and the newest look that complains, Unix time in milliseconds. */
  readonly from: number
  readonly asOf: number
  /** Of a group of which only some nodes still fail: how many nodes have the thing in common. */
  readonly among?: number
  /** Nodes that stand against one another; the subject is well only when they were compared again. */
  readonly groups?: readonly (readonly string[])[]
}
