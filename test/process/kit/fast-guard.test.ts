/** The guard of the fast suite: it refuses what takes the outside or real time, and lets everything else be. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { outcomeOf } from '../../kit/outcome.ts'

const GUARD = fileURLToPath(new URL('../../kit/fast-guard.ts', import.meta.url))

const REFUSED: readonly (readonly [source: string, what: string])[] = [
  ["import { spawn } from 'node:child_process'; spawn('true')", 'start a process by spawn'],
  [
    "import { execFileSync } from 'node:child_process'; execFileSync('true')",
    'start a process by execFileSync',
  ],
  ["import { Worker } from 'node:worker_threads'; new Worker('1', { eval: true })", 'start a thread'],
  ["import { createServer } from 'node:http'; createServer().listen(0)", 'listen on a socket'],
  ["import { connect } from 'node:net'; connect(9, '127.0.0.1')", 'connect a socket'],
  ["import { request } from 'node:https'; request('https://127.0.0.1:9').end()", 'connect a socket'],
  ["await fetch('http://127.0.0.1:10099').catch(() => undefined)", 'connect a socket'],
  ["import { createSocket } from 'node:dgram'; createSocket('udp4').bind()", 'open a socket'],
  ['setTimeout(() => undefined, 1)', 'wait in real time by setTimeout'],
  ['setInterval(() => undefined, 1)', 'wait in real time by setInterval'],
  [
    "import { setTimeout } from 'node:timers'; setTimeout(() => undefined)",
    'wait in real time by setTimeout',
  ],
  [
    "import { setTimeout } from 'node:timers/promises'; await setTimeout(1)",
    'wait in real time by setTimeout',
  ],
  ['AbortSignal.timeout(1)', 'wait in real time by AbortSignal.timeout'],
  ['Date.now()', 'read the clock by now'],
  ['performance.now()', 'read the clock by now'],
  ['new Date()', 'read the clock by new Date()'],
]

const ALLOWED = [
  'new Date(0) instanceof Date || process.exit(2)',
  "Date.parse('2026-11-26') === Date.UTC(2026, 10, 26) || process.exit(2)",
  "import { DatabaseSync } from 'node:sqlite'; new DatabaseSync(':memory:').close()",
  'await new Promise((resolve) => setImmediate(resolve))',
  "import { test } from 'node:test'; test('a test', { timeout: 60_000 }, () => undefined)",
]

/** A file beside the project's own, for a guard that knows what is the project's by where it stands. */
const FILE = join(import.meta.dirname, `guarded-${process.pid}.mjs`)
after(() => rmSync(FILE, { force: true }))

function guarded(source: string) {
  writeFileSync(FILE, source)
  const env = { ...process.env, NODE_TEST_CONTEXT: 'child' }
  return outcomeOf(
    spawn(process.execPath, ['--import', GUARD, FILE], { env, stdio: ['ignore', 'pipe', 'pipe'] }),
  )
}

describe('a fast test may not', () => {
  for (const [source, what] of REFUSED)
    it(`${source}`, async () => {
      const { code, stderr } = await guarded(source)
      assert.ok(
        stderr.includes(`A fast test may not ${what}; what must do so stands under test/process`),
        stderr,
      )
      assert.equal(code, 1)
    })

  it('take the refusal for a fault and go on', async () => {
    const { code } = await guarded('try { Date.now() } catch {}')
    assert.equal(code, 1)
  })
})

describe('a fast test may', () => {
  for (const source of ALLOWED)
    it(`${source}`, async () => {
      const { code, stderr } = await guarded(source)
      assert.deepEqual([code, stderr.replace(/^\(.*Warning.*\n?/gm, '')], [0, ''])
    })
})
