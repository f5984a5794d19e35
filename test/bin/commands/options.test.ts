/** Options are read strictly, and a mistake is named with what was probably meant. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readOptions } from '../../../bin/commands/options.ts'

const says = 'what it means'
const JSON_OUT = { type: 'boolean', says } as const
const SETTINGS = { type: 'string', value: 'FILE', says } as const
const COMMAND = { arguments: {}, options: { json: JSON_OUT, settings: SETTINGS } } as const

test('known options are values', () => {
  assert.deepEqual(read([]), {})
  assert.deepEqual(read(['--json', '--settings', 'a.yaml']), { json: true, settings: 'a.yaml' })
  assert.deepEqual(read(['--settings=-a.yaml', '--settings=b.yaml']), { settings: 'b.yaml' })
})

const MISTAKES: readonly (readonly [args: readonly string[], problem: string])[] = [
  [['--jsn'], 'unknown option --jsn, did you mean --json?'],
  [['--setings', 'a.yaml'], 'unknown option --setings, did you mean --settings?'],
  [['--JSON'], 'unknown option --JSON, did you mean --json?'],
  [['--colour'], 'unknown option --colour, expected --json, --settings'],
  [['-j'], 'unknown option -j, expected --json, --settings'],
  [['--no-json'], 'unknown option --no-json, expected --json, --settings'],
  [['--constructor'], 'unknown option --constructor, expected --json, --settings'],
  [['--json=yes'], 'option --json takes no value'],
  [['--settings'], 'option --settings needs a value'],
  [['--settings', '--json'], 'option --settings needs a value'],
  [['--settings', ''], 'option --settings needs a value'],
  [['--settings='], 'option --settings needs a value'],
  [['a.yaml'], 'unexpected argument "a.yaml"'],
  [['--json', '--', 'a.yaml'], 'unexpected argument "a.yaml"'],
]

for (const [args, problem] of MISTAKES)
  test(`a mistake: ${args.join(' ')}`, () =>
    assert.deepEqual(readOptions(args, COMMAND), { ok: false, error: problem }))

test('a command without options says so', () =>
  assert.deepEqual(readOptions(['--json'], { arguments: {}, options: {} }), {
    ok: false,
    error: 'unknown option --json, there are none',
  }))

function read(args: readonly string[]): object {
  const result = readOptions(args, COMMAND)
  assert.ok(result.ok)
  return { ...result.value.values }
}

test('arguments are given by name, wherever they stand among the options', () => {
  const given = (...args: string[]) => {
    const result = readOptions(args, { ...COMMAND, arguments: { ID: { says }, TEXT: { says } } })
    return result.ok ? { ...result.value.given } : result.error
  }
  const both = { ID: 'A', TEXT: 'two words' }
  assert.deepEqual(given('A', 'two words'), both)
  assert.deepEqual(given('--json', 'A', '--settings', 'a.yaml', 'two words'), both)
  assert.deepEqual(given('A', '--json', '--', 'two words'), both)
  assert.deepEqual(given('A', '--', '--json'), { ID: 'A', TEXT: '--json' })
  assert.equal(given(), 'ID is missing, expected ID TEXT')
  assert.equal(given('A', '--json'), 'TEXT is missing, expected ID TEXT')
  assert.equal(
    given('A', 'two', 'words'),
    'unexpected argument "words"; if it belongs to TEXT, put all of that in quotes',
  )
})

test('an argument that may be left out is undefined then', () => {
  const command = { arguments: { COMMAND: { says, optional: true } }, options: {} } as const
  const given = (...args: string[]) => {
    const result = readOptions(args, command)
    return result.ok ? result.value.given.COMMAND : result.error
  }
  assert.equal(given(), undefined)
  assert.equal(given('ack'), 'ack')
  assert.equal(
    given('ack', 'note'),
    'unexpected argument "note"; if it belongs to COMMAND, put all of that in quotes',
  )
})

test('of an argument that may stand several times there is a list', () => {
  const given = (args: readonly string[], optional?: { readonly optional: true }) => {
    const result = readOptions(args, { ...COMMAND, arguments: { ID: { says, many: true, ...optional } } })
    return result.ok ? result.value.given.ID : result.error
  }
  assert.deepEqual(given(['A', '--json', 'B', 'C']), ['A', 'B', 'C'])
  assert.equal(given([]), 'ID is missing, expected ID')
  assert.deepEqual(given([], { optional: true }), [])
})

test('an option that is needed says in its own words what is missing', () => {
  const missing = '--for is missing: every mute ends by itself'
  const command = { arguments: {}, options: { for: { ...SETTINGS, missing }, json: JSON_OUT } } as const
  assert.deepEqual(readOptions(['--json'], command), { ok: false, error: missing })
  const read = readOptions(['--for', '2h'], command)
  assert.equal(read.ok && read.value.values.for, '2h')
})

test('of two options that exclude each other, one may be given', () => {
  const command = { ...COMMAND, apart: [['json', 'settings']] } as const
  const both = ['--settings', 'a.yaml', '--json']
  const problem = '--json and --settings exclude each other'
  assert.deepEqual(readOptions(both, command), { ok: false, error: problem })
  assert.ok(readOptions(['--json'], command).ok)
})
