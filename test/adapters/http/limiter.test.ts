/** Laws of the limiter: two limits, a place for everybody, and a queue that can be left. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { limiter } from '../../../lib/adapters/http/limiter.ts'

const never = new AbortController().signal

/** Enters and says whether it is inside yet. */
function entering(gate: ReturnType<typeof limiter>, endpoint: string, signal = never) {
  const state: { inside: boolean; leave: (() => void) | null } = { inside: false, leave: null }
  const done = gate.acquire(endpoint, signal).then((leave) => {
    state.inside = leave !== null
    state.leave = leave
  })
  return Object.assign(state, { done })
}

const settle = () => new Promise(setImmediate)

test('one endpoint has no more questions inside than its share, and the next enters when one leaves', async () => {
  const gate = limiter({ total: 10, each: 2 })
  const all = [1, 2, 3, 4].map(() => entering(gate, 'a'))
  await settle()
  assert.deepEqual(
    all.map(({ inside }) => inside),
    [true, true, false, false],
  )
  all[0]!.leave!()
  await settle()
  assert.deepEqual(
    all.map(({ inside }) => inside),
    [true, true, true, false],
  )
})

test('a full house still lets the first question of every endpoint in, and no second one', async () => {
  const gate = limiter({ total: 2, each: 4 })
  const full = [entering(gate, 'a'), entering(gate, 'a')]
  const first = entering(gate, 'b')
  const second = entering(gate, 'b')
  await settle()
  assert.deepEqual([first.inside, second.inside], [true, false])
  for (const { leave } of full) leave!()
  await settle()
  assert.equal(second.inside, true)
})

test('who stops waiting gets no place and keeps nobody from one', async () => {
  const gate = limiter({ total: 1, each: 1 })
  const inside = entering(gate, 'a')
  const impatient = new AbortController()
  const gone = entering(gate, 'a', impatient.signal)
  const next = entering(gate, 'a')
  await settle()
  impatient.abort()
  await gone.done
  assert.equal(gone.leave, null)
  inside.leave!()
  await next.done
  assert.equal(next.inside, true)
})

test('who comes too late does not enter', async () => {
  assert.equal(await limiter({ total: 1, each: 1 }).acquire('a', AbortSignal.abort()), null)
})
