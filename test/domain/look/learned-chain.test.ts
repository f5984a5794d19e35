/** Laws of the learned network: what most nodes tell of, and no flipping while votes are equal. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { learnedChain } from '../../../lib/domain/look/learned-chain.ts'
import type { AboutNode } from '../../../lib/domain/look/look.ts'

const about = (root: string): AboutNode => ({
  askedAt: 1,
  genesis: { timeMs: 1_000, validatorsRoot: root, forkVersion: '0x00000000' },
  spec: { name: 'devnet', slotMs: 3_000, slotsPerEpoch: 8 },
})
const chain = (root: string) => learnedChain([about(root)], 'devnet', null)!

it('most nodes name it; of equals the one told first', () => {
  assert.equal(learnedChain([about('b'), about('a'), about('a')], 'devnet', null)?.genesisValidatorsRoot, 'a')
  assert.equal(learnedChain([about('b'), about('a')], 'devnet', null)?.genesisValidatorsRoot, 'b')
})

it('the network of the previous look stands while votes are equal, and gives way to a majority', () => {
  assert.equal(learnedChain([about('b'), about('a')], 'devnet', chain('a'))?.genesisValidatorsRoot, 'a')
  assert.equal(
    learnedChain([about('b'), about('b'), about('a')], 'devnet', chain('a'))?.genesisValidatorsRoot,
    'b',
  )
})

it('nobody telling leaves what was known, and else nothing', () => {
  assert.deepEqual(learnedChain([{ askedAt: 0 }], 'devnet', chain('a')), chain('a'))
  assert.equal(learnedChain([{ askedAt: 0 }], 'devnet', null), null)
})
