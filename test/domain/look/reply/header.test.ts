/** A header is what a node says of one block: strict in slot and roots, lenient in the rest. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readHeader, readHeaderAt, readHeaderByRoot } from '../../../../lib/domain/look/reply/header.ts'
import { faultOf, ok } from './readers.ts'
import { RECORDED_NODES, recordedAnswer, recordedOf } from './recorded.ts'

const HEAD_ROOT = '0xce3e8efcc7ed5f085afc238dc4db7b7a052e270e33d7db51f3bcccfedd291cda'
const HEAD = {
  slot: 84,
  root: HEAD_ROOT,
  parentRoot: '0x29d58b7e6b4f1aba890cab82f5e0d26a6af15850b6a67af31e0711150c46d559',
  rootMatches: true,
}
const head = recordedAnswer('lodestar a', '/eth/v1/beacon/headers/head')
const missed = recordedOf('lodestar a').find(({ status }) => status === 404)!

describe('a header', () => {
  it('is read from a Lodestar that leaves `finalized` out', () => {
    assert.deepEqual(readHeader(head), { ok: true, value: HEAD })
  })

  it('matches its root in every recorded answer, at the slot and by the root asked for', () => {
    for (const recorded of RECORDED_NODES.flatMap(recordedOf)) {
      const id = recorded.path.match(/^\/eth\/v1\/beacon\/headers\/(0x\w+|\d+)$/)?.[1]
      if (id === undefined) continue
      const reading = id.startsWith('0x')
        ? readHeaderByRoot(recorded, id)
        : readHeaderAt(recorded, Number(id))
      assert.equal(reading.kind, recorded.status === 404 ? 'none' : 'header')
      if (reading.kind === 'header') assert.ok(reading.header.rootMatches)
    }
  })

  it('at an empty slot, or of an unknown root, is none', () => {
    assert.deepEqual(readHeaderAt(missed, 1), { kind: 'none' })
    assert.deepEqual(readHeaderByRoot({ status: 404, body: '<html>' }, HEAD_ROOT), { kind: 'none' })
  })

  it('of another block than asked for is named as such', () => {
    assert.deepEqual(readHeaderAt(head, 83), { kind: 'wrong-slot', slot: 84 })
    assert.deepEqual(readHeaderByRoot(head, `0x${'0'.repeat(64)}`), { kind: 'wrong-root', root: HEAD_ROOT })
  })

  it('of `head` is a fault when there is none', () => {
    assert.match(String(faultOf(readHeader(missed))), /^http-status: HTTP 404: does not offer this path/)
  })

  it('at a slot is a fault when the node refuses to tell', () => {
    const reading = readHeaderAt({ status: 500, body: '' }, 84)
    assert.deepEqual(reading, {
      kind: 'fault',
      fault: { kind: 'http-status', status: 500, detail: 'HTTP 500: failed inside' },
    })
  })

  it('whose fields were changed does not match its root', () => {
    for (const change of [
      { slot: '85' },
      { proposer_index: '4' },
      { parent_root: HEAD_ROOT },
      { state_root: HEAD_ROOT },
      { body_root: HEAD_ROOT },
    ]) {
      const reading = readHeader(changed({ message: change }))
      assert.ok(reading.ok)
      assert.equal(reading.value.rootMatches, false)
    }
  })

  it('has its roots in lower case, whatever the case sent', () => {
    const upper = (root: string) => `0x${root.slice(2).toUpperCase()}`
    const reply = changed({ root: upper(HEAD_ROOT), message: { parent_root: upper(HEAD.parentRoot) } })
    assert.deepEqual(readHeader(reply), { ok: true, value: HEAD })
  })

  it('may have numbers for strings', () => {
    const reply = changed({ message: { slot: 84, proposer_index: 3 } })
    assert.deepEqual(readHeader(reply), { ok: true, value: HEAD })
  })

  it('is the same whatever is said of `finalized` and `canonical`, and tells whether it is optimistic', () => {
    const { data } = JSON.parse(head.body)
    for (const flag of [true, false, null, 'true', undefined, 7]) {
      const reply = ok({ data: { ...data, canonical: flag }, finalized: flag, execution_optimistic: flag })
      const optimistic = flag === true || flag === 'true' ? { isOptimistic: true } : {}
      assert.deepEqual(readHeader(reply), { ok: true, value: { ...HEAD, ...optimistic } })
    }
  })

  it('of slot 2^64 - 1 is read, with the largest number that is exact', () => {
    for (const slot of ['18446744073709551615', 2 ** 64]) {
      const reading = readHeader(changed({ message: { slot } }))
      assert.ok(reading.ok)
      assert.equal(reading.value.slot, Number.MAX_SAFE_INTEGER)
    }
  })

  const SLOT = 'data.header.message.slot'
  const bad: readonly (readonly [Change, string])[] = [
    [{ message: { slot: 'abc' } }, `${SLOT} is "abc", expected a decimal integer`],
    [{ message: { slot: '-1' } }, `${SLOT} is "-1", expected a decimal integer`],
    [{ message: { slot: '1.5' } }, `${SLOT} is "1.5", expected a decimal integer`],
    [{ message: { slot: '0x54' } }, `${SLOT} is "0x54", expected a decimal integer`],
    [{ message: { slot: '' } }, `${SLOT} is "", expected a decimal integer`],
    [{ message: { slot: ' 84' } }, `${SLOT} is " 84", expected a decimal integer`],
    [{ message: { slot: '1e3' } }, `${SLOT} is "1e3", expected a decimal integer`],
    [
      { message: { slot: '18446744073709551616' } },
      `${SLOT} is "18446744073709551616", expected a decimal integer`,
    ],
    [{ message: { slot: -1 } }, `${SLOT} is -1, expected a decimal integer`],
    [{ message: { slot: 1.5 } }, `${SLOT} is 1.5, expected a decimal integer`],
    [{ message: { slot: 1e20 } }, `${SLOT} is 100000000000000000000, expected a decimal integer`],
    [{ message: { slot: true } }, `${SLOT} is true, expected a decimal integer`],
    [{ message: { slot: null } }, `${SLOT} is null, expected a decimal integer`],
    [{ message: { slot: undefined } }, `${SLOT} is missing, expected a decimal integer`],
    [{ message: { slot: [] } }, `${SLOT} is a list, expected a decimal integer`],
    [{ message: { slot: {} } }, `${SLOT} is an object, expected a decimal integer`],
    [
      { message: { slot: '9'.repeat(1_000) } },
      `${SLOT} is 1000 characters of text, expected a decimal integer`,
    ],
    [{ root: HEAD_ROOT.slice(2) }, 'data.root is 64 characters of text, expected 0x and 64 hex digits'],
    [{ root: `${HEAD_ROOT}00` }, 'data.root is 68 characters of text, expected 0x and 64 hex digits'],
    [{ root: `0x${'g'.repeat(64)}` }, 'data.root is 66 characters of text, expected 0x and 64 hex digits'],
    [{ root: HEAD_ROOT.toUpperCase() }, 'data.root is 66 characters of text, expected 0x and 64 hex digits'],
    [{ root: '0x12' }, 'data.root is "0x12", expected 0x and 64 hex digits'],
    [{ root: 12 }, 'data.root is 12, expected 0x and 64 hex digits'],
    [
      { message: { parent_root: null } },
      'data.header.message.parent_root is null, expected 0x and 64 hex digits',
    ],
    [{ message: { state_root: '' } }, 'data.header.message.state_root is "", expected 0x and 64 hex digits'],
    [
      { message: { body_root: undefined } },
      'data.header.message.body_root is missing, expected 0x and 64 hex digits',
    ],
    [
      { message: { proposer_index: 'x' } },
      'data.header.message.proposer_index is "x", expected a decimal integer',
    ],
  ]
  for (const [change, detail] of bad) {
    it(`is malformed when ${detail}`, () => {
      assert.equal(faultOf(readHeader(changed(change))), `malformed: ${detail}`)
    })
  }
})

interface Change {
  readonly root?: unknown
  readonly message?: Readonly<Record<string, unknown>>
}

function changed({ message = {}, ...rest }: Change) {
  const { data } = JSON.parse(head.body)
  return ok({ data: { ...data, ...rest, header: { message: { ...data.header.message, ...message } } } })
}
