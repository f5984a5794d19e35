/** Own nodes: which nodes of a look are ours, and which are of the network watched. */
import type { FailedNode, Look, NodeLook, ReachedNode } from './look.ts'
import { areTwoNetworks, genesisOf } from './network-told.ts'

/** The nodes that are paged about. */
export function fleetOf(look: Look): readonly NodeLook[] {
  return look.nodes.filter((node) => node.role === 'node')
}

/** On another network than the one watched; such a node takes part in no comparison. */
export function isForeign({ chain }: Pick<Look, 'chain'>, { about }: Pick<NodeLook, 'about'>): boolean {
  return chain !== null && about.genesis !== undefined && areTwoNetworks(about.genesis, genesisOf(chain))
}

/** Reached nodes and references of the network watched. */
export function compatriots(look: Pick<Look, 'chain' | 'nodes'>): readonly ReachedNode[] {
  return look.nodes.filter((node): node is ReachedNode => node.state === 'reached' && !isForeign(look, node))
}

export function isFailed(node: NodeLook): node is FailedNode {
  return node.state === 'failed'
}
