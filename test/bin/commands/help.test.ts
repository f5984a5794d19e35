/** Help comes out of the one table, says what people need, and is what README.md shows. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ALL_COMMANDS, type CommandSpec, EXIT_2 } from '../../../bin/commands/command-table.ts'
import { commandHelp, listHelp, markdownHelp } from '../../../bin/commands/help.ts'
import { readOptions } from '../../../bin/commands/options.ts'
import { holdPageToGolden } from '../../kit/golden.ts'

const COLUMNS_MAX = 100
const PROMPT = 'bin/watchfire '

test('the list has every command in one line', () => {
  const lines = listHelp().split('\n')
  for (const [name, { says }] of ALL_COMMANDS)
    assert.equal(lines.filter((line) => line.trim() === `${name.padEnd(11)}  ${says}`).length, 1, name)
})

for (const [name, command] of ALL_COMMANDS) {
  test(`help of ${name}: usage, every argument and option, an example, exit codes`, () => {
    const text = commandHelp(name)!
    assert.ok(text.startsWith(`${PROMPT}${name}`))
    for (const [argument, { says }] of Object.entries(command.arguments))
      assert.match(text, new RegExp(`^  ${argument} +${escaped(says)}$`, 'm'))
    for (const [option, spec] of Object.entries(command.options)) {
      const value = spec.type === 'string' ? ` ${spec.value}` : ''
      assert.match(text, new RegExp(`^  --${option}${value} +${escaped(spec.says)}$`, 'm'))
      assert.match(usageOf(text), new RegExp(`--${option}${value}[\\] ]|--${option}${value}$`))
    }
    for (const example of command.examples) assert.match(text, new RegExp(`^  ${escaped(example)}$`, 'm'))
    assert.ok(text.replace(/\s+/g, ' ').includes(EXIT_2))
    for (const line of text.split('\n')) assert.ok(line.length <= COLUMNS_MAX, line)
  })

  test(`an example of ${name} is read without a complaint`, () => {
    for (const example of command.examples) {
      const words = wordsOf(example)
      const start = words.indexOf('bin/watchfire') + 1
      const args = words.slice(start + name.split(' ').length)
      assert.equal(words.slice(start, words.length - args.length).join(' '), name, example)
      const read = readOptions(args, command)
      assert.deepEqual(read.ok ? 'read' : read.error, 'read', example)
    }
  })

  test(`the pairs of ${name} that exclude each other are options of it`, () => {
    for (const pair of command.apart ?? [])
      for (const each of pair) assert.ok(Object.hasOwn(command.options, each))
  })
}

test('the first of two words tells of all that begin with it, and no other word of anything', () => {
  assert.equal(commandHelp('secret'), `${commandHelp('secret set')}\n${commandHelp('secret list')}`)
  assert.equal(commandHelp('secre'), undefined)
})

test('an option of one name takes a value everywhere or nowhere, as the shells expect', () => {
  const types = new Map<string, string>()
  for (const { options } of ALL_COMMANDS.values() as Iterable<CommandSpec>)
    for (const [name, { type }] of Object.entries(options)) {
      assert.equal(types.get(name) ?? type, type, name)
      types.set(name, type)
    }
})

test('README.md shows the table', () => {
  holdPageToGolden('README.md', { commands: markdownHelp() })
})

/** Up to the first empty line. */
function usageOf(text: string): string {
  return text.slice(0, text.indexOf('\n\n')).replaceAll('\n', ' ')
}

/** As a shell parts them, up to what it redirects or pipes. */
function wordsOf(example: string): readonly string[] {
  const called = example.replace(/^source <\((.*)\)$/, '$1').replace(/ [<>|].*$/, '')
  return [...called.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word)
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
