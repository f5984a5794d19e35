/** Several incidents acknowledged at once, in a data folder of their own. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, it } from 'node:test'
import { run as ack } from '../../../bin/commands/ack.ts'
import { systemClock } from '../../../lib/adapters/host/system-clock.ts'
import { type LocalStore, openLocalStore } from '../../../lib/local/local-store.ts'
import { runHere } from '../../kit/in-process.ts'
import { viewOf } from '../../kit/stored-night.ts'

const NOW = Date.now()
const ago = (minutes: number) => NOW - minutes * 60_000
const fresh = { asOf: NOW, severity: 'warning' } as const

const dark = viewOf({ ...fresh, kind: 'data-center-dark', subject: 'data-center:fra1', since: ago(10) })
const inside = viewOf({
  ...fresh,
  kind: 'node-down',
  subject: 'node:a',
  since: ago(9),
  explainedBy: 'data-center-dark data-center:fra1',
})
const slow = viewOf({ ...fresh, kind: 'slow', subject: 'node:c', since: ago(20) })
const over = viewOf({
  ...fresh,
  kind: 'low-peers',
  subject: 'node:c',
  since: ago(90),
  phase: 'closed',
  phaseSince: ago(60),
  asOf: ago(60),
})

let folder: string
let local: LocalStore
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
  const dataDir = join(folder, '.watchfire')
  mkdirSync(dataDir)
  const log = { info: () => undefined, warn: () => undefined }
  local = await openLocalStore({ dataDir, env: {}, clock: systemClock, log })
  for (const view of [dark, inside, slow, over]) await local.store.putView(view)
})
afterEach(async () => {
  await local.close()
  rmSync(folder, { recursive: true, force: true })
})

const call = (...args: string[]) => runHere(ack, args, { cwd: folder, env: { USER: 'cat' } })
const acknowledged = async () =>
  (await local.store.deeds()).map((deed) => ('incident' in deed ? deed.incident : deed.what)).toSorted()

it('W: several ids are acknowledged at once, each once however often it was typed', async () => {
  const { code, stdout } = await call(dark.id, slow.id, dark.id.toLowerCase(), '--json')
  const said = JSON.parse(stdout) as readonly { readonly incident: string }[]
  assert.deepEqual([code, said.map(({ incident }) => incident)], [0, [dark.id, slow.id]])
  assert.deepEqual(await acknowledged(), [dark.id, slow.id].toSorted())
})

it('W: while one of the ids names no incident nothing is written, and it is the one that is named', async () => {
  const { code, stdout, stderr } = await call(dark.id, 'ZZZZZ')
  assert.deepEqual([code, stdout], [2, ''])
  assert.match(stderr, /^watchfire: Cannot acknowledge ZZZZZ: no incident is called that/)
  assert.deepEqual(await acknowledged(), [])
})

it('W: of several ids the one that is over is said to be, and the others are acknowledged', async () => {
  const { code, stdout, stderr } = await call(over.id, slow.id)
  assert.equal(code, 1)
  assert.match(stderr, /^watchfire: \w{5} warning low-peers node:c is over: nothing was written\n$/)
  assert.match(stdout, /^\w{5} warning slow node:c: acknowledged by cat until [^\n]*\n$/)
  assert.deepEqual(await acknowledged(), [slow.id])
})

it('W: --all takes what people are told of and nobody has in hand, and then there is nothing left to take', async () => {
  await call(slow.id)
  const { code, stdout } = await call('--all')
  assert.equal(code, 0)
  assert.match(
    stdout,
    /^\w{5} warning data-center-dark data-center:fra1: acknowledged by cat until [^\n]*\n$/,
  )
  const again = await call('--all')
  assert.deepEqual([again.code, again.stdout], [1, ''])
  assert.equal(again.stderr, 'watchfire: Nothing is open that nobody has in hand: nothing was written\n')
  assert.deepEqual(await acknowledged(), [dark.id, slow.id].toSorted())
})
