/** Laws of waves: few begin at once, whoever ends makes room at once, and what hangs keeps nobody waiting for long. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { inWaves } from '../../lib/work/in-waves.ts'
import { stepClock } from '../kit/step-clock.ts'

it('F14: no more than 32 begin at once while all of them end, and every result keeps its place', async () => {
  let [under, most] = [0, 0]
  const work = Array.from({ length: 200 }, (_, index) => async () => {
    most = Math.max(most, ++under)
    await Promise.resolve()
    under -= 1
    return index
  })
  const results = await inWaves({ clock: stepClock(0), pauseMs: 250 }, work)
  assert.deepEqual(
    results,
    work.map((_, index) => index),
  )
  assert.ok(most <= 33, `${most}`)
})

it('F14: while all of them hang the last of a thousand begins after nine pauses', async () => {
  const clock = stepClock(0)
  let begunAt = 0
  const work = Array.from({ length: 1_000 }, () => async () => {
    begunAt = clock.now()
    await clock.sleep(6_000)
  })
  const done = inWaves({ clock, pauseMs: 250 }, work)
  await clock.runTo(60_000)
  await done
  assert.equal(begunAt, 9 * 250)
})

it('F14: few begin together, without a pause', async () => {
  const clock = stepClock(0)
  const results = await inWaves(
    { clock, pauseMs: 250 },
    Array.from({ length: 32 }, () => async () => clock.now()),
  )
  assert.deepEqual(new Set(results), new Set([0]))
})
