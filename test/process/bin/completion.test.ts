/** What completion prints is loaded by a real shell, and offers there what the table has. */
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { ALL_COMMANDS } from '../../../bin/commands/command-table.ts'

const WATCHFIRE = fileURLToPath(new URL('../../../bin/watchfire', import.meta.url))
const isThere = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0
const unless = (shell: string) => (isThere(shell) ? {} : { skip: `there is no ${shell} here` })
const firstWords = [...new Set([...ALL_COMMANDS.keys()].map((name) => name.split(' ')[0]!))]
const optionsOf = (name: string) => [
  ...Object.keys(ALL_COMMANDS.get(name)!.options).map((each) => `--${each}`),
  '--help',
]

describe('completion in bash', unless('bash'), () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
    mkdirSync(join(folder, 'facts here'))
    writeFileSync(join(folder, 'fleet one.yaml'), '')
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  /** Sources the script as a person does, then completes these words, the last of which is being typed. */
  const offered = async (...words: readonly string[]) => {
    const script = `set -eu
source <("$WATCHFIRE" completion bash)
[ "$(complete -p watchfire)" = 'complete -F _watchfire watchfire' ]
COMP_WORDS=(watchfire "$@")
COMP_CWORD=$#
_watchfire
printf '%s\\n' "\${COMPREPLY[@]}"`
    const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-c', script, 'bash', ...words], {
      cwd: folder,
      env: { ...process.env, WATCHFIRE },
    })
    assert.equal(stderr, '')
    return stdout.split('\n').filter((line) => line !== '')
  }

  it('offers every command, and those that begin as typed', async () => {
    assert.deepEqual(await offered(''), [...firstWords, '--help', '--version'])
    assert.deepEqual(await offered('mu'), ['mute', 'mutes'])
    assert.deepEqual(await offered('--v'), ['--version'])
  })

  it('offers the options of a command', async () => {
    for (const name of ALL_COMMANDS.keys()) {
      const words = await offered(...name.split(' '), '--')
      assert.deepEqual(words, optionsOf(name), name)
    }
  })

  it('offers the second word of a name, the words that may stand for an argument, and commands to help', async () => {
    assert.deepEqual(await offered('secret', ''), ['set', 'list'])
    assert.deepEqual(await offered('completion', ''), ['bash', 'zsh', 'fish', '--help'])
    assert.deepEqual(await offered('help', 'inc'), ['incidents'])
  })

  it('offers files and folders where they are meant, also with blanks in their names', async () => {
    assert.deepEqual((await offered('look', '--settings', '')).toSorted(), ['facts here', 'fleet one.yaml'])
    assert.deepEqual(await offered('look', '--settings', '=', 'fl'), ['fleet one.yaml'])
    assert.deepEqual(await offered('incidents', '--data', ''), ['facts here'])
  })

  it('offers nothing for a value that nobody can guess, nor to a command that is none', async () => {
    assert.deepEqual(await offered('ack', 'D79AP', '--for', ''), [])
    assert.deepEqual(await offered('nonsense', ''), [])
  })
})

for (const shell of ['zsh', 'fish'])
  test(`completion for ${shell} is read by it without a complaint`, unless(shell), async () => {
    const { stdout: script } = await promisify(execFile)(WATCHFIRE, ['completion', shell])
    const done = spawnSync(shell, ['-n'], { input: script, encoding: 'utf8' })
    assert.deepEqual([done.status, done.stderr], [0, ''])
  })
