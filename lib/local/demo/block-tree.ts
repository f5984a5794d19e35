/** Block tree: the demo's blocks, whose roots are the hashes of their headers as on a real chain. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { headerRoot } from '../../domain/chain/block-header.ts'
import { type Finality, NOTHING_FINAL } from './demo-finality.ts'

/** A block: the five fields of its header, its root, and what its state says of finality. */
export interface Block {
  /** 0x and 64 hex digits, lower case. */
  readonly root: string
  readonly slot: number
  readonly proposerIndex: number
  readonly parentRoot: string
  readonly stateRoot: string
  readonly bodyRoot: string
  readonly finality: Finality
}

export interface BlockTree {
  readonly seed: string
  readonly genesis: Block
  /** By root, in the order of their slots. */
  readonly blocks: Map<string, Block>
}

const ZERO_ROOT = `0x${'0'.repeat(64)}`

/** A tree of the genesis block alone. */
export function plantTree(seed: string): BlockTree {
  const genesis = makeBlock(seed, {
    slot: 0,
    proposerIndex: 0,
    parentRoot: ZERO_ROOT,
    finality: NOTHING_FINAL,
  })
  return { seed, genesis, blocks: new Map([[genesis.root, genesis]]) }
}

/** Puts a block on its parent; the same seed, parent, slot and proposer always give the same block. */
export function addBlock(
  tree: BlockTree,
  facts: Pick<Block, 'slot' | 'proposerIndex' | 'parentRoot' | 'finality'>,
): Block {
  const block = makeBlock(tree.seed, facts)
  tree.blocks.set(block.root, block)
  return block
}

/** The last block at or below the slot on the chain that ends in `tip`; undefined where it was pruned. */
export function lastBlockBy(tree: BlockTree, tip: string, slot: number): Block | undefined {
  if (slot === 0) return tree.genesis
  let block = tree.blocks.get(tip)
  while (block !== undefined && block.slot > slot) block = tree.blocks.get(block.parentRoot)
  return block
}

/** Whether the block is `tip` itself or one of its ancestors. */
export function isOnChain(tree: BlockTree, block: Block, tip: string): boolean {
  return lastBlockBy(tree, tip, block.slot)?.root === block.root
}

/** Forgets the blocks below the slot, except for the genesis block. */
export function pruneBelow(tree: BlockTree, slot: number): void {
  for (const block of tree.blocks.values()) {
    if (block.slot >= slot) return
    if (block !== tree.genesis) tree.blocks.delete(block.root)
  }
}

/** A root that depends on nothing but the parts, for whatever only has to look like a hash. */
export function derivedRoot(...parts: readonly (string | number)[]): string {
  return `0x${bytesToHex(sha256(utf8ToBytes(parts.join(' '))))}`
}

function makeBlock(
  seed: string,
  facts: Pick<Block, 'slot' | 'proposerIndex' | 'parentRoot' | 'finality'>,
): Block {
  const { slot, proposerIndex, parentRoot } = facts
  const stateRoot = derivedRoot('state', seed, parentRoot, slot)
  const bodyRoot = derivedRoot('body', seed, parentRoot, slot)
  const root = headerRoot({
    slot: BigInt(slot),
    proposerIndex: BigInt(proposerIndex),
    parentRoot,
    stateRoot,
    bodyRoot,
  })
  return { ...facts, root, stateRoot, bodyRoot }
}
