/** A command whose reader goes away ends quietly, as `head` and `less` expect. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const WATCHFIRE = fileURLToPath(new URL('../../../bin/watchfire', import.meta.url))

describe('a pipe that is closed', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  /** Runs the command with a reader that is gone before the first word; tells how the command ended. */
  const unread = async (command: string) => {
    const script = `{ sleep 0.2; "$WATCHFIRE" ${command}; echo "exit $?" >&2; } | true`
    const { stderr } = await promisify(execFile)('bash', ['-c', script], {
      cwd: folder,
      env: { ...process.env, WATCHFIRE },
    })
    return stderr
  }

  for (const command of [
    'help',
    'schema',
    'kinds',
    'kinds --json',
    'paths',
    'completion bash',
    'version',
    'ack -h',
  ])
    it(`is no failure of ${command}`, async () => assert.equal(await unread(command), 'exit 0\n'))

  it('leaves the exit code as it is', async () =>
    assert.match(await unread('mutes'), /^watchfire: .*\nexit 2\n$/))

  it('ends a watch in good order', async () => {
    assert.equal(await unread('watch --demo --json --port 0'), 'exit 0\n')
  })

  it('is told once when a disk is full, and is a failure', async () => {
    const done = await promisify(execFile)('bash', ['-c', '"$WATCHFIRE" schema >/dev/full; echo "exit $?"'], {
      env: { ...process.env, WATCHFIRE },
    })
    assert.match(done.stderr, /^watchfire: Cannot print on stdout: ENOSPC.*\n$/)
    assert.equal(done.stdout, 'exit 2\n')
  })
})
