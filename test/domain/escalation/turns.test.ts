/** Laws of turns: one vantage at a time, each in its turn, and nobody waits longer than a round of them. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import {
  claimStandsMs,
  regionTurns,
  turnAt,
  untilNextTurnMs,
  untilTurnMs,
} from '../../../lib/domain/escalation/turns.ts'

const turns = fc.record({
  lengthMs: fc.integer({ min: 1_000, max: 10_000 }),
  count: fc.integer({ min: 1, max: 10 }),
})
const now = fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 })

it('after waiting it is this vantage that may speak, in the first part of its turn', () => {
  fc.assert(
    fc.property(turns, now, fc.nat(9), (of, at, raw) => {
      const place = raw % of.count
      const speaksAt = at + untilTurnMs(of, place, at)
      assert.equal(turnAt(of, speaksAt), place)
      assert.ok(speaksAt % of.lengthMs < 0.4 * of.lengthMs)
      assert.ok(speaksAt - at <= of.lengthMs * of.count)
    }),
  )
})

it('the next turn of a vantage is one that has not begun, and begins within a round of turns', () => {
  fc.assert(
    fc.property(turns, now, fc.nat(9), (of, at, raw) => {
      const place = raw % of.count
      const beginsAt = at + untilNextTurnMs(of, place, at)
      assert.ok(beginsAt > at && beginsAt - at <= of.lengthMs * of.count)
      assert.equal(beginsAt % of.lengthMs, 0)
      assert.equal(turnAt(of, beginsAt), place)
    }),
  )
})

it('no two vantages may speak at once', () => {
  fc.assert(
    fc.property(turns, now, (of, at) => {
      const speaking = Array.from({ length: of.count }, (_, place) => place).filter(
        (place) => untilTurnMs(of, place, at) === 0,
      )
      assert.ok(speaking.length <= 1)
    }),
  )
})

it('Regions have turns of 10 s, of 7 s when they are five, and of 6 s when they are more: nobody waits longer than a minute', () => {
  assert.deepEqual(regionTurns(4), { lengthMs: 10_000, count: 4 })
  assert.deepEqual(regionTurns(5), { lengthMs: 7_000, count: 5 })
  assert.deepEqual(regionTurns(6), { lengthMs: 6_000, count: 6 })
  assert.deepEqual(regionTurns(10), { lengthMs: 6_000, count: 10 })
})

it('a claim stands for a minute and one round of turns: no longer, and no shorter', () => {
  assert.equal(claimStandsMs(regionTurns(3)), 60_000 + 30_000)
  assert.equal(claimStandsMs(regionTurns(5)), 60_000 + 35_000)
})
