/** The system clock: sleeps the time asked for, or until it is woken. */
import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { test } from 'node:test'
import { systemClock } from '../../../../lib/adapters/host/system-clock.ts'

test('a sleep lasts at least its time', async () => {
  const startedAt = performance.now()
  await systemClock.sleep(30)
  // A timer may fire within the last millisecond.
  assert.ok(performance.now() - startedAt >= 29)
})

test('a sleep ends at once when its signal is or was aborted, and leaves nothing behind', async () => {
  await systemClock.sleep(3_600_000, AbortSignal.abort())
  const wake = new AbortController()
  const asleep = systemClock.sleep(3_600_000, wake.signal)
  wake.abort()
  await asleep
  const quiet = new AbortController()
  await systemClock.sleep(1, quiet.signal)
  assert.equal(getEventListeners(quiet.signal, 'abort').length, 0)
})

test('a time in the past is no sleep, and one beyond all timers is not none', async () => {
  await systemClock.sleep(-5)
  const wake = new AbortController()
  let woken = false
  const asleep = systemClock.sleep(Number.MAX_SAFE_INTEGER, wake.signal).then(() => {
    woken = true
  })
  await systemClock.sleep(10)
  assert.equal(woken, false)
  wake.abort()
  await asleep
})
