/** Finding: one rule's complaint about one subject in one vantage's look. */

import type { Kind } from '../kinds/kinds.ts'
import type { Severity } from '../kinds/severity.ts'
import type { Subject } from '../kinds/subject.ts'
import { fleetOf, isForeign } from '../look/fleet.ts'
import type { Look, ReachedNode } from '../look/look.ts'
import type { Settings } from '../settings/settings.ts'

export interface Finding {
  readonly kind: Kind
  readonly subject: Subject
  readonly severity: Severity
  /** A sentence with numbers: what is seen. */
  readonly says: string
  /** The nodes concerned. */
  readonly nodes: readonly string[]
  /** Details to list, a line each. */
  readonly lines?: readonly string[]
  /** Nodes that stand against one another: the sides of a split, the holders of conflicting checkpoints. */
  readonly groups?: readonly (readonly string[])[]
}

/** What one rule makes of one look: what is not complained about and not unknown is well. */
export interface Findings {
  readonly findings: readonly Finding[]
  /** Subjects of which this look cannot tell. */
  readonly unknown: readonly Subject[]
}

export type Rule = (look: Look, settings: Settings) => Findings

/** What a rule says of one node; null is well. */
export type NodeComplaint = { readonly severity: Severity; readonly says: string } | 'unknown' | null

/** Applies a rule to every node of the fleet; nodes that were not reached, or are on another network, are unknown. */
export function perNode(kind: Kind, look: Look, complain: (node: ReachedNode) => NodeComplaint): Findings {
  const findings: Finding[] = []
  const unknown: Subject[] = []
  for (const node of fleetOf(look)) {
    const subject = `node:${node.id}`
    const complaint = node.state === 'reached' && !isForeign(look, node) ? complain(node) : 'unknown'
    if (complaint === 'unknown') unknown.push(subject)
    else if (complaint) findings.push({ kind, subject, nodes: [node.id], ...complaint })
  }
  return { findings, unknown }
}
