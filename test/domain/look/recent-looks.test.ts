/** Laws of recent looks: the last sixty are kept, and an absence counts once it is over. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { countLooks, hasFailedOf, withLook } from '../../../lib/domain/look/recent-looks.ts'

it('S9: sixty looks are kept, the newest last', () => {
  let recent = withLook(undefined, 'failed')
  for (let count = 0; count < 59; count++) recent = withLook(recent, 'reached')
  assert.equal(recent, `x${'.'.repeat(59)}`)
  assert.equal(withLook(recent, 'unknown'), `${'.'.repeat(59)}?`)
})

it('S9: what nobody could look at is neither well nor away, and joins what is on both sides of it', () => {
  assert.deepEqual(countLooks('.x?x..x.?.'), { looks: 8, failed: 3, absences: 2 })
  assert.deepEqual(countLooks(''), { looks: 0, failed: 0, absences: 0 })
  assert.ok(hasFailedOf('.x..', 3))
  assert.ok(!hasFailedOf('.x..', 2))
})

it('S9: an absence of more than ten looks, or whose beginning or end is not among them, counts for nothing', () => {
  assert.deepEqual(countLooks('.x..xx'), { looks: 4, failed: 1, absences: 1 })
  assert.deepEqual(countLooks(`.${'x'.repeat(10)}.`), { looks: 12, failed: 10, absences: 1 })
  assert.deepEqual(countLooks('xxx..x.'), { looks: 4, failed: 1, absences: 1 })
  assert.deepEqual(countLooks(`.${'x'.repeat(11)}.x.`), { looks: 4, failed: 1, absences: 1 })
})
