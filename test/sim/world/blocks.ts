/** Blocks: those of a network without faults, with slots that are missed and blocks that are orphaned, from a seed. */
import { headerRoot } from '../../../lib/domain/chain/block-header.ts'

export interface Block {
  readonly slot: number
  readonly root: string
  readonly parentRoot: string
  /** As `/eth/v1/beacon/headers` writes it. */
  readonly message: Readonly<Record<string, string>>
}

export interface Blocks {
  /** The block that stays at a slot; null for a missed slot and for an orphaned block's. */
  canonicalAt(slot: number): Block | null
  /** The block at a slot that the next proposer did not build on. */
  orphanAt(slot: number): Block | null
  /** The last block that stays, at or before a slot. */
  canonicalUpTo(slot: number): Block
  byRoot(root: string): Block | undefined
}

interface Habits {
  readonly firstSlot: number
  readonly seed: number
  /** Shares of slots without a block, and with one that is orphaned. */
  readonly missed: number
  readonly orphaned: number
  /** The root that the first block builds on, if that matters. */
  readonly parentRoot?: string
}

/** Lengthened slot by slot, as far as it is asked for. */
export function blocksOf({ firstSlot, seed, missed, orphaned, parentRoot = word(seed) }: Habits): Blocks {
  const first = blockOf(firstSlot, parentRoot, seed)
  const canonical: (Block | null)[] = [first]
  const orphans = new Map<number, Block>()
  const roots = new Map<string, Block>([[first.root, first]])
  let last = first
  const lengthenTo = (slot: number) => {
    for (let next = firstSlot + canonical.length; next <= slot; next++) {
      const lot = evenOf(seed, next, 1)
      const block = lot < missed ? null : blockOf(next, last.root, seed)
      const isOrphan = block !== null && lot < missed + orphaned
      if (block) roots.set(block.root, block)
      if (block && isOrphan) orphans.set(next, block)
      canonical.push(isOrphan ? null : block)
      if (block && !isOrphan) last = block
    }
  }
  const canonicalAt = (slot: number) => {
    lengthenTo(slot)
    return canonical[slot - firstSlot] ?? null
  }
  const canonicalUpTo = (slot: number): Block => {
    for (let at = slot; at > firstSlot; at--) {
      const block = canonicalAt(at)
      if (block) return block
    }
    return first
  }
  return {
    canonicalAt,
    canonicalUpTo,
    orphanAt(slot) {
      lengthenTo(slot)
      return orphans.get(slot) ?? null
    },
    byRoot: (root) => roots.get(root),
  }
}

/** A chain that leaves another one after a slot. */
export function forkOf(trunk: Blocks, slot: number, seed: number): Blocks {
  const parentRoot = trunk.canonicalUpTo(slot).root
  const branch = blocksOf({ firstSlot: slot + 1, seed, missed: 0, orphaned: 0, parentRoot })
  const at = (asked: number) => (asked <= slot ? trunk : branch)
  return {
    canonicalAt: (asked) => at(asked).canonicalAt(asked),
    orphanAt: (asked) => at(asked).orphanAt(asked),
    canonicalUpTo: (asked) => at(asked).canonicalUpTo(asked),
    byRoot: (root) => branch.byRoot(root) ?? trunk.byRoot(root),
  }
}

/** Evenly from 0 up to 1, always the same for the same numbers. */
export function evenOf(seed: number, ...numbers: readonly number[]): number {
  let mixed = seed >>> 0
  for (const number of numbers) {
    mixed = Math.imul(mixed ^ (number >>> 0), 0x9e3779b1)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b)
    mixed ^= mixed >>> 13
  }
  return (mixed >>> 0) / 2 ** 32
}

function blockOf(slot: number, parentRoot: string, seed: number): Block {
  const stateRoot = word(slot)
  const bodyRoot = word(seed + slot)
  const root = headerRoot({ slot: BigInt(slot), proposerIndex: 0n, parentRoot, stateRoot, bodyRoot })
  const message = {
    slot: `${slot}`,
    proposer_index: '0',
    parent_root: parentRoot,
    state_root: stateRoot,
    body_root: bodyRoot,
  }
  return { slot, root, parentRoot, message }
}

function word(number: number): string {
  return `0x${number.toString(16).padStart(64, '0')}`
}
