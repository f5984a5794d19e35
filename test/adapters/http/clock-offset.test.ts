/** Laws of the clock offset: the middle of the second that was named, and of several answers the least. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withClockOffsets } from '../../../lib/adapters/http/clock-offset.ts'
import type { Answer } from '../../../lib/ports.ts'

const NOW_MS = Date.parse('2026-11-22T12:00:00.500Z')
const TIMINGS = { dns: null, connect: null, tls: null, firstByte: 1, total: 1 }
const QUESTION = { method: 'GET', path: '/eth/v1/node/identity' } as const

const dated = (date: string): Answer => ({
  kind: 'answer',
  status: 200,
  body: '{}',
  timingsMs: TIMINGS,
  dateAt: Date.parse(date),
})

async function offsetsOf(answers: readonly Answer[]): Promise<readonly (readonly [string, number])[]> {
  const left = [...answers]
  const real = { ask: async () => left.shift()!, close: async () => undefined }
  const { nodes, aheadMs } = withClockOffsets(real, { now: () => NOW_MS })
  const endpoint = { id: 'a', url: 'http://a.test', headers: {}, tls: {} }
  for (const answer of answers)
    assert.equal(
      await nodes.ask(endpoint, QUESTION, { deadlineAt: NOW_MS }),
      answer,
      'answers pass as they are',
    )
  return [...aheadMs()]
}

test('a clock that agrees to the second is ahead of us by nothing', async () => {
  assert.deepEqual(await offsetsOf([dated('2026-11-22T12:00:00Z')]), [['a', 0]])
})

test('of several answers the one that was least long on its way counts, behind us or ahead', async () => {
  const late = dated('2026-11-22T11:59:50Z')
  assert.deepEqual(await offsetsOf([late, dated('2026-11-22T11:59:57Z'), late]), [['a', 3_000]])
  assert.deepEqual(await offsetsOf([late, dated('2026-11-22T12:00:04Z')]), [['a', -4_000]])
})

test('who tells no time has no offset', async () => {
  const { dateAt: _, ...undated } = dated('2026-11-22T12:00:00Z') as Extract<Answer, { kind: 'answer' }>
  assert.deepEqual(await offsetsOf([undated]), [])
})
