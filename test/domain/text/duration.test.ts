/** What is written as a duration reads back as the same duration. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DURATION_PATTERN, durationMs, writeDuration } from '../../../lib/domain/text/duration.ts'

test('the duration written for a number of milliseconds reads as that number', () => {
  fc.assert(
    fc.property(fc.nat(10 * 86_400_000), (ms) => {
      assert.match(writeDuration(ms), DURATION_PATTERN)
      assert.equal(durationMs(writeDuration(ms)), ms)
    }),
  )
  assert.equal(writeDuration(0), '0s')
  assert.equal(writeDuration(90_000), '1m30s')
})

test('fractions come to whole milliseconds', () => {
  assert.equal(durationMs('1.005s'), 1_005)
  assert.equal(durationMs('1h0.5m'), 3_630_000)
})
