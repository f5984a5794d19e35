/** Laws of our own lateness: what this process was not there for is its own, and a node that hangs is a node that hangs. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { withoutOurLateness } from '../../../lib/adapters/http/our-lateness.ts'
import type { FaultKind } from '../../../lib/domain/look/fault.ts'

const timingsMs = { dns: null, connect: 2, tls: null, firstByte: 900, total: 3_000 }
const at = (awayMs: number, isCrowdedOut = false) => ({ host: 'a:1', awayMs, isCrowdedOut })
const failing = (kind: FaultKind) => ({
  reply: { kind: 'fault', fault: { kind, detail: 'x' } } as const,
  status: null,
  retryAfter: null,
  mayBeHeard: true,
  timingsMs,
})

function kindOf(kind: FaultKind, waited: ReturnType<typeof at>): string {
  const { reply } = withoutOurLateness(failing(kind), waited)
  return reply.kind === 'fault' ? reply.fault.kind : reply.kind
}

describe('F14: a time that was up', () => {
  it('is ours when a third of it this process was away, or others came first, and the node’s else', () => {
    for (const kind of ['timeout', 'connect-timeout', 'dns'] as const) {
      assert.equal(kindOf(kind, at(999)), kind)
      assert.equal(kindOf(kind, at(1_000)), 'no-time')
      assert.equal(kindOf(kind, at(0, true)), 'no-time')
    }
  })

  it('only that: who refused us has refused us, however late we were', () => {
    for (const kind of ['connection-refused', 'http-status', 'tls-expired', 'too-large'] as const)
      assert.equal(kindOf(kind, at(2_900, true)), kind)
  })

  it('and an answer read late tells what it says, but neither how fast it came nor what time it was', () => {
    const answer = { kind: 'answer', status: 200, body: '{}', dateAt: 1 } as const
    const came = { ...failing('timeout'), reply: answer }
    const late = withoutOurLateness(came, at(2_000))
    assert.deepEqual(late.reply, { kind: 'answer', status: 200, body: '{}' })
    assert.deepEqual(late.timingsMs, { dns: null, connect: null, tls: null, firstByte: null, total: 1_000 })
    assert.deepEqual(withoutOurLateness(came, at(50)), came)
  })
})
