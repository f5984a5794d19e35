/** Split: chains that share no recent block, and checkpoints that contradict one another. */

import { shortRoot } from '../chain/block.ts'
import { slotStartMs } from '../chain/chain.ts'
import type { Severity } from '../kinds/severity.ts'
import type { Look } from '../look/look.ts'
import type { Conflict, Split } from '../look/sides/sides.ts'
import { boundOf, type Settings } from '../settings/settings.ts'
import { count } from '../text/lists.ts'
import type { Finding, Findings, Rule } from './finding.ts'

export const chainSplit: Rule = (look, settings) => {
  const { sides, splits } = look.sides
  if (splits.length === 0) return { findings: [], unknown: sides.length === 0 ? ['fleet'] : [] }
  const severity = splits.some((split) => isDeep(look, split, settings)) ? 'critical' : 'info'
  return { findings: [found(look, severity)], unknown: [] }
}

function found(look: Look, severity: Severity): Finding {
  const { sides, splits } = look.sides
  const deepest = splits.reduce((a, b) => (b.depth > a.depth ? b : a))
  return {
    kind: 'chain-split',
    subject: 'fleet',
    severity,
    says: `The nodes are on ${sides.length} chains. ${sayAncestor(deepest)}`,
    nodes: sides.flatMap((side) => side.nodes),
    lines: sides.map(
      ({ tip, nodes }, index) =>
        `Side ${index + 1}: slot ${tip.slot} ${shortRoot(tip.root)}, ${nodes.join(', ')}`,
    ),
    groups: sides.map((side) => side.nodes),
  }
}

function sayAncestor({ ancestor, ancestorWithin, depth }: Split): string {
  if (ancestor)
    return `Their last common block is slot ${ancestor.slot}, ${count(depth, 'slot')} below the lower tip.`
  const [from, to] = ancestorWithin!
  return `Their last common block lies between slots ${from} and ${to - 1}, at least ${count(depth, 'slot')} below the lower tip.`
}

/** Two blocks or more on each side, and deep enough or old enough not to be a late block. */
function isDeep(look: Look, { ancestor, depth, blocks }: Split, settings: Settings): boolean {
  const bound = (name: 'depthSlots' | 'depthFloorSeconds' | 'depthSeconds' | 'blocksMin') =>
    boundOf(settings, 'chain-split', name)
  if (bound('blocksMin') > 1 && blocks.includes('one')) return false
  if (!look.chain) return depth >= bound('depthSlots')
  const floorMs = Math.max(bound('depthSlots') * look.chain.slotMs, bound('depthFloorSeconds') * 1_000)
  const lastedMs = ancestor ? look.at - slotStartMs(look.chain, ancestor.slot) : 0
  return depth * look.chain.slotMs >= floorMs || lastedMs >= bound('depthSeconds') * 1_000
}

export const finalizedConflict: Rule = (look) => conflicts(look, 'finalized')
export const justifiedConflict: Rule = (look) => conflicts(look, 'justified')

function conflicts(look: Look, checkpoint: Conflict['checkpoint']): Findings {
  const found = look.sides.conflicts.filter((conflict) => conflict.checkpoint === checkpoint)
  if (found.length === 0) return { findings: [], unknown: look.sides.sides.length === 0 ? ['fleet'] : [] }
  const finding: Finding = {
    kind: `${checkpoint}-conflict`,
    subject: 'fleet',
    severity: 'critical',
    says: `Nodes ${checkpoint} blocks of which neither is an ancestor of the other.`,
    nodes: [...new Set(found.flatMap(({ a, b }) => [...a.nodes, ...b.nodes]))],
    lines: found.map(({ a, b }) => `${sayHolders(a)} against ${sayHolders(b)}`),
    groups: found.flatMap(({ a, b }) => [a.nodes, b.nodes]),
  }
  return { findings: [finding], unknown: [] }
}

function sayHolders({ at, nodes }: Conflict['a']): string {
  return `epoch ${at.epoch} ${shortRoot(at.root)} (${nodes.join(', ')})`
}
