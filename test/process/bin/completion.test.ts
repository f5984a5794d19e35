/** What completion prints is loaded by a real shell, and offers there what the table has. */
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { ALL_COMMANDS } from '../../../bin/commands/command-table.ts'
import { missing } from '../../kit/missing.ts'

const WATCHFIRE = fileURLToPath(new URL('../../../bin/watchfire', import.meta.url))

/** A shell that the machine lacks is a reason to skip, and in CI a failure. */
function unless(shell: string) {
  const isThere = spawnSync(shell, ['-c', 'true']).status === 0
  return { skip: missing(isThere ? shell : null, `there is no ${shell} here`) }
}

const names = [...ALL_COMMANDS.keys()]
const firstWords = [...new Set(names.map((name) => name.split(' ')[0]!))]
const optionsOf = (name: string) => [
  ...Object.keys(ALL_COMMANDS.get(name)!.options).map((each) => `--${each}`),
  '--help',
]

let folder: string
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
  mkdirSync(join(folder, 'facts here'))
  writeFileSync(join(folder, 'fleet one.yaml'), '')
})
after(() => rmSync(folder, { recursive: true, force: true }))

/** Stands between the answers of one shell that is asked several things. */
const NEXT = '=== next'

/** One answer for each list of words that is being typed. */
type Ask = (typed: readonly (readonly string[])[]) => Promise<readonly (readonly string[])[]>

async function answersOf(shell: string, script: string, options: readonly string[]): ReturnType<Ask> {
  const { stdout, stderr } = await promisify(execFile)(shell, [...options, '-c', script], {
    cwd: folder,
    // The suite's own cache is a path that would be made here.
    env: { ...process.env, NODE_COMPILE_CACHE: undefined, WATCHFIRE },
  })
  assert.equal(stderr, '')
  return stdout
    .split(`${NEXT}\n`)
    .slice(1)
    .map((answer) => answer.split('\n').filter((line) => line !== ''))
}

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(' ')

describe('completion in bash', unless('bash'), () => {
  /** Sources the script as a person does. */
  const ask: Ask = (typed) => {
    const asked = typed.map(
      (words) => `COMP_WORDS=(watchfire ${quoted(words)}); COMP_CWORD=${words.length}
_watchfire
printf '%s\\n' '${NEXT}' "\${COMPREPLY[@]}"`,
    )
    const script = `set -eu
source <("$WATCHFIRE" completion bash)
[ "$(complete -p watchfire)" = 'complete -F _watchfire watchfire' ]
${asked.join('\n')}`
    return answersOf('bash', script, ['--norc'])
  }
  const offered = async (...words: readonly string[]) => (await ask([words]))[0]

  it('offers every command, and those that begin as typed', async () => {
    assert.deepEqual(await ask([[''], ['mu'], ['--v']]), [
      [...firstWords, '--help', '--version'],
      ['mute', 'mutes'],
      ['--version'],
    ])
  })

  it('offers the options of every command', async () => {
    assert.deepEqual(await ask(names.map((name) => [...name.split(' '), '--'])), names.map(optionsOf))
  })

  it('offers the second word of a name, the words that may stand for an argument, and commands to help', async () => {
    assert.deepEqual(await offered('secret', ''), ['set', 'list'])
    assert.deepEqual(await offered('completion', ''), ['bash', 'zsh', 'fish', '--help'])
    assert.deepEqual(await offered('help', 'inc'), ['incidents'])
  })

  it('offers files and folders where they are meant, also with blanks in their names', async () => {
    const files = await offered('look', '--settings', '')
    assert.deepEqual(files?.toSorted(), ['facts here', 'fleet one.yaml'])
    assert.deepEqual(await offered('look', '--settings', '=', 'fl'), ['fleet one.yaml'])
    assert.deepEqual(await offered('incidents', '--data', ''), ['facts here'])
  })

  it('offers nothing for a value that nobody can guess, nor to a command that is none', async () => {
    assert.deepEqual(
      await ask([
        ['ack', 'D79AP', '--for', ''],
        ['nonsense', ''],
      ]),
      [[], []],
    )
  })
})

describe('completion in zsh', unless('zsh'), () => {
  /** Sources the script beside stand-ins for what zsh does with its answers, each of which is one line. */
  const ask: Ask = (typed) => {
    const asked = typed.map(
      (words) => `print -r '${NEXT}'
words=(watchfire ${quoted(words)}); CURRENT=${words.length + 1}; _watchfire`,
    )
    const script = `compdef() { [[ "$*" = '_watchfire watchfire' ]] || exit 9 }
_describe() { print -rl -- $commands }
_arguments() { print -rl -- "$@" }
source <("$WATCHFIRE" completion zsh)
${asked.join('\n')}`
    return answersOf('zsh', script, ['-f'])
  }
  const beforeColon = (lines: readonly string[] = []) => lines.map((line) => line.split(':')[0])

  it('offers every command with what it does', async () => {
    const [offered] = await ask([['']])
    assert.deepEqual(beforeColon(offered), firstWords)
    assert.ok(offered?.includes(`look:${ALL_COMMANDS.get('look')!.says}`))
  })

  it('offers the options of every command with what they mean', async () => {
    const offered = await ask(names.map((name) => [...name.split(' '), '--']))
    const options = offered.map((lines) =>
      lines.filter((line) => line.startsWith('--')).map((line) => line.replace(/=?\[.*$/, '')),
    )
    assert.deepEqual(options, names.map(optionsOf))
  })

  it('offers the second word of a name, files, folders and the words that may stand for an argument', async () => {
    const [secret, look, incidents, completion] = await ask([
      ['secret', ''],
      ['look', ''],
      ['incidents', ''],
      ['completion', ''],
    ])
    assert.deepEqual(beforeColon(secret), ['set', 'list'])
    assert.match(look!.find((line) => line.startsWith('--settings'))!, /:FILE:_files$/)
    assert.match(incidents!.find((line) => line.startsWith('--data'))!, /:DIR:_files -\/$/)
    assert.ok(completion!.includes(':bash, zsh or fish:(bash zsh fish)'))
  })
})

describe('completion in fish', unless('fish'), () => {
  /** What fish itself offers, without what it means, sorted as fish does not always do. */
  const ask: Ask = async (typed) => {
    const asked = typed.map((words) => `echo '${NEXT}'; complete -C "watchfire ${words.join(' ')}"`)
    const script = `$WATCHFIRE completion fish | source\n${asked.join('\n')}`
    const answers = await answersOf('fish', script, ['--no-config'])
    return answers.map((lines) => lines.map((line) => line.split('\t')[0]!).toSorted())
  }

  it('offers every command, and those that begin as typed', async () => {
    assert.deepEqual(await ask([[''], ['mu']]), [firstWords.toSorted(), ['mute', 'mutes']])
  })

  it('offers the options of every command', async () => {
    const expected = names.map((name) => optionsOf(name).toSorted())
    assert.deepEqual(await ask(names.map((name) => [...name.split(' '), '--'])), expected)
  })

  it('offers the second word of a name, files, folders and the words that may stand for an argument', async () => {
    assert.deepEqual(
      await ask([
        ['secret', ''],
        ['completion', ''],
        ['look', '--settings', 'fl'],
        ['incidents', '--data', ''],
      ]),
      [['list', 'set'], ['bash', 'fish', 'zsh'], ['fleet one.yaml'], ['facts here/']],
    )
  })
})
