/** Finding the demo: commands called where no data folder is take the one demo that is running. */
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, it } from 'node:test'
import { run as incidents } from '../../../bin/commands/incidents.ts'
import { systemClock } from '../../../lib/adapters/host/system-clock.ts'
import { type LocalStore, openLocalStore } from '../../../lib/local/local-store.ts'
import { runHere } from '../../kit/in-process.ts'
import { viewOf } from '../../kit/stored-night.ts'

const usual = process.env.TMPDIR
const log = { info: () => undefined, warn: () => undefined }

let folder: string
let open: LocalStore[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
  mkdirSync(join(folder, 'here'))
  process.env.TMPDIR = folder
  open = []
})
afterEach(async () => {
  for (const one of open) await one.close()
  if (usual === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = usual
  rmSync(folder, { recursive: true, force: true })
})

/** What a watch of a folder keeps: that the node is down. */
async function watchOf(name: string, node: string): Promise<string> {
  const dataDir = join(folder, name)
  const local = await openLocalStore({ dataDir, env: {}, clock: systemClock, log })
  open.push(local)
  const now = Date.now()
  await local.store.putView(
    viewOf({ kind: 'node-down', subject: `node:${node}`, since: now - 60_000, asOf: now }),
  )
  return dataDir
}

const call = (...args: string[]) => runHere(incidents, args, { cwd: join(folder, 'here') })

it('W: without a data folder here the one demo that is running is taken, and said on stderr', async () => {
  const demo = await watchOf('watchfire-demo-abc', 'a')
  const { stdout, stderr } = await call()
  assert.match(stdout, /node:a|\ba\b/)
  assert.equal(stderr, `watchfire: No data folder here; this is the demo in ${demo}\n`)
})

it('W: of several demos none is taken, and all are named', async () => {
  const demos = [await watchOf('watchfire-demo-a', 'a'), await watchOf('watchfire-demo-b', 'b')]
  const { code, stderr } = await call()
  assert.equal(code, 2)
  for (const demo of demos) assert.ok(stderr.includes(demo))
})

it('W: a folder here, a demo that has ended and a folder that others may enter are no running demo', async () => {
  const demo = await watchOf('watchfire-demo-abc', 'a')
  chmodSync(demo, 0o755)
  assert.match((await call()).stderr, /there is no data folder/)
  chmodSync(demo, 0o700)
  await watchOf(join('here', '.watchfire'), 'mine')
  const { stdout, stderr } = await call()
  assert.match(stdout, /mine/)
  assert.equal(stderr, '')
  for (const one of open.splice(0)) await one.close()
  rmSync(join(folder, 'here', '.watchfire'), { recursive: true })
  assert.match((await call()).stderr, /there is no data folder/)
})
