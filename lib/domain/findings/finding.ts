/** Finding: one rule's complaint about one subject in one vantage's look. */
import type { Kind } from '../kinds/kinds.ts'
import type { Severity } from '../kinds/severity.ts'
import type { Subject } from '../kinds/subject.ts'
import type { Look } from '../look/look.ts'
import type { Settings } from '../settings/settings.ts'
import type { FactsByKind } from './facts.ts'

export interface Finding<K extends Kind = Kind> {
  readonly kind: K
  readonly subject: Subject
  readonly severity: Severity
  /** What is seen. */
  readonly facts: FactsByKind[K]
  /** The nodes concerned. */
  readonly nodes: readonly string[]
  /** Nodes that stand against one another: the sides of a split, the holders of conflicting checkpoints. */
  readonly groups?: readonly (readonly string[])[]
}

/** What one rule makes of one look: what is not complained about and not unknown is well. */
export interface Findings<K extends Kind = Kind> {
  readonly findings: readonly Finding<K>[]
  /** Subjects of which this look cannot tell. */
  readonly unknown: readonly Subject[]
}

export type Rule<K extends Kind = Kind> = (look: Look, settings: Settings) => Findings<K>
