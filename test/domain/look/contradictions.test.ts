/** Laws of contradictions: a head may slip back one slot, not two; old ones are forgotten. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { slotAt } from '../../../lib/domain/chain/chain.ts'
import { fromTheFuture, goingBackwards, remembered } from '../../../lib/domain/look/contradictions.ts'
import { chainOf, fleetSettings, NOON, rootAt } from '../made-up-fleet.ts'

const bounds = { backwardsSlots: 2, futureSlots: 2, rememberedMs: 600_000 }
const head = (slot: number) => ({ slot, root: rootAt(slot), parentRoot: rootAt(slot - 1), at: NOON })

it('one slot back is a reorganisation, two are a contradiction, forward is life', () => {
  assert.equal(goingBackwards(head(99), head(100), bounds).length, 0)
  assert.equal(goingBackwards(head(98), head(100), bounds).length, 1)
  assert.equal(goingBackwards(head(500), head(100), bounds).length, 0)
  assert.equal(goingBackwards(head(98), undefined, bounds).length, 0)
})

it('a head one slot ahead of our clock is drift, two are not', () => {
  const chain = chainOf(fleetSettings())
  const now = slotAt(chain, NOON)
  assert.equal(fromTheFuture(head(now + 1), chain, bounds).length, 0)
  assert.equal(fromTheFuture(head(now + 2), chain, bounds).length, 1)
})

it('what is older than its time is forgotten', () => {
  const at = (ageMs: number) => ({
    at: NOON - ageMs,
    what: 'went-backwards' as const,
    fromSlot: 9,
    toSlot: 5,
  })
  assert.deepEqual(remembered([at(600_000), at(599_999)], NOON, bounds), [at(599_999)])
})
