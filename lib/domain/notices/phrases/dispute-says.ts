/** Dispute says: how a chain of strangers and ours part; the kinds about references share these words. */
import { shortRoot } from '../../chain/block.ts'
import type { DisputeFacts } from '../../findings/facts.ts'
import { count, listed } from '../../text/lists.ts'
import { sayBlock } from './block-words.ts'
import { listConflicts } from './conflict-says.ts'

/** One sentence for the sides, or for the checkpoints where only these tell. */
export function sayDispute({ sides: [ours, theirs], splits: [split], conflicts }: DisputeFacts): string {
  if (!ours || !theirs || !split) {
    const [conflict] = conflicts
    return conflict === undefined
      ? 'Its checkpoint and ours exclude each other.'
      : `Its ${conflict.checkpoint} checkpoint and ours exclude each other.`
  }
  const common =
    split.ancestor === null
      ? `at least ${count(split.depth, 'slot')} apart`
      : `the last block of both is slot ${split.ancestor.slot}, ${count(split.depth, 'slot')} below`
  return `Theirs is ${sayBlock(theirs.tip)}, ours ${sayBlock(ours.tip)}; ${common}.`
}

export function listDispute({ sides, conflicts }: DisputeFacts): readonly string[] {
  const tips = sides.map(({ tip, nodes }) => `${listed(nodes, 4)}: ${sayBlock(tip)}`)
  return [...tips, ...listConflicts({ conflicts })]
}

/** What to hold against somebody else's answer. */
export function rootsToCompare({ sides, conflicts }: DisputeFacts): string {
  const [conflict] = conflicts
  if (sides.length > 1)
    return sides
      .slice(0, 2)
      .map(({ tip }) => `slot ${tip.slot} is ${shortRoot(tip.root)}`)
      .join(', ')
  if (conflict === undefined) return 'the finalized roots of both'
  return [conflict.a, conflict.b].map(({ at }) => `epoch ${at.epoch} is ${shortRoot(at.root)}`).join(', ')
}
