/** Split: chains that share no recent block, and checkpoints that contradict one another. */
import { slotStartMs, slotsMs } from '../chain/chain.ts'
import type { Severity } from '../kinds/severity.ts'
import type { Look } from '../look/look.ts'
import type { Conflict, Split } from '../look/sides/sides.ts'
import { boundOf, type Settings } from '../settings/settings.ts'
import type { Finding, Findings, Rule } from './finding.ts'
import { neededFacts } from './needs.ts'

export const chainSplit: Rule<'chain-split'> = (look, settings) => {
  const known = neededFacts('chain-split', look, null)
  if (known === null) return { findings: [], unknown: ['fleet'] }
  const { splits } = known.sides
  if (splits.length === 0) return { findings: [], unknown: [] }
  const severity = splits.some((split) => isDeep(look, split, settings)) ? 'critical' : 'info'
  return { findings: [found(look, severity)], unknown: [] }
}

function found({ sides: { sides, splits, undecided } }: Look, severity: Severity): Finding<'chain-split'> {
  return {
    kind: 'chain-split',
    subject: 'fleet',
    severity,
    facts: { sides, splits, undecided },
    nodes: sides.flatMap((side) => side.nodes),
    groups: sides.map((side) => side.nodes),
  }
}

/** Two blocks or more on each side, and deep enough or old enough not to be a late block. */
function isDeep(
  look: Look,
  { sides: [, lower], ancestor, depth, blocks }: Split,
  settings: Settings,
): boolean {
  const bound = (name: 'depthSlots' | 'depthFloorSeconds' | 'depthSeconds' | 'blocksMin') =>
    boundOf(settings, 'chain-split', name)
  if (bound('blocksMin') > 1 && blocks.includes('one')) return false
  if (!look.chain) return depth >= bound('depthSlots')
  const lowerTip = look.sides.sides[lower]!.tip.slot
  const depthMs = slotsMs(look.chain, lowerTip, depth)
  const isDeepEnough = depth >= bound('depthSlots') && depthMs >= bound('depthFloorSeconds') * 1_000
  const lastedMs = ancestor ? look.at - slotStartMs(look.chain, ancestor.slot) : 0
  return isDeepEnough || lastedMs >= bound('depthSeconds') * 1_000
}

export const finalizedConflict: Rule<'finalized-conflict'> = (look) =>
  conflicting('finalized-conflict', look, 'finalized')

export const justifiedConflict: Rule<'justified-conflict'> = (look) =>
  conflicting('justified-conflict', look, 'justified')

function conflicting<K extends 'finalized-conflict' | 'justified-conflict'>(
  kind: K,
  look: Look,
  checkpoint: Conflict['checkpoint'],
): Findings<K> {
  const conflicts = look.sides.conflicts.filter((conflict) => conflict.checkpoint === checkpoint)
  const isComparable = neededFacts(kind, look, null) !== null
  if (conflicts.length === 0) return { findings: [], unknown: isComparable ? [] : ['fleet'] }
  const finding: Finding<K> = {
    kind,
    subject: 'fleet',
    severity: 'critical',
    facts: { conflicts } as Finding<K>['facts'],
    nodes: [...new Set(conflicts.flatMap(({ a, b }) => [...a.nodes, ...b.nodes]))],
    groups: conflicts.flatMap(({ a, b }) => [a.nodes, b.nodes]),
  }
  return { findings: [finding], unknown: [] }
}
