/** What is typed finds its command, or is told which one was meant; what may fail says so in one line. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { ALL_COMMANDS } from '../../../../bin/commands/command-table.ts'
import { expectedFailure } from '../../../../bin/commands/failure.ts'
import { commandHelp, listHelp, markdownHelp } from '../../../../bin/commands/help.ts'
import { runCommand } from '../../../../bin/commands/run-command.ts'
import { importsOf } from '../../../architecture/imports.ts'
import { runHere } from '../../../kit/in-process.ts'

const typed = (...words: readonly string[]) => runHere(runCommand, words, { cwd: '.' })
const printed = (stdout: string) => ({ code: 0, stdout, stderr: '' })

test('help, in every way that people ask for it', async () => {
  for (const words of [[], ['help'], ['--help'], ['-h']])
    assert.deepEqual(await typed(...words), printed(listHelp()))
  for (const words of [
    ['help', 'ack'],
    ['ack', '--help'],
    ['ack', '-h'],
    ['ack', 'D79AP', '--nonsense', '--help'],
  ])
    assert.deepEqual(await typed(...words), printed(commandHelp('ack')!))
  for (const words of [
    ['help', 'secret', 'set'],
    ['secret', 'set', '--help'],
  ])
    assert.deepEqual(await typed(...words), printed(commandHelp('secret set')!))
  for (const words of [
    ['help', 'secret'],
    ['secret', '--help'],
  ])
    assert.deepEqual(await typed(...words), printed(commandHelp('secret')!))
  assert.deepEqual(await typed('help', '--markdown'), printed(markdownHelp()))
})

test('help of every command is found by its name', async () => {
  for (const name of ALL_COMMANDS.keys())
    assert.deepEqual(await typed(...name.split(' '), '--help'), printed(commandHelp(name)!))
})

test('after -- everything is an argument, --help too', async () => {
  const { code, stderr } = await typed('note', '--', '--help')
  assert.deepEqual([code, stderr], [2, 'watchfire: Cannot note: TEXT is missing, expected ID TEXT\n'])
})

test('the version is that of package.json', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'))
  for (const words of [['version'], ['--version']])
    assert.deepEqual(await typed(...words), printed(`watchfire ${version}\n`))
})

const MISTAKES: readonly (readonly [words: readonly string[], problem: string])[] = [
  [['loook'], 'There is no command "loook"; did you mean look? bin/watchfire help lists all commands'],
  [['--json'], 'There is no command "--json"; bin/watchfire help lists all commands'],
  [['help', 'acc'], 'There is no command "acc"; did you mean ack? bin/watchfire help lists all commands'],
  [['nonsense', '--help'], 'There is no command "nonsense"; bin/watchfire help lists all commands'],
  [['constructor'], 'There is no command "constructor"; bin/watchfire help lists all commands'],
  [[''], 'There is no command ""; bin/watchfire help lists all commands'],
  [['secert'], 'There is no command "secert"; did you mean secret? bin/watchfire help lists all commands'],
  [
    ['secret'],
    'There is no command "secret", expected secret set or secret list; bin/watchfire help lists all commands',
  ],
  [
    ['secret', 'put', 'bn1-token'],
    'There is no command "secret put", expected secret set or secret list; bin/watchfire help lists all commands',
  ],
  [['help', '--markdwn'], 'Cannot help: unknown option --markdwn, did you mean --markdown?'],
  [['version', '--json'], 'Cannot tell the version: unknown option --json, there are none'],
  [['completion', 'csh'], 'Cannot complete: SHELL is "csh", expected bash, zsh, fish'],
]

for (const [words, problem] of MISTAKES)
  test(`a mistake: ${words.join(' ')}`, async () =>
    assert.deepEqual(await typed(...words), { code: 2, stdout: '', stderr: `watchfire: ${problem}\n` }))

test('a data folder that is none is told in one line', async () => {
  const here = fileURLToPath(import.meta.url)
  const { code, stdout, stderr } = await typed('incidents', '--data', here)
  assert.deepEqual([code, stdout], [2, ''])
  assert.match(stderr, /^watchfire: Cannot list the incidents: .+\n$/)
})

test('only what may happen is told without a stack', () => {
  const refused = Object.assign(new Error('EACCES: permission denied'), { syscall: 'open', code: 'EACCES' })
  assert.equal(expectedFailure(refused), 'EACCES: permission denied')
  assert.equal(
    expectedFailure(new Error('Cannot use the folder: it is taken')),
    'Cannot use the folder: it is taken',
  )
  const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException', $metadata: {} })
  assert.match(expectedFailure(denied)!, /^no; these credentials need dynamodb:Query/)
  assert.equal(expectedFailure(new TypeError('Cannot read properties of undefined')), undefined)
  assert.equal(expectedFailure(new Error('unreachable')), undefined)
  assert.equal(expectedFailure('a text'), undefined)
})

test('help and mistakes wait for no package: a command is loaded when it runs', () => {
  const found = new Set<string>()
  const packages = new Set<string>()
  const follow = (path: string) => {
    if (found.has(path)) return
    found.add(path)
    const source = readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')
    for (const { target, specifier, form } of importsOf(path, source)) {
      if (form === 'at run time' || form === 'import type') continue
      if (target === null) packages.add(specifier)
      else follow(target)
    }
  }
  follow('bin/cli.ts')
  assert.deepEqual([...packages], ['node:util'])
  assert.ok(found.size > 5 && found.size < 12, [...found].join(', '))
})
