/** Every fault has words, and is the node's or ours. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FAULT_KINDS, sayFault, sayStatus, whoseFault } from '../../../lib/domain/look/fault.ts'

describe('the words of a fault', () => {
  it('exist for every kind, are one short line, and differ', () => {
    const words = FAULT_KINDS.map((kind) => sayFault({ kind, detail: '' }))
    for (const said of words) assert.match(said, /^[a-z][ -~]{9,59}$/)
    assert.equal(new Set(words).size, FAULT_KINDS.length)
  })

  it('can be read after the name of a node', () => {
    assert.equal(sayFault({ kind: 'connection-refused', detail: '' }), 'refused the connection')
    assert.equal(sayFault({ kind: 'timeout', detail: '' }), 'did not answer in time')
  })

  it('name the HTTP status and what it means', () => {
    assert.equal(
      sayFault({ kind: 'http-status', status: 401, detail: '' }),
      'answered HTTP 401: refuses our token or address',
    )
  })

  const statuses: readonly (readonly [number, string])[] = [
    [400, 'does not understand the question'],
    [403, 'refuses our token or address'],
    [404, 'does not offer this path'],
    [405, 'does not allow this method here'],
    [418, 'refuses the question'],
    [429, 'limits our rate'],
    [500, 'failed inside'],
    [502, 'the proxy answers, the node behind it does not'],
    [503, 'says that it is not ready'],
    [504, 'the proxy answers, the node behind it does not'],
    [599, 'failed inside'],
    [100, 'expected 200'],
  ]
  for (const [status, words] of statuses) {
    it(`say of ${status}: ${words}`, () => assert.equal(sayStatus(status), words))
  }
})

describe('a fault is ours when we could not look', () => {
  const OURS = ['address-refused', 'no-route', 'secret-missing', 'no-time']
  for (const kind of FAULT_KINDS) {
    it(`${kind}: ${OURS.includes(kind) ? 'ours' : "the node's"}`, () => {
      assert.equal(whoseFault({ kind, detail: '' }), OURS.includes(kind) ? 'ours' : 'node')
    })
  }
  for (const [status, whose] of [
    [400, 'ours'],
    [401, 'ours'],
    [403, 'ours'],
    [404, 'ours'],
    [429, 'ours'],
    [500, 'node'],
    [503, 'node'],
  ] as const) {
    it(`HTTP ${status}: ${whose}`, () => {
      assert.equal(whoseFault({ kind: 'http-status', status, detail: '' }), whose)
    })
  }
})

it('S8: 404 and 408 to every question are the node’s own, once it has answered before', () => {
  for (const status of [404, 408]) {
    const fault = { kind: 'http-status', status, detail: '' } as const
    assert.equal(whoseFault(fault), 'ours')
    assert.equal(whoseFault(fault, true), 'node')
  }
  for (const status of [401, 403, 429])
    assert.equal(whoseFault({ kind: 'http-status', status, detail: '' }, true), 'ours')
})
