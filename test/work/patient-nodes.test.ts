/** Laws of one look's patience: who breaks a bound is asked nothing more in it, and takes nothing from anybody else. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { QUESTIONS } from '../../lib/domain/look/reply/questions.ts'
import type { Answer } from '../../lib/ports.ts'
import { patientNodes } from '../../lib/work/patient-nodes.ts'

const TIMINGS = { dns: null, connect: null, tls: null, firstByte: 1, total: 2 }
const endpoint = (id: string) => ({ id, url: 'http://127.0.0.1:1', headers: {}, tls: {} })

it('F15: who sent more than is read is asked nothing further in this look, and another one is', async () => {
  const asked: string[] = []
  const nodes = patientNodes({
    async ask({ id }, { path }): Promise<Answer> {
      asked.push(`${id} ${path.split('/').at(-1)}`)
      return id === 'hostile'
        ? { kind: 'fault', fault: { kind: 'too-large', detail: 'more than 65536 bytes' }, timingsMs: TIMINGS }
        : { kind: 'answer', status: 200, body: '{}', timingsMs: TIMINGS }
    },
    close: async () => undefined,
  })
  const ask = (id: string, question: keyof typeof QUESTIONS) =>
    nodes.ask(endpoint(id), QUESTIONS[question], { deadlineAt: 1 })
  const kinds = []
  for (const id of ['hostile', 'honest'])
    for (const question of ['head', 'syncing', 'peers'] as const) kinds.push((await ask(id, question)).kind)
  assert.deepEqual(asked, ['hostile head', 'honest head', 'honest syncing', 'honest peer_count'])
  assert.deepEqual(kinds, ['fault', 'fault', 'fault', 'answer', 'answer', 'answer'])
})

it('F15: only the specification is read beyond what is usual', () => {
  const more = Object.entries(QUESTIONS).filter(([, { replyBytesMax }]) => replyBytesMax !== undefined)
  assert.deepEqual(
    more.map(([name, { replyBytesMax }]) => [name, replyBytesMax]),
    [['spec', 256 * 1_024]],
  )
})
