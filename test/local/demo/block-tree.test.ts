/** Laws of the block tree: roots are hashes of headers, and a chain is what its tip says it is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headerRoot } from '../../../lib/domain/chain/block-header.ts'
import {
  addBlock,
  type Block,
  isOnChain,
  lastBlockBy,
  plantTree,
  pruneBelow,
} from '../../../lib/local/demo/block-tree.ts'
import { NOTHING_FINAL } from '../../../lib/local/demo/demo-finality.ts'

function grow(tree: ReturnType<typeof plantTree>, parent: Block, slots: readonly number[]): readonly Block[] {
  const blocks: Block[] = []
  for (const slot of slots) {
    const parentRoot = (blocks.at(-1) ?? parent).root
    blocks.push(addBlock(tree, { slot, proposerIndex: slot % 5, parentRoot, finality: NOTHING_FINAL }))
  }
  return blocks
}

test('every root is the hash of its header, the genesis block included', () => {
  const tree = plantTree('a')
  grow(tree, tree.genesis, [1, 2, 5])
  assert.equal(tree.blocks.size, 4)
  for (const block of tree.blocks.values()) {
    const { slot, proposerIndex, ...roots } = block
    assert.equal(
      block.root,
      headerRoot({ slot: BigInt(slot), proposerIndex: BigInt(proposerIndex), ...roots }),
    )
  }
})

test('the same seed gives the same blocks, and another seed gives others', () => {
  const roots = ['a', 'a', 'b'].map((seed) => {
    const tree = plantTree(seed)
    return grow(tree, tree.genesis, [1, 2]).at(-1)!.root
  })
  assert.equal(roots[0], roots[1])
  assert.notEqual(roots[0], roots[2])
})

test('two children of one block have different state and body roots as soon as their slots differ', () => {
  const tree = plantTree('a')
  const [one] = grow(tree, tree.genesis, [1])
  const [two] = grow(tree, tree.genesis, [2])
  assert.notEqual(one!.stateRoot, two!.stateRoot)
  assert.notEqual(one!.bodyRoot, two!.bodyRoot)
})

test('a missed slot has the block before it as its last one, and a branch never shows the other branch', () => {
  const tree = plantTree('a')
  const trunk = grow(tree, tree.genesis, [1, 2])
  const left = grow(tree, trunk[1]!, [3, 6])
  const right = grow(tree, trunk[1]!, [4, 5])
  assert.equal(lastBlockBy(tree, left[1]!.root, 5), left[0])
  assert.equal(lastBlockBy(tree, right[1]!.root, 3), trunk[1])
  assert.equal(lastBlockBy(tree, right[1]!.root, 99), right[1])
  assert.ok(isOnChain(tree, trunk[0]!, left[1]!.root))
  assert.ok(isOnChain(tree, left[1]!, left[1]!.root))
  assert.ok(!isOnChain(tree, left[0]!, right[1]!.root))
  assert.ok(!isOnChain(tree, left[1]!, left[0]!.root))
})

test('pruning forgets what lies below a slot, but never the genesis block', () => {
  const tree = plantTree('a')
  const blocks = grow(tree, tree.genesis, [1, 2, 3, 4])
  pruneBelow(tree, 3)
  const tip = blocks.at(-1)!.root
  assert.equal(lastBlockBy(tree, tip, 2), undefined)
  assert.equal(lastBlockBy(tree, tip, 3), blocks[2])
  assert.equal(lastBlockBy(tree, tip, 0), tree.genesis)
})
