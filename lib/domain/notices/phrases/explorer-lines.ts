/** Explorer lines: where others can be asked about the blocks that an incident is about. */
import type { BlockRef, Checkpoint } from '../../chain/block.ts'
import { explorerLinks } from '../../chain/explorers.ts'
import type { Evidence } from '../../verdicts/verdict.ts'
import type { Situation } from '../situation.ts'
import { sayBlock, sayCheckpoint } from './block-words.ts'

const BLOCKS_LINKED = 4

/** A line for each block, the first of them where they are many; none where the network has no explorer. */
export function explorerLines({
  view,
  settings: { network },
}: Pick<Situation, 'view' | 'settings'>): readonly string[] {
  if (network.kind !== 'preset') return []
  const lines = blocksOf(view.evidence.facts).flatMap((block) => {
    const links = explorerLinks(network.name, block)
    const name = 'slot' in block ? sayBlock(block) : sayCheckpoint(block)
    return links.length === 0 ? [] : [`  ${name}: ${links.join(' and ')}`]
  })
  return lines.length === 0 ? [] : ['What an explorer says of:', ...lines]
}

/** Blocks and checkpoints among the facts, each once, in the order in which they stand there. */
function blocksOf(facts: Evidence['facts']): readonly (BlockRef | Checkpoint)[] {
  const byRoot = new Map(blocksIn(facts).map((block) => [block.root, block]))
  return [...byRoot.values()].slice(0, BLOCKS_LINKED)
}

function blocksIn(value: unknown): readonly (BlockRef | Checkpoint)[] {
  if (typeof value !== 'object' || value === null) return []
  return isBlock(value) ? [value] : Object.values(value).flatMap(blocksIn)
}

function isBlock(value: object): value is BlockRef | Checkpoint {
  const { slot, epoch, root } = value as { slot?: unknown; epoch?: unknown; root?: unknown }
  return typeof root === 'string' && (typeof slot === 'number' || typeof epoch === 'number')
}
