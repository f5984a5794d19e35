/** Head age: how old a node's head is by our own clock, the one sign of a stall that no client can hide. */
import { type Chain, slotStartMs } from '../chain/chain.ts'
import { compatriots } from '../look/fleet.ts'
import type { Head, Look, ReachedNode } from '../look/look.ts'
import { boundOf, type Settings } from '../settings/settings.ts'
import { count } from '../text/lists.ts'
import { sayDuration } from '../text/time.ts'
import { type NodeComplaint, perNode, type Rule } from './finding.ts'

/** The kinds that call a head old, each with bounds of its own. */
type AgeKind = 'head-stale' | 'network-stall'

/** Milliseconds since the start of the head's slot, when it was read. */
export function headAgeMs(chain: Chain, head: Pick<Head, 'slot' | 'at'>): number {
  return head.at - slotStartMs(chain, head.slot)
}

/** The age from which a head is old: the bound in slots or the bound in seconds, whichever is longer. */
export function oldAfterMs(chain: Chain, settings: Settings, kind: AgeKind): number {
  return Math.max(boundOf(settings, kind, 'slots') * chain.slotMs, boundOf(settings, kind, 'seconds') * 1_000)
}

export const headStale: Rule = (look, settings) =>
  perNode('head-stale', look, (node) => complain(look, node, settings))

function complain(look: Look, node: ReachedNode, settings: Settings): NodeComplaint {
  const { head } = node
  if (head === 'unknown' || !look.chain) return 'unknown'
  const ageMs = headAgeMs(look.chain, head)
  const orphaned =
    isOnSingleBlockBranch(look, node.id) && ageMs >= boundOf(settings, 'head-stale', 'orphanSeconds') * 1_000
  if (!orphaned && ageMs < oldAfterMs(look.chain, settings, 'head-stale')) return null
  const slots = Math.floor(ageMs / look.chain.slotMs)
  const where = orphaned ? ', stopped on an orphaned block' : ''
  return {
    severity: 'warning',
    says: `${node.id} has had no new head for ${sayDuration(ageMs)} (${count(slots, 'slot')} behind our clock, at slot ${head.slot}${where}).`,
  }
}

/** On a side that is one block above its last common ancestor with the highest side. */
function isOnSingleBlockBranch(look: Look, node: string): boolean {
  return look.sides.splits.some(({ sides, blocks }) =>
    sides.some((side, place) => blocks[place] === 'one' && look.sides.sides[side]?.nodes.includes(node)),
  )
}

export const networkStall: Rule = (look, settings) => {
  const heads = compatriots(look).flatMap((node) => (node.head === 'unknown' ? [] : [node.head]))
  const [first] = heads
  const { chain } = look
  if (!first || heads.length < 2 || !chain) return { findings: [], unknown: ['network'] }
  const oldMs = oldAfterMs(chain, settings, 'network-stall')
  const stalled = heads.every((head) => head.root === first.root && headAgeMs(chain, head) >= oldMs)
  if (!stalled) return { findings: [], unknown: [] }
  const says = `All ${heads.length} nodes that answer have the same head, slot ${first.slot}, and it is ${sayDuration(headAgeMs(chain, first))} old.`
  const nodes = compatriots(look)
    .filter((node) => node.role === 'node')
    .map((node) => node.id)
  return {
    findings: [{ kind: 'network-stall', subject: 'network', severity: 'critical', says, nodes }],
    unknown: [],
  }
}
