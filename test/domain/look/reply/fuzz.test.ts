/** Whatever a node sends, each reader gives facts of the right form or a short named fault, and never throws. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { FAULT_KINDS, type Fault } from '../../../../lib/domain/look/fault.ts'
import { readHeaderAt, readHeaderByRoot } from '../../../../lib/domain/look/reply/header.ts'
import type { Reading } from '../../../../lib/domain/look/reply/reading.ts'
import { READER_NAMES, READERS, type ReaderName } from './readers.ts'
import { recordedAnswer } from './recorded.ts'

const STATUSES = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(200, 206, 503) },
  { weight: 1, arbitrary: fc.integer({ min: -1, max: 1_000 }) },
)

/** Values that are nearly right, and values that break naive readers. */
const ODDITIES = fc.constantFrom<unknown[]>(
  '18446744073709551615',
  '18446744073709551616',
  '-1',
  '1.5',
  '0x10',
  '',
  ' ',
  '٣',
  'NaN',
  'true',
  2 ** 64,
  1e308,
  -0,
  0,
  null,
  true,
  [],
  [[]],
  {},
  { slot: {} },
  'x'.repeat(500),
  `0x${'a'.repeat(64)}`,
  `0x${'a'.repeat(63)}g`,
  '\u0000\u202e\n',
)

describe('every reader, whatever comes', () => {
  for (const name of READER_NAMES) {
    const real = realAnswer(name)

    it(`${name}: any JSON`, () => {
      fc.assert(
        fc.property(fc.jsonValue({ maxDepth: 5 }), STATUSES, (value, status) => {
          for (const body of [value, { data: value }, { data: { [firstKey(real)]: value } }]) {
            check(name, { status, body: JSON.stringify(body) })
          }
        }),
      )
    })

    it(`${name}: a real answer with some member replaced`, () => {
      const value = fc.oneof(ODDITIES, fc.jsonValue({ maxDepth: 2 }))
      fc.assert(
        fc.property(fc.constantFrom(...placesIn(real)), value, STATUSES, (place, other, status) => {
          check(name, { status, body: JSON.stringify(withOther(real, place, other)) })
        }),
        { numRuns: 300 },
      )
    })

    it(`${name}: a real answer cut at each character is never read`, () => {
      const body = JSON.stringify(real)
      for (let length = 0; length < body.length; length++) {
        const { read } = READERS[name]
        const reading = read({ status: 200, body: body.slice(0, length) })
        assert.ok(!reading.ok)
        assert.equal(reading.error.kind, 'not-json')
        checkFault(reading.error)
      }
    })

    it(`${name}: 2^64 - 1 everywhere`, () => {
      for (const most of ['18446744073709551615', 2 ** 64]) {
        check(name, { status: 200, body: JSON.stringify(everywhere(real, most)) })
      }
    })

    it(`${name}: any text`, () => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), STATUSES, (body, status) => check(name, { status, body })),
      )
    })
  }

  it('leaves the prototype of all objects as it was', () => {
    assert.deepEqual(Object.keys(Object.prototype), [])
  })
})

function check(name: ReaderName, reply: { status: number; body: string }): void {
  const before = Object.getOwnPropertyNames(Object.prototype).length
  const { read } = READERS[name]
  const reading: Reading<unknown> = read(reply)
  if (reading.ok) checkValue(reading.value)
  else checkFault(reading.error)
  if (name === 'head') {
    for (const at of [readHeaderAt(reply, 84), readHeaderByRoot(reply, `0x${'0'.repeat(64)}`)]) {
      if (at.kind === 'fault') checkFault(at.fault)
    }
  }
  assert.equal(Object.getOwnPropertyNames(Object.prototype).length, before)
}

function checkFault(fault: Fault): void {
  assert.ok(FAULT_KINDS.includes(fault.kind))
  assert.match(fault.detail, /^[ -~]{1,200}$/)
}

/** Numbers are exact and not negative, texts are short printable lines. */
function checkValue(value: unknown): void {
  if (typeof value === 'number') assert.ok(Number.isSafeInteger(value) && value >= 0, `${value}`)
  else if (typeof value === 'string') assert.match(value, /^[ -~]{1,210}$/)
  else if (typeof value === 'object' && value !== null) Object.values(value).forEach(checkValue)
  else assert.equal(typeof value, 'boolean')
}

function realAnswer(name: ReaderName): unknown {
  if (name === 'version') {
    const client = { code: 'LH', name: 'Lighthouse', version: 'v8.0.1', commit: '0xced49dd2' }
    return { data: { beacon_node: client, execution_client: { ...client, name: 'Geth' } } }
  }
  return JSON.parse(recordedAnswer('lodestar a', READERS[name].path).body)
}

function firstKey(answer: unknown): string {
  return Object.keys((answer as { data: object }).data)[0]!
}

type Path = readonly string[]

/** The path of every member of an object, at any depth. */
function placesIn(object: unknown, path: Path = []): readonly Path[] {
  if (typeof object !== 'object' || object === null) return []
  return Object.entries(object).flatMap(([key, member]) => [
    [...path, key],
    ...placesIn(member, [...path, key]),
  ])
}

function withOther(object: unknown, [key, ...rest]: Path, other: unknown): unknown {
  if (key === undefined) return other
  const members = object as Readonly<Record<string, unknown>>
  return { ...members, [key]: withOther(members[key], rest, other) }
}

function everywhere(object: unknown, leaf: unknown): unknown {
  if (Array.isArray(object)) return object.map((item) => everywhere(item, leaf))
  if (typeof object !== 'object' || object === null) return leaf
  return Object.fromEntries(Object.entries(object).map(([key, member]) => [key, everywhere(member, leaf)]))
}
