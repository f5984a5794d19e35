/** Laws of the demo chain: who proposes where, what a cut makes of it, and what a heal makes of that. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { epochOf, slotStartMs, type WholeChain } from '../../../lib/domain/chain/chain.ts'
import { oneEra } from '../../../lib/domain/chain/slot-eras.ts'
import { lastBlockBy } from '../../../lib/local/demo/block-tree.ts'
import {
  advanceTo,
  blockAt,
  blockByRoot,
  type ChainNode,
  type DemoChain,
  power,
  regroup,
  startChain,
} from '../../../lib/local/demo/demo-chain.ts'
import { DATA_CENTERS, DEMO_NODES, makeRoster } from '../../../lib/local/demo/demo-fleet.ts'

const CHAIN: WholeChain = {
  name: 'demo',
  genesisTimeMs: 1_000_000,
  genesisValidatorsRoot: `0x${'11'.repeat(32)}`,
  eras: oneEra(2_000),
  slotsPerEpoch: 8,
}
const atSlot = (slot: number): number => slotStartMs(CHAIN, slot)

function demoAt(slot: number, seed = 'seed'): DemoChain {
  const demo = startChain(seed, CHAIN, makeRoster(DEMO_NODES))
  advanceTo(demo, atSlot(slot))
  return demo
}

const inside = (demo: DemoChain, dataCenter: string): readonly ChainNode[] =>
  demo.nodes.filter((node) => node.dataCenter === dataCenter)
const heads = (nodes: readonly ChainNode[]): ReadonlySet<string> =>
  new Set(nodes.map((node) => node.head.root))
const cut = (demo: DemoChain, dataCenter: string): void =>
  regroup(demo, (node) => (node.dataCenter === dataCenter ? dataCenter : 'all'))
const heal = (demo: DemoChain): void => regroup(demo, () => 'all')

test('after twelve epochs of health every slot has a block and finality is two epochs behind', () => {
  const demo = demoAt(96)
  assert.equal(heads(demo.nodes).size, 1)
  const node = demo.nodes[0]!
  for (let slot = 0; slot <= 96; slot += 1) assert.equal(blockAt(demo, node, slot)?.slot, slot)
  assert.equal(node.head.finality.justified.epoch, 11)
  assert.equal(node.head.finality.finalized.epoch, 10)
  assert.equal(node.head.finality.finalized.root, blockAt(demo, node, 80)!.root)
})

test('it is the same chain however the time is cut', () => {
  const demo = startChain('seed', CHAIN, makeRoster(DEMO_NODES))
  for (let slot = 0.5; slot < 97; slot += 0.25) advanceTo(demo, atSlot(slot))
  assert.equal(demo.nodes[0]!.head.root, demoAt(96).nodes[0]!.head.root)
  assert.notEqual(demo.nodes[0]!.head.root, demoAt(96, 'other').nodes[0]!.head.root)
})

test('time that stands still or goes back plays nothing', () => {
  const demo = demoAt(10)
  const head = demo.nodes[0]!.head
  advanceTo(demo, atSlot(3))
  assert.equal(demo.nodes[0]!.head, head)
  assert.equal(demo.slot, 10)
})

for (const dataCenter of DATA_CENTERS) {
  test(`a cut around ${dataCenter} makes two chains, whose last common block is the head at the cut`, () => {
    const demo = demoAt(96)
    const ancestor = demo.nodes[0]!.head
    cut(demo, dataCenter)
    advanceTo(demo, atSlot(126))
    const [one, other] = [
      inside(demo, dataCenter),
      demo.nodes.filter((node) => node.dataCenter !== dataCenter),
    ]
    assert.equal(heads(one).size, 1)
    assert.equal(heads(other).size, 1)
    for (let slot = 97; slot <= 126; slot += 1) {
      const blocks = [one, other].map((side) => blockAt(demo, side[0]!, slot))
      assert.equal(blocks.filter((block) => block !== undefined).length, 1, `slot ${slot} has one proposer`)
    }
    assert.equal(blockAt(demo, one[0]!, 96), ancestor)
    assert.equal(blockAt(demo, other[0]!, 96), ancestor)
  })

  test(`a cut around ${dataCenter}: two thirds go on finalizing, one third stalls`, () => {
    const demo = demoAt(96)
    cut(demo, dataCenter)
    advanceTo(demo, atSlot(96 + 48))
    const light = inside(demo, dataCenter)[0]!.head
    const heavy = demo.nodes.find((node) => node.dataCenter !== dataCenter)!.head
    assert.equal(epochOf(CHAIN, heavy.slot) - heavy.finality.finalized.epoch, 2)
    assert.ok(light.finality.justified.epoch <= 12)
    assert.ok(light.finality.finalized.epoch <= 11)
    assert.ok(light.finality.finalized.epoch >= 10)
  })

  test(`no side of a cut around ${dataCenter} waits longer than five slots for a block`, () => {
    const demo = demoAt(96)
    cut(demo, dataCenter)
    for (let slot = 97; slot < 400; slot += 1) {
      advanceTo(demo, atSlot(slot))
      for (const node of demo.nodes) assert.ok(slot - node.head.slot < 5, `${node.id} at slot ${slot}`)
    }
  })
}

test('a heal brings the lighter side to the heavier head, never two slots back, whenever it comes', () => {
  for (let healAt = 97; healAt < 150; healAt += 1) {
    const demo = demoAt(96)
    cut(demo, 'ams1')
    advanceTo(demo, atSlot(healAt))
    const [light, heavy] = [inside(demo, 'ams1')[0]!, inside(demo, 'fra1')[0]!]
    const before = { light: light.head, heavy: heavy.head }
    heal(demo)
    assert.equal(heads(demo.nodes).size, 1)
    // When only the lighter side has made a block, nobody has anything against that block.
    const onlyLightGrew = before.heavy.slot === 96
    assert.equal(heavy.head, onlyLightGrew ? before.light : before.heavy)
    assert.ok(before.light.slot - light.head.slot < 2)
  }
})

test('what was justified by two thirds is never left for a chain that most of those who are up prefer', () => {
  const demo = demoAt(96)
  cut(demo, 'ams1')
  advanceTo(demo, atSlot(144))
  const survivor = inside(demo, 'fra1')[0]!
  const justified = survivor.head
  power(demo, (node) => node === survivor || node.dataCenter === 'ams1')
  heal(demo)
  assert.equal(survivor.head, justified)
  for (const node of inside(demo, 'ams1')) assert.equal(node.head, justified)
})

test('after a reorganisation a node still answers for the blocks it left, and others never knew them', () => {
  const demo = demoAt(96)
  cut(demo, 'ams1')
  advanceTo(demo, atSlot(110))
  const [light, heavy] = [inside(demo, 'ams1')[0]!, inside(demo, 'fra1')[0]!]
  const lost = light.head
  const beforeHeal = heavy.head
  assert.equal(blockByRoot(demo, light, heavy.head.root), undefined)
  heal(demo)
  assert.equal(blockByRoot(demo, light, lost.root), lost)
  assert.notEqual(blockAt(demo, light, lost.slot), lost)
  assert.equal(blockByRoot(demo, heavy, lost.root), undefined)
  assert.equal(blockByRoot(demo, light, beforeHeal.root), beforeHeal)
})

test('the finalized block of a chain stays on it through a cut and a heal', () => {
  const demo = demoAt(96)
  for (let round = 0; round < 6; round += 1) {
    cut(demo, DATA_CENTERS[round % 3]!)
    advanceTo(demo, atSlot(demo.slot + 21))
    heal(demo)
    advanceTo(demo, atSlot(demo.slot + 13))
    for (const { head } of demo.nodes) {
      const { finalized } = head.finality
      assert.equal(lastBlockBy(demo.tree, head.root, finalized.epoch * 8)?.root, finalized.root)
    }
  }
})

test('without power a data centre misses its turns and stands still, and catches up at once when it is back', () => {
  const demo = demoAt(96)
  power(demo, (node) => node.dataCenter !== 'ams1')
  advanceTo(demo, atSlot(144))
  const [dark, lit] = [inside(demo, 'ams1')[0]!, inside(demo, 'fra1')[0]!]
  assert.equal(dark.head.slot, 96)
  const missed = Array.from({ length: 48 }, (_, at) => blockAt(demo, lit, 97 + at)).filter(
    (b) => b === undefined,
  )
  assert.ok(missed.length >= 15 && missed.length <= 17, `${missed.length} of 48 slots missed`)
  assert.equal(epochOf(CHAIN, lit.head.slot) - lit.head.finality.finalized.epoch, 2)
  power(demo, () => true)
  assert.equal(dark.head, lit.head)
  assert.deepEqual(dark.left, [], 'catching up is no reorganisation')
})

test('with nobody up the slots pass without blocks', () => {
  const demo = demoAt(20)
  power(demo, () => false)
  advanceTo(demo, atSlot(30))
  power(demo, () => true)
  assert.equal(demo.slot, 30)
  assert.equal(demo.nodes[0]!.head.slot, 20)
})

test('memory is bounded: old blocks are forgotten, the chain goes on finalizing', () => {
  const demo = demoAt(6_000)
  assert.ok(demo.tree.blocks.size < 4_200, `${demo.tree.blocks.size} blocks`)
  const node = demo.nodes[0]!
  assert.equal(blockAt(demo, node, 100), undefined)
  assert.equal(blockAt(demo, node, 0), demo.tree.genesis)
  assert.equal(epochOf(CHAIN, 6_000) - node.head.finality.finalized.epoch, 2)
})
