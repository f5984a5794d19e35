/** Laws of the chain's time: slots and instants through eras of slot time, there and back. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type Chain,
  slotAt,
  slotMsOf,
  slotStartMs,
  slotsIn,
  slotsMs,
} from '../../../lib/domain/chain/chain.ts'
import { erasOf, oneEra, type SlotEras } from '../../../lib/domain/chain/slot-eras.ts'

function chainIn(eras: SlotEras, genesisTimeMs = 0): Chain {
  return { name: 'eras', genesisTimeMs, genesisValidatorsRoot: '0x', eras, slotsPerEpoch: 32 }
}

/** The vectors of EIP-8198: 12 s, and 10 s from epoch 10 on. */
const SHORTER = chainIn([
  { fromEpoch: 0, slotMs: 12_000 },
  { fromEpoch: 10, slotMs: 10_000 },
])

test('a change of slot time moves no slot before it and shortens all after it', () => {
  assert.equal(slotStartMs(SHORTER, 319), 3_828_000)
  assert.equal(slotStartMs(SHORTER, 320), 3_840_000)
  assert.equal(slotStartMs(SHORTER, 350), 4_140_000)
  assert.equal(slotAt(SHORTER, 4_139_999), 349)
  assert.equal(slotAt(SHORTER, 4_140_000), 350)
  assert.equal(slotAt(chainIn(oneEra(12_000)), 4_140_000), 345)
})

test('before genesis slots are negative and as long as in the first era', () => {
  assert.equal(slotAt(SHORTER, -1), -1)
  assert.equal(slotAt(SHORTER, -12_001), -2)
  assert.equal(slotStartMs(SHORTER, -2), -24_000)
})

test('slots become time and time becomes slots by the eras they lie in', () => {
  assert.deepEqual([slotMsOf(SHORTER, 319), slotMsOf(SHORTER, 320)], [12_000, 10_000])
  assert.equal(slotsMs(SHORTER, 322, 4), 2 * 12_000 + 2 * 10_000)
  assert.equal(slotsIn(SHORTER, 318, 2 * 12_000 + 2 * 10_000 - 1), 3)
})

const anyEras = fc
  .array(
    fc.record({ fromEpoch: fc.integer({ min: 1, max: 500 }), slotMs: fc.integer({ min: 1, max: 24_000 }) }),
    {
      maxLength: 4,
    },
  )
  .map((later) => {
    const inOrder = new Map(later.map((era) => [era.fromEpoch, era]))
    return erasOf(
      12_000,
      [...inOrder.values()].toSorted((a, b) => a.fromEpoch - b.fromEpoch),
    )
  })

test('whatever the eras, a slot starts at its own start and ends where the next one starts', () => {
  fc.assert(
    fc.property(anyEras, fc.integer({ min: -100, max: 20_000 }), (eras, slot) => {
      const chain = chainIn(eras, 1_606_824_023_000)
      const startMs = slotStartMs(chain, slot)
      assert.equal(slotAt(chain, startMs), slot)
      assert.equal(slotAt(chain, startMs - 1), slot - 1)
      assert.equal(slotStartMs(chain, slot + 1), startMs + slotMsOf(chain, slot))
    }),
  )
})

test('a schedule that begins later or changes nothing is the same time', () => {
  assert.deepEqual(erasOf(12_000, [{ fromEpoch: 10, slotMs: 10_000 }]), SHORTER.eras)
  assert.deepEqual(
    erasOf(12_000, [
      { fromEpoch: 0, slotMs: 12_000 },
      { fromEpoch: 7, slotMs: 12_000 },
    ]),
    oneEra(12_000),
  )
})
