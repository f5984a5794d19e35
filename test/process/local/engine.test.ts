/** The local store: nothing stored is lost, nothing is left running, and what cannot be done is said. */

import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { dynamoClient } from '../../../lib/adapters/store/dynamo-client.ts'
import { dynamoItems } from '../../../lib/adapters/store/dynamo-items.ts'
import { DAY_MS } from '../../../lib/domain/text/time.ts'
import { findRunning } from '../../../lib/local/data-folder.ts'
import {
  joinLocalStore,
  type LocalStore,
  type LocalStoreOptions,
  openLocalStore,
} from '../../../lib/local/engine.ts'
import { findEngine, startEngine } from '../../../lib/local/engine-process.ts'
import { newFolder, type TestClock, testClock } from '../../contract/engines.ts'
import { aClaim, aDeed, aLook, aSent, aView, START } from '../../contract/nouns.ts'
import { missing } from '../../kit/missing.ts'

const WAIT_MAX_MS = 15_000
const NO_ENGINE = missing(findEngine(), 'no embedded engine is installed for this machine')

let folder: string
let clock: TestClock
let warnings: string[]
let stores: LocalStore[]
let children: ChildProcess[]
beforeEach(() => {
  folder = newFolder()
  clock = testClock()
  warnings = []
  stores = []
  children = []
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const store of stores) await store.close()
  rmSync(folder, { recursive: true })
})

async function open(changes: Partial<LocalStoreOptions> = {}): Promise<LocalStore> {
  const log = { info: () => undefined, warn: (what: string) => void warnings.push(what) }
  const opened = await openLocalStore({ dataDir: folder, env: {}, clock, log, ...changes })
  stores.push(opened)
  return opened
}

const enginePid = () => findRunning(folder)?.enginePid ?? 0

test('the embedded engine is taken, keeps everything over a restart, and is gone after it', {
  skip: NO_ENGINE,
}, async () => {
  const first = await open()
  assert.equal(first.said, `Store: the embedded engine, in ${join(folder, 'store.db')}`)
  await first.store.putLook(aLook())
  await first.store.claim(aClaim(), 60_000)
  const pid = enginePid()
  assert.equal(isAlive(pid), true)
  await first.close()
  assert.equal(isAlive(pid), false)
  assert.equal(existsSync(join(folder, 'engine.json')), false)
  const second = await open()
  assert.deepEqual(await second.store.latestLook('eu-central-1'), aLook())
  assert.equal(await second.store.claim(aClaim(), 60_000), false)
  assert.deepEqual(warnings, [])
})

for (const engine of ['embedded', 'none'] as const) {
  test(`kill -9 of a writer loses nothing that was stored (engine: ${engine})`, {
    skip: engine === 'embedded' && NO_ENGINE,
  }, async () => {
    const child = startWriter(folder, engine)
    children.push(child)
    await said(child, '20\n')
    const pid = enginePid()
    assert.equal(pid > 0, engine === 'embedded')
    child.kill('SIGKILL')
    const last = await lastSaid(child)
    if (pid > 0) await until(() => !isAlive(pid))
    assert.equal(existsSync(join(folder, 'engine.json')), true, 'nobody could remove it')
    assert.equal(findRunning(folder), null)
    assert.equal(joinLocalStore(folder, clock), null)

    const { store } = await open(engine === 'none' ? { engine: null } : {})
    assert.ok(((await store.latestLook('eu-central-1'))?.at ?? 0) >= START + last)
    assert.ok(((await store.views())[0]?.asOf ?? 0) >= START + last)
    const steps = new Set((await store.sent()).map(({ step }) => step))
    const deeds = new Set((await store.deeds()).map(({ id }) => id))
    for (let n = 0; n <= last; n += 1) {
      assert.ok(steps.has(`repeat-${n}`), `record ${n} of ${last}`)
      assert.ok(deeds.has(`d-${n}`), `deed ${n} of ${last}`)
    }
  })

  test(`a folder in use is refused with the pid of its user, who can be joined (engine: ${engine})`, {
    skip: engine === 'embedded' && NO_ENGINE,
  }, async () => {
    const child = startWriter(folder, engine)
    children.push(child)
    await said(child, '1\n')
    await assert.rejects(open(), {
      message: `Cannot use the data folder ${folder}: process ${child.pid} is using it; stop that one or name another folder`,
    })
    const joined = joinLocalStore(folder, clock)
    assert.ok(((await joined?.latestLook('eu-central-1'))?.at ?? 0) >= START)
    await joined?.putDeed(aDeed({ id: 'by the other' }))
    await joined?.close()
    child.kill('SIGKILL')
    await lastSaid(child)
    const { store } = await open(engine === 'none' ? { engine: null } : {})
    assert.ok((await store.deeds()).some(({ id }) => id === 'by the other'))
  })
}

test('one process cannot open a folder twice, and can open it again after closing it', async () => {
  const first = await open({ engine: null })
  await assert.rejects(open({ engine: null }), new RegExp(`process ${process.pid} is using it`))
  await first.close()
  await first.close()
  await open({ engine: null })
})

test('an engine that dies is started again by the next call, and told to others', {
  skip: NO_ENGINE,
}, async () => {
  const { store } = await open()
  await store.putView(aView())
  const killed = enginePid()
  process.kill(killed, 'SIGKILL')
  await until(() => warnings.length > 0)
  assert.deepEqual(warnings, ['The store engine died; the next call to the store starts it again'])
  const views = await Promise.all([store.views(), store.views(), store.views()])
  assert.deepEqual(views, [[aView()], [aView()], [aView()]])
  assert.notEqual(enginePid(), killed)
  assert.equal(isAlive(enginePid()), true)
  assert.equal(warnings.length, 1)
})

test('the engine is in a process group of its own, out of reach of Ctrl-C', {
  skip: NO_ENGINE,
}, async () => {
  await open()
  assert.notEqual(processGroup(enginePid()), processGroup(process.pid))
})

test('what has expired is deleted from the embedded engine', { skip: NO_ENGINE }, async () => {
  const { store } = await open()
  await store.putLook(aLook())
  clock.advance(2 * DAY_MS)
  await store.putLook(aLook({ at: clock.now() }))
  const running = findRunning(folder)?.store
  assert.ok(running?.kind === 'dynamo')
  const items = dynamoItems(dynamoClient(running), running.table)
  await until(async () => (await items.query('look#eu-central-1')).length === 1)
  await items.close()
  assert.deepEqual(warnings, [])
})

test('without an engine, DYNAMODB_ENDPOINT is taken', { skip: NO_ENGINE }, async () => {
  const engine = await startEngine(findEngine() ?? '', join(folder, 'elsewhere.db'))
  const env = { DYNAMODB_ENDPOINT: engine.endpoint }
  const { store, said: line } = await open({ engine: null, env })
  assert.match(
    line,
    new RegExp(`^Store: DYNAMODB_ENDPOINT ${engine.endpoint}, as no embedded engine is installed for \\S+$`),
  )
  await store.record(aSent())
  const joined = joinLocalStore(folder, clock)
  assert.deepEqual(await joined?.sent(), [aSent()])
  await joined?.close()
  await store.close()
  await engine.stop()
})

test('without an engine and without DYNAMODB_ENDPOINT, SQLite is taken', async () => {
  const { store, said: line } = await open({ engine: null })
  assert.match(
    line,
    /^Store: SQLite, in \S+store\.sqlite, as no embedded engine is installed for \S+ and DYNAMODB_ENDPOINT is not set$/,
  )
  await store.record(aSent())
  await store.close()
  const again = await open({ engine: null })
  assert.deepEqual(await again.store.sent(), [aSent()])
})

test('what cannot be opened is said, and leaves the folder free', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const cases: readonly (readonly [Partial<LocalStoreOptions>, RegExp])[] = [
    [{ dataDir: join(file, 'below') }, /^Error: Cannot write the data folder \S+file\/below: ENOTDIR/],
    [
      { engine: '/bin/false' },
      /^Error: Cannot start the store engine \/bin\/false: exit status 1; it said: nothing$/,
    ],
    [
      { engine: join(folder, 'none') },
      /^Error: Cannot start the store engine \S+none: exit status 127; it said: .*not found/,
    ],
    [
      { engine: null, env: { DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' } },
      /^Error: Cannot use DYNAMODB_ENDPOINT http:\/\/127\.0\.0\.1:1 as the store: .*ECONNREFUSED/,
    ],
  ]
  for (const [changes, message] of cases) {
    await assert.rejects(open(changes), message)
    assert.equal(findRunning(folder), null)
  }
  await open({ engine: null })
})

test('a closed store says so', { skip: NO_ENGINE }, async () => {
  const { store, close } = await open()
  await close()
  await assert.rejects(store.views(), /^Error: Cannot use the store: it is closed$/)
})

function startWriter(folder: string, engine: string): ChildProcess {
  const script = join(import.meta.dirname, 'store-child.ts')
  const child = spawn(process.execPath, [script, folder, engine], { stdio: ['ignore', 'pipe', 'inherit'] })
  child.stdout!.setEncoding('utf8')
  return child
}

const heard = new WeakMap<ChildProcess, string>()

/** Waits until the child has said it. */
async function said(child: ChildProcess, text: string): Promise<void> {
  child.stdout!.on('data', (chunk: string) => heard.set(child, (heard.get(child) ?? '') + chunk))
  await until(() => (heard.get(child) ?? '').includes(text))
}

/** The last number that the child said before its end. */
async function lastSaid(child: ChildProcess): Promise<number> {
  if (!child.stdout!.closed) await once(child, 'close')
  return Number(heard.get(child)?.trim().split('\n').at(-1))
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadlineAt = performance.now() + WAIT_MAX_MS
  while (!(await holds())) {
    assert.ok(performance.now() < deadlineAt, 'what was waited for did not come')
    await sleep(10)
  }
}

/** A process that has ended but that nobody has waited for (state Z) does not live. */
function isAlive(pid: number): boolean {
  const state = processStatus(pid)?.[0]
  return state !== undefined && state !== 'Z'
}

function processGroup(pid: number): string | undefined {
  return processStatus(pid)?.[2]
}

/** State, parent, process group …: the fields after the name, which stands in parentheses; null once it is gone. */
function processStatus(pid: number): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
}
