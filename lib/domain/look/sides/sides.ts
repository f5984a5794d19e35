/** Sides: the nouns of "who shares a chain"; how they are found is in `sides/find-sides.ts`. */
import type { BlockRef, Checkpoint } from '../../chain/block.ts'

export interface Sides {
  /** Those with a node of ours first, and of these and of the others the highest tip first. */
  readonly sides: readonly Side[]
  readonly undecided: readonly Undecided[]
  /** Each other side against the first. */
  readonly splits: readonly Split[]
  readonly conflicts: readonly Conflict[]
}

/** The nodes that are on one chain, with its tip. */
export interface Side {
  readonly tip: BlockRef
  readonly nodes: readonly string[]
}

/** Why nobody can say in this look on which side a node is. */
export type UndecidedWhy =
  /** Its head is at or before the last block that two or more sides share. */
  | 'before-the-fork'
  /** No node that knows better answers by slot: a path allow-list, no history, a broken API. */
  | 'cannot-answer-by-slot'
  /** Its head changed between two questions. */
  | 'moved-during-the-look'
  /** The questions failed or the budget for them ended. */
  | 'no-answer'
  /** Its answers contradict one another, so they prove nothing. */
  | 'contradicts-itself'

export interface Undecided {
  readonly tip: BlockRef
  readonly nodes: readonly string[]
  readonly why: UndecidedWhy
}

export interface Split {
  /** Indices into `sides`. */
  readonly sides: readonly [number, number]
  /** The last block both have; null when the request budget ended first. */
  readonly ancestor: BlockRef | null
  /** The slots it lies between (first inclusive, last exclusive) when it is not known; null when it is. */
  readonly ancestorWithin: readonly [number, number] | null
  /** Slots from the ancestor to the lower tip; the least it can be while the ancestor is not known. */
  readonly depth: number
  /** For each of the two sides: one block above the ancestor, or more. */
  readonly blocks: readonly [BlocksAbove, BlocksAbove]
}

export type BlocksAbove = 'one' | 'more'

/** Two checkpoints of which neither is an ancestor of the other. */
export interface Conflict {
  readonly checkpoint: 'finalized' | 'justified'
  readonly a: CheckpointHolders
  readonly b: CheckpointHolders
}

export interface CheckpointHolders {
  readonly at: Checkpoint
  readonly nodes: readonly string[]
}
