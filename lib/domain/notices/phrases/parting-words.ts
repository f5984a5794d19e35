/** Parting words: where sides part, which checkpoints exclude each other, and why nobody can say where a node stands. */
import { type Chain, epochOf, slotStartMs, slotsMs } from '../../chain/chain.ts'
import type { Conflict, Split, Undecided, UndecidedWhy } from '../../look/sides/sides.ts'
import { count, listed } from '../../text/lists.ts'
import { sayDuration, sayTime } from '../../text/time.ts'
import { sayBlock, sayCheckpoint } from './block-words.ts'
import { nameSide, type SidesShown } from './sides-shown.ts'

export function sayParting(chain: Chain | null, { sides }: SidesShown, split: Split): string {
  const [a, b] = split.sides
  const lower = sides[a]!.tip.slot <= sides[b]!.tip.slot ? a : b
  const depth = count(split.depth, 'slot')
  const lasting =
    chain === null ? depth : `${depth} (${sayDuration(slotsMs(chain, sides[lower]!.tip.slot, split.depth))})`
  const tip = `before the tip of ${nameSide(lower)}`
  const shared = `Last block that ${nameSide(a)} and ${nameSide(b)} share:`
  if (split.ancestor === null)
    return `${shared} ${sayWithin(split.ancestorWithin)}; at least ${lasting} ${tip}.${sayShort(split)}`
  const { slot } = split.ancestor
  return `${shared} ${sayBlock(split.ancestor)}${sayWhen(chain, slot)}, ${lasting} ${tip}.${sayShort(split)}`
}

function sayWhen(chain: Chain | null, slot: number): string {
  if (chain === null) return ''
  const epoch = epochOf(chain, slot)
  return ` (${sayTime(slotStartMs(chain, slot))}${epoch === null ? '' : `, epoch ${epoch}`})`
}

function sayWithin(within: Split['ancestorWithin']): string {
  return within === null ? 'not found yet' : `not found yet, in slots ${within[0]} to ${within[1] - 1}`
}

function sayShort({ sides, blocks }: Split): string {
  return sides
    .filter((_, position) => blocks[position] === 'one')
    .map((side) => ` Side ${nameSide(side)} has only one block of its own.`)
    .join('')
}

const HOLDERS_NAMED = 3

export function sayConflict({ checkpoint, a, b }: Conflict): string {
  const holders = ({ at, nodes }: Conflict['a']) => `${sayCheckpoint(at)} (${listed(nodes, HOLDERS_NAMED)})`
  return `${checkpoint === 'finalized' ? 'Finalized' : 'Justified'} checkpoints exclude each other: ${holders(a)} against ${holders(b)}.`
}

const WHY: Readonly<Record<UndecidedWhy, string>> = {
  'before-the-fork': 'at or before the fork, and behind',
  'cannot-answer-by-slot': 'no node that could tell answers by slot',
  'moved-during-the-look': 'the head moved during the look',
  'no-answer': 'the questions got no answer',
  'contradicts-itself': 'the answers contradict one another',
}

export function sayUndecided({ tip, nodes, why }: Undecided): string {
  return `On no side: ${listed(nodes)}, tip at ${sayBlock(tip)} (${WHY[why]}).`
}
