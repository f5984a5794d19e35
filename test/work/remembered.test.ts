/** Laws of what is remembered for a moment: many who ask cost one reading, and no failure is kept. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { remembered } from '../../lib/work/remembered.ts'

function stage() {
  const at = { now: 1_000, reads: 0, fails: false }
  const read = remembered({ now: () => at.now }, 5_000, async () => {
    at.reads += 1
    if (at.fails) throw new Error('no table')
    return at.reads
  })
  return { at, read }
}

it('H6: a flood of a thousand questions within five seconds reads the table once', async () => {
  const { at, read } = stage()
  const answers = await Promise.all(Array.from({ length: 500 }, read))
  at.now += 4_999
  for (let asked = 0; asked < 500; asked++) answers.push(await read())
  assert.deepEqual([new Set(answers).size, at.reads], [1, 1])
  at.now += 1
  assert.equal(await read(), 2)
})

it('H6: a failure is told to all who wait, and the next one reads again', async () => {
  const { at, read } = stage()
  at.fails = true
  const settled = await Promise.allSettled([read(), read()])
  assert.deepEqual(
    settled.map(({ status }) => status),
    ['rejected', 'rejected'],
  )
  assert.equal(at.reads, 1)
  at.fails = false
  assert.equal(await read(), 2)
})

it('a clock that was set back keeps nothing alive', async () => {
  const { at, read } = stage()
  await read()
  at.now -= 60_000
  assert.equal(await read(), 2)
})
