/** What the standard allows can be read; where it cannot, there is a reason, in one table. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { readHeaderAt } from '../../../../lib/domain/look/reply/header.ts'
import {
  ASKED_PATHS,
  OLDER_VERSION_QUESTION,
  QUESTIONS,
} from '../../../../lib/domain/look/reply/questions.ts'
import type { Question } from '../../../../lib/ports.ts'
import { type Narrowings, valuesOf } from './generate.ts'
import { faultOf, ok, READER_NAMES, READERS, type ReaderName } from './readers.ts'
import { RECORDED_NODES, recordedOf } from './recorded.ts'
import { answerTo, exampleOf, responsesTo, type Schema, standardPaths } from './standard.ts'

interface Exception {
  readonly reason: string
  /** The schema's name or path, and the values of it that we do read. */
  readonly narrowing: readonly [string, fc.Arbitrary<unknown>]
  /** A body that the standard allows and we refuse, with the question it answers. */
  readonly refused: readonly [ReaderName, unknown]
}

const UINT64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String)
const TEXT = fc.string({ unit: 'binary' }).map((text) => `a${text}`)
const CLIENT = { code: 'LH', name: 'Lighthouse', version: 'v8.0.1', commit: '0xced49dd2' }

const EXCEPTIONS: readonly Exception[] = [
  {
    reason: 'the standard says that a Uint64 is a string and means a decimal integer below 2^64',
    narrowing: ['Uint64', UINT64],
    refused: [
      'peers',
      { data: { disconnected: '0', connecting: '0', connected: 'many', disconnecting: '0' } },
    ],
  },
  {
    reason: 'nodes are told apart by their peer ids, so one of blanks only is none',
    narrowing: ['PeerId', TEXT],
    refused: [
      'identity',
      {
        data: {
          peer_id: ' ',
          enr: '',
          p2p_addresses: [],
          discovery_addresses: [],
          metadata: { seq_number: '0', attnets: '0x00' },
        },
      },
    ],
  },
  {
    reason: 'a version of blanks only names no program',
    narrowing: ['Version', TEXT],
    refused: ['olderVersion', { data: { version: '' } }],
  },
  {
    reason: 'a name of blanks only names no program',
    narrowing: ['data.beacon_node.name', TEXT],
    refused: ['version', { data: { beacon_node: { ...CLIENT, name: '\n' } } }],
  },
  {
    reason: 'a version of blanks only is none',
    narrowing: ['data.beacon_node.version', TEXT],
    refused: ['version', { data: { beacon_node: { ...CLIENT, version: '' } } }],
  },
  {
    reason:
      'the standard requires no parameter of the spec, not even those without which time cannot be told',
    narrowing: ['spec:data', specParameters()],
    refused: ['spec', exampleOf(answerTo(QUESTIONS.spec.path).schema)],
  },
]

/** Where recorded nodes break the standard's own description, as ajv says it; all of these answers are read. */
const DEVIATIONS: Readonly<Record<string, readonly string[]>> = {
  'lodestar a head': ["/ must have required property 'finalized'"],
  'lodestar a checkpoints': ["/ must have required property 'finalized'"],
  'lodestar a syncing': ["/data must have required property 'el_offline'"],
  'lodestar b head': ["/ must have required property 'finalized'"],
  'lodestar b checkpoints': ["/ must have required property 'finalized'"],
  'lodestar b syncing': ["/data must have required property 'el_offline'"],
}

describe('what the standard allows can be read', () => {
  for (const name of READER_NAMES) {
    const { read, standardPath } = READERS[name]
    const { schema } = answerTo(standardPath)

    it(`${name}: every answer made from the schema, but for the exceptions, with 200, 206 and 503`, () => {
      const validate = validator(schema)
      fc.assert(
        fc.property(valuesOf(schema, narrowingsFor(name)), fc.constantFrom(200, 206, 503), (body, status) => {
          assert.ok(validate(body), 'the generator makes only what the schema allows')
          const reading = read({ status, body: JSON.stringify(body) })
          assert.ok(reading.ok, `${JSON.stringify(faultOf(reading))} for ${JSON.stringify(body)}`)
        }),
      )
    })

    it(`${name}: the examples`, () => {
      const excepted = EXCEPTIONS.map(({ refused: [, body] }) => JSON.stringify(body))
      const examples = [...answerTo(standardPath).examples, exampleOf(schema)]
      for (const example of examples.filter((body) => !excepted.includes(JSON.stringify(body)))) {
        assert.ok(read(ok(example)).ok, JSON.stringify(faultOf(read(ok(example)))))
      }
    })

    it(`${name}: every error answer becomes a fault with its status`, () => {
      for (const { status, schema: errors, examples } of responsesTo(standardPath)) {
        if (status === 200) continue
        for (const body of [...examples, exampleOf(errors)]) {
          const reading = read({ status, body: JSON.stringify(body) })
          assert.ok(!reading.ok)
          assert.deepEqual([reading.error.kind, reading.error.status], ['http-status', status])
        }
      }
    })
  }

  it('the 404 for a block is "none" and no fault', () => {
    const response = responsesTo('/eth/v1/beacon/headers/{block_id}').find(({ status }) => status === 404)
    const reply = { status: 404, body: JSON.stringify(response!.examples[0]) }
    assert.deepEqual(readHeaderAt(reply, 7), { kind: 'none' })
  })
})

describe('an exception is one', () => {
  for (const { reason, refused } of EXCEPTIONS) {
    it(`${refused[0]}: ${reason}`, () => {
      const [name, body] = refused
      const { read, standardPath } = READERS[name]
      const validate = validator(answerTo(standardPath).schema)
      assert.ok(validate(body), `the standard does not allow it: ${JSON.stringify(validate.errors)}`)
      assert.ok(!read(ok(body)).ok, 'it is read after all')
    })
  }
})

describe('where real nodes break the standard, they are read all the same', () => {
  for (const node of RECORDED_NODES) {
    for (const name of READER_NAMES) {
      const { path, read, standardPath } = READERS[name]
      const answers = recordedOf(node).filter((recorded) => recorded.status === 200 && recorded.path === path)
      if (answers.length === 0) continue
      const deviations = DEVIATIONS[`${node} ${name}`] ?? []
      it(`${node}, ${name}: ${deviations.length === 0 ? 'nowhere' : deviations.join(', ')}`, () => {
        const validate = validator(answerTo(standardPath).schema)
        for (const { body, status } of answers) {
          validate(JSON.parse(body))
          assert.deepEqual((validate.errors ?? []).map(sayError), deviations)
          assert.ok(read({ status, body }).ok)
        }
      })
    }
  }
})

describe('the questions', () => {
  const asked = [...Object.values(QUESTIONS), OLDER_VERSION_QUESTION] satisfies readonly Question[]

  it('are the paths listed, no more and no fewer', () => {
    const paths = asked.map(({ path }) =>
      path.replace('/headers/head', '/headers/{block_id}').replace('/states/head/', '/states/{state_id}/'),
    )
    assert.deepEqual([...new Set(paths)].sort(), [...ASKED_PATHS].sort())
  })

  it('are in the standard', () => {
    const known = standardPaths()
    assert.deepEqual(
      ASKED_PATHS.filter((path) => !known.includes(path)),
      [],
    )
  })
})

function narrowingsFor(name: ReaderName): Narrowings {
  return Object.fromEntries(
    EXCEPTIONS.map(({ narrowing: [where, values] }) => [where.replace(`${name}:`, ''), values]),
  )
}

/** A spec as clients send it: what we need, and anything else. */
function specParameters(): fc.Arbitrary<unknown> {
  const slots = { SLOTS_PER_EPOCH: fc.integer({ min: 1, max: 65_536 }).map(String) }
  const seconds = fc.integer({ min: 1, max: 3_600 })
  const times = fc.oneof(
    seconds.map((value) => ({ SECONDS_PER_SLOT: `${value}` })),
    seconds.map((value) => ({ SLOT_DURATION_MS: `${value * 1000}` })),
    seconds.map((value) => ({ SECONDS_PER_SLOT: `${value}`, SLOT_DURATION_MS: `${value * 1000}` })),
  )
  const names = fc.record({ CONFIG_NAME: TEXT }, { requiredKeys: [] })
  const others = fc.dictionary(
    fc.stringMatching(/^OTHER_[A-Z_]{1,9}$/),
    fc.oneof(UINT64, fc.jsonValue({ maxDepth: 3 })),
  )
  return fc
    .tuple(others, fc.record(slots), times, names)
    .map((parts) => Object.assign({}, ...parts) as unknown)
}

function validator(schema: Schema): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
  return ajv.compile(schema)
}

function sayError({ instancePath, message }: { instancePath: string; message?: string }): string {
  return `${instancePath || '/'} ${message}`
}
