/** Isolated: a node that answers us but hardly anybody else. */
import { compatriots } from '../look/fleet.ts'
import type { Head, Look, ReachedNode } from '../look/look.ts'
import { boundOf, type Settings } from '../settings/settings.ts'
import { count } from '../text/lists.ts'
import { type NodeComplaint, perNode, type Rule } from './finding.ts'
import { headAgeMs, oldAfterMs } from './head-age.ts'

export const isolated: Rule = (look, settings) =>
  perNode('isolated', look, (node) => complain(look, node, settings))

function complain(look: Look, node: ReachedNode, settings: Settings): NodeComplaint {
  if (node.peers === 'unknown' || node.head === 'unknown') return 'unknown'
  if (node.peers >= boundOf(settings, 'isolated', 'peersMin')) return null
  const peers = count(node.peers, 'peer')
  if (isAlone(look, node.id))
    return { severity: 'warning', says: `${node.id} is alone on its chain, with ${peers}.` }
  if (isFrozen(look, node.head, settings) && othersMoved(look, node.head.slot))
    return {
      severity: 'warning',
      says: `${node.id} stopped at slot ${node.head.slot} while others moved on; it has ${peers}.`,
    }
  return null
}

function isAlone(look: Look, node: string): boolean {
  const { sides } = look.sides
  return sides.length > 1 && sides.some((side) => side.nodes.length === 1 && side.nodes[0] === node)
}

function isFrozen({ chain }: Look, head: Head, settings: Settings): boolean {
  return chain !== null && headAgeMs(chain, head) >= oldAfterMs(chain, settings, 'head-stale')
}

function othersMoved(look: Look, slot: number): boolean {
  return compatriots(look).some(({ head }) => head !== 'unknown' && head.slot > slot)
}
