/** Node rule: a rule that is put to each node of the fleet, one by one. */
import type { Kind } from '../kinds/kinds.ts'
import type { Severity } from '../kinds/severity.ts'
import { nodeSubject, type Subject } from '../kinds/subject.ts'
import type { Look, NodeLook, ReachedNode } from '../look/look.ts'
import { fleetOf, isForeign } from '../look/own-nodes.ts'
import type { FactsByKind } from './facts.ts'
import type { Finding, Findings } from './finding.ts'
import { type NeededFacts, neededFacts } from './needs.ts'

/** What a rule says of one node; null is well. */
type NodeComplaint<K extends Kind> =
  | { readonly severity: Severity; readonly facts: FactsByKind[K] }
  | 'unknown'
  | null

type Complain<K extends Kind> = (node: ReachedNode, facts: NeededFacts<K>) => NodeComplaint<K>

/** Nodes that were not reached, that are on another network or lack what the kind needs are unknown. */
export function eachNode<K extends Kind>(kind: K, look: Look, complain: Complain<K>): Findings<K> {
  return eachOfFleet(kind, look, (node) => {
    if (node.state !== 'reached' || isForeign(look, node)) return 'unknown'
    const facts = neededFacts(kind, look, node)
    return facts === null ? 'unknown' : complain(node, facts)
  })
}

/** The same for rules that also have a say where a node was not reached. */
export function eachOfFleet<K extends Kind>(
  kind: K,
  look: Look,
  complain: (node: NodeLook) => NodeComplaint<K>,
): Findings<K> {
  const findings: Finding<K>[] = []
  const unknown: Subject[] = []
  for (const node of fleetOf(look)) {
    const subject = nodeSubject(node.id)
    const complaint = complain(node)
    if (complaint === 'unknown') unknown.push(subject)
    else if (complaint) findings.push({ kind, subject, nodes: [node.id], ...complaint })
  }
  return { findings, unknown }
}
