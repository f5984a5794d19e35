/** Laws of the simulated cut: a cut path is a black hole until the deadline, and only for the endpoint that was cut. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withSimulatedCut } from '../../../lib/local/demo/simulated-cut.ts'
import type { Answer, BeaconNodes } from '../../../lib/ports.ts'
import { stepClock } from '../../kit/step-clock.ts'

const START_MS = Date.parse('2026-11-22T12:00:00Z')
const QUESTION = { method: 'GET', path: '/eth/v1/node/identity' } as const
const TIMINGS = { dns: null, connect: 1, tls: null, firstByte: 2, total: 3 }
const WELL: Answer = { kind: 'answer', status: 200, body: '{}', timingsMs: TIMINGS }
const STOPPING: Answer = {
  kind: 'fault',
  fault: { kind: 'no-route', detail: 'Cannot ask a.test: this vantage is stopping' },
  timingsMs: TIMINGS,
}

function cuttable(whileAsked: () => void = () => undefined) {
  const clock = stepClock(START_MS)
  const heard: string[] = []
  let closed = false
  const real: BeaconNodes = {
    async ask({ id }) {
      if (closed) return STOPPING
      heard.push(id)
      whileAsked()
      return WELL
    },
    async close() {
      closed = true
    },
  }
  const { nodes, path } = withSimulatedCut(real, clock)
  const ask = (id: string, withinMs = 4_000) => {
    const asked: { answer: Answer | null } = { answer: null }
    const endpoint = { id, url: `http://${id}.test:5052/key`, headers: {}, tls: {} }
    const done = nodes
      .ask(endpoint, QUESTION, { deadlineAt: START_MS + withinMs })
      .then((answer) => Object.assign(asked, { answer }))
    return Object.assign(asked, { done })
  }
  return { clock, heard, nodes, path, ask }
}

const LOST = {
  kind: 'connect-timeout',
  detail: 'Cannot connect to a.test:5052 within 4 s: nothing comes back',
}

test('what is sent into a cut path never arrives, and is lost only at the deadline', async () => {
  const { clock, heard, path, ask } = cuttable()
  path.cut('a')
  const cut = ask('a')
  const other = ask('b')
  await clock.runTo(START_MS + 3_999)
  assert.deepEqual([cut.answer, other.answer, heard], [null, WELL, ['b']])
  await clock.runTo(START_MS + 4_000)
  await cut.done
  const timingsMs = { dns: null, connect: null, tls: null, firstByte: null, total: 4_000 }
  assert.deepEqual(cut.answer, { kind: 'fault', fault: LOST, timingsMs })
})

test('a mended path carries again', async () => {
  const { path, ask } = cuttable()
  path.cut('a')
  path.mend('a')
  const mended = ask('a')
  await mended.done
  assert.equal(mended.answer, WELL)
})

test('an answer that was on its way when the path was cut is lost', async () => {
  const world: ReturnType<typeof cuttable> = cuttable(() => world.path.cut('a'))
  const lost = world.ask('a')
  await world.clock.runTo(START_MS + 4_000)
  await lost.done
  assert.deepEqual(lost.answer?.kind === 'fault' && lost.answer.fault, LOST)
})

test('closing ends a question that is lost, as the vantage itself tells it', async () => {
  const { nodes, path, ask } = cuttable()
  path.cut('a')
  const lost = ask('a')
  await nodes.close()
  await lost.done
  assert.equal(lost.answer, STOPPING)
})
