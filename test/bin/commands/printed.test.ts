/** What the commands that only print say, and what they say to somebody who calls them wrongly. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Command, type Io, usageError, wantsColor } from '../../../bin/commands/io.ts'
import { run as kinds } from '../../../bin/commands/kinds.ts'
import { run as schema } from '../../../bin/commands/schema.ts'
import { KINDS } from '../../../lib/domain/kinds/kinds.ts'
import { kindsTable, overridesExample } from '../../../lib/domain/kinds/kinds-table.ts'
import { settingsJsonSchema } from '../../../lib/domain/settings/json-schema.ts'

interface Printed {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

async function printed(command: Command, args: readonly string[]): Promise<Printed> {
  const said = { stdout: '', stderr: '' }
  const code = await command(args, { stdout: paper('stdout'), stderr: paper('stderr'), env: {}, cwd: '.' })
  return { code, ...said }

  function paper(name: keyof typeof said): NodeJS.WriteStream {
    return {
      write(text: string) {
        said[name] += text
        return true
      },
    } as NodeJS.WriteStream
  }
}

test('kinds prints the table and the settings that spell it out', async () => {
  const { code, stdout, stderr } = await printed(kinds, [])
  assert.deepEqual({ code, stderr }, { code: 0, stderr: '' })
  assert.equal(stdout, `${kindsTable()}\n${overridesExample()}`)
})

test('kinds --json prints the kinds for programs', async () => {
  const { code, stdout } = await printed(kinds, ['--json'])
  assert.equal(code, 0)
  assert.deepEqual(JSON.parse(stdout), KINDS)
})

test('schema prints the JSON Schema of the settings', async () => {
  const { code, stdout } = await printed(schema, [])
  assert.equal(code, 0)
  assert.deepEqual(JSON.parse(stdout), settingsJsonSchema())
})

test('a mistake prints nothing on stdout, one line on stderr, and exits 2', async () => {
  assert.deepEqual(await printed(kinds, ['--jsn']), {
    code: 2,
    stdout: '',
    stderr: 'watchfire: Cannot print the kinds: unknown option --jsn, did you mean --json?\n',
  })
  assert.deepEqual(await printed(schema, ['all']), {
    code: 2,
    stdout: '',
    stderr: 'watchfire: Cannot print the schema: unexpected argument "all"\n',
  })
  const refuses: Command = async (_, io) => usageError(io, 'Cannot go on: no reason')
  assert.deepEqual(await printed(refuses, []), {
    code: 2,
    stdout: '',
    stderr: 'watchfire: Cannot go on: no reason\n',
  })
})

test('color is for terminals that want it', () => {
  const wants = (isTTY: boolean | undefined, env: NodeJS.ProcessEnv) =>
    wantsColor({ stdout: { isTTY } as Io['stdout'], env })
  assert.equal(wants(true, {}), true)
  assert.equal(wants(true, { NO_COLOR: '' }), true)
  assert.equal(wants(true, { NO_COLOR: '1' }), false)
  assert.equal(wants(true, { TERM: 'dumb' }), false)
  assert.equal(wants(undefined, {}), false)
})
