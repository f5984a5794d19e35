/** Head age: how old a node's head is by our own clock, the one sign of a stall that no client can hide. */
import { type Chain, slotMsOf, slotStartMs, slotsIn } from '../chain/chain.ts'
import type { Head, Look } from '../look/look.ts'
import { compatriots } from '../look/own-nodes.ts'
import { believed } from '../look/sides/whose-sides.ts'
import { boundOf, type Settings } from '../settings/settings.ts'
import type { Finding, Rule } from './finding.ts'
import { factsOfLook } from './needs.ts'
import { eachNode } from './node-rule.ts'

/** The kinds that call a head old, each with bounds of its own. */
type AgeKind = 'head-stale' | 'network-stall'

interface OldHead {
  readonly kind: AgeKind
  readonly slot: number
}

/** Milliseconds since the start of the head's slot, when it was read. */
export function headAgeMs(chain: Chain, head: Pick<Head, 'slot' | 'at'>): number {
  return head.at - slotStartMs(chain, head.slot)
}

/** The age from which a head is old: the bound in slots of its era or in seconds, whichever is longer. */
export function oldAfterMs(chain: Chain, settings: Settings, { kind, slot }: OldHead): number {
  const slotsMs = boundOf(settings, kind, 'slots') * slotMsOf(chain, slot)
  return Math.max(slotsMs, boundOf(settings, kind, 'seconds') * 1_000)
}

export const headStale: Rule<'head-stale'> = (look, settings) => {
  const orphans = onSingleBlockBranches(look)
  const orphanMs = boundOf(settings, 'head-stale', 'orphanSeconds') * 1_000
  return eachNode('head-stale', look, ({ id }, { chain, head }) => {
    const { slot, root } = head
    const ageMs = headAgeMs(chain, head)
    const isOrphaned = orphans.has(id) && ageMs >= orphanMs
    if (!isOrphaned && ageMs < oldAfterMs(chain, settings, { kind: 'head-stale', slot })) return null
    const slots = slotsIn(chain, slot, ageMs)
    return { severity: 'warning', facts: { [id]: { head: { slot, root }, ageMs, slots, isOrphaned } } }
  })
}

/** The nodes of sides that are one block above their last common ancestor with the highest side. */
function onSingleBlockBranches({ sides: { sides, splits } }: Look): ReadonlySet<string> {
  const short = splits.flatMap((split) => split.sides.filter((_, place) => split.blocks[place] === 'one'))
  return new Set(short.flatMap((side) => sides[side]?.nodes ?? []))
}

export const networkStall: Rule<'network-stall'> = (look, settings) => {
  const heads = believed(look).flatMap((node) => (node.head === 'unknown' ? [] : [node.head]))
  const [first] = heads
  const known = factsOfLook('network-stall', look)
  if (!first || heads.length < 2 || !known) return { findings: [], unknown: ['network'] }
  const { chain } = known
  const { slot, root } = first
  const oldMs = oldAfterMs(chain, settings, { kind: 'network-stall', slot })
  const isStalled = heads.every((head) => head.root === root && headAgeMs(chain, head) >= oldMs)
  const facts = { head: { slot, root }, ageMs: headAgeMs(chain, first), holders: heads.length }
  return { findings: isStalled ? [stall(look, facts)] : [], unknown: [] }
}

function stall(look: Look, facts: Finding<'network-stall'>['facts']): Finding<'network-stall'> {
  const nodes = compatriots(look).filter(({ role }) => role === 'node')
  return {
    kind: 'network-stall',
    subject: 'network',
    severity: 'critical',
    facts,
    nodes: nodes.map(({ id }) => id),
  }
}
