/** Split: chains that share no recent block, and checkpoints that contradict one another. */
import { slotStartMs, slotsMs } from '../chain/chain.ts'
import type { Severity } from '../kinds/severity.ts'
import type { Look } from '../look/look.ts'
import type { Conflict, Split } from '../look/sides/sides.ts'
import { ownConflicts, ownSides, ownSplits } from '../look/sides/whose-sides.ts'
import { boundOf, type Settings } from '../settings/settings.ts'
import type { Finding, Findings, Rule } from './finding.ts'
import { factsOfLook } from './needs.ts'

export const chainSplit: Rule<'chain-split'> = (look, settings) => {
  if (factsOfLook('chain-split', look) === null) return { findings: [], unknown: ['fleet'] }
  // A side without a node of ours is about that reference.
  const splits = ownSplits(look)
  if (splits.length === 0) return { findings: [], unknown: [] }
  const severity = splits.some((split) => isDeep(look, split, settings)) ? 'critical' : 'info'
  return { findings: [found(look, splits, severity)], unknown: [] }
}

function found(look: Look, splits: readonly Split[], severity: Severity): Finding<'chain-split'> {
  const sides = ownSides(look).map((place) => look.sides.sides[place]!)
  const { undecided } = look.sides
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
export function isDeep(look: Look, { sides, ancestor, depth, blocks }: Split, settings: Settings): boolean {
  const bound = (name: 'depthSlots' | 'depthFloorSeconds' | 'depthSeconds' | 'blocksMin') =>
    boundOf(settings, 'chain-split', name)
  if (bound('blocksMin') > 1 && blocks.includes('one')) return false
  if (!look.chain) return depth >= bound('depthSlots')
  const lowerTip = Math.min(...sides.map((side) => look.sides.sides[side]!.tip.slot))
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
  const conflicts = ownConflicts(look).filter((conflict) => conflict.checkpoint === checkpoint)
  const isComparable = factsOfLook(kind, look) !== null
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
