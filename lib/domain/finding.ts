/** Finding: one rule's complaint about one subject in one vantage's look. */
import type { Kind, Severity } from './kinds.ts'
import type { Look, NodeLook, ReachedNode } from './look.ts'
import type { Settings } from './settings.ts'

/** `node:a`, `data-center:fra1`, `path:eu-central-1/fra1`, `client:prysm`, `fleet`, `network`, `vantage:x`. */
export type Subject = string

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

/** The nodes that are paged about. */
export function fleetOf(look: Look): readonly NodeLook[] {
  return look.nodes.filter((node) => node.role === 'node')
}

/** On another network than the one watched; such a node takes part in no comparison. */
export function isForeign({ chain }: Pick<Look, 'chain'>, { about }: Pick<NodeLook, 'about'>): boolean {
  if (!chain || !about.genesis) return false
  return (
    about.genesis.validatorsRoot !== chain.genesisValidatorsRoot ||
    about.genesis.timeMs !== chain.genesisTimeMs
  )
}

/** Reached nodes and references of the network watched. */
export function compatriots(look: Look): readonly ReachedNode[] {
  return look.nodes.filter((node): node is ReachedNode => node.state === 'reached' && !isForeign(look, node))
}

/** `1 node`, `3 nodes`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}

/** The first eight hex digits of a root, enough to tell two apart at a glance. */
export function shortRoot(root: string): string {
  return `${root.slice(0, 10)}…`
}
