/** Laws of one voice out of many: what is known well as soon as one vantage says so, and how long a look has a say. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { judge } from '../../../lib/domain/verdicts/judge.ts'
import { freshnessMs, regionFreshnessMs } from '../../../lib/domain/verdicts/voters.ts'
import { fleetSettings, type LookParts, lookOf, NOON, REFUSED } from '../made-up-fleet.ts'

const settings = fleetSettings()
const FAILS: LookParts = { nodes: { 'fra1-a': 'timeout' } }
const CANNOT_LOOK: LookParts = { nodes: { 'fra1-a': REFUSED } }

function unknownOf(...parts: readonly [LookParts, LookParts, LookParts]): ReadonlySet<string> {
  const looks = ['eu', 'us', 'ap'].map((vantage, index) => lookOf(settings, { vantage, ...parts[index] }))
  return judge(looks, settings, { now: NOON + 1_000, freshMs: 210_000 }).unknown
}

it('what a node says of itself is known from one vantage that hears it, and from none it is not', () => {
  assert.ok(!unknownOf(FAILS, {}, FAILS).has('optimistic node:fra1-a'))
  assert.ok(unknownOf(FAILS, FAILS, FAILS).has('optimistic node:fra1-a'))
})

it('whether a node is reached is known from one vantage that reaches it, though others could not look', () => {
  assert.ok(!unknownOf(CANNOT_LOOK, {}, CANNOT_LOOK).has('node-down node:fra1-a'))
  assert.ok(unknownOf(CANNOT_LOOK, CANNOT_LOOK, CANNOT_LOOK).has('node-down node:fra1-a'))
})

it('a look counts for two and a half rounds, and that of a Region for a minute more', () => {
  assert.equal(freshnessMs(10_000, 0), 25_000)
  assert.equal(regionFreshnessMs(60_000), 210_000)
})
