/** The local store between processes: nothing stored is lost, whoever dies, and a claim is one step. */

import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb'
import { dynamoClient } from '../../../lib/adapters/store/dynamo-client.ts'
import { isWatched } from '../../../lib/local/data-folder.ts'
import {
  findLocalStore,
  type LocalStore,
  type LocalStoreOptions,
  openLocalStore,
} from '../../../lib/local/local-store.ts'
import { tableName } from '../../../lib/names/table.ts'
import type { Store } from '../../../lib/ports.ts'
import { newFolder, type TestClock, testClock } from '../../contract/engines.ts'
import { aDeed, aSent, START } from '../../contract/nouns.ts'
import { findEngine, startEngine } from '../../kit/dynamo-engine.ts'
import { missing } from '../../kit/missing.ts'
import { eventually } from '../../kit/patience.ts'

const NO_ENGINE = missing(findEngine(), 'no DynamoDB-compatible engine is installed for this machine')

let folder: string
let clock: TestClock
let stores: LocalStore[]
let children: ChildProcess[]
beforeEach(() => {
  folder = newFolder()
  clock = testClock()
  stores = []
  children = []
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const store of stores) await store.close()
  rmSync(folder, { recursive: true })
})

async function open(changes: Partial<LocalStoreOptions> = {}): Promise<LocalStore> {
  const log = { info: () => undefined, warn: assert.fail }
  const opened = await openLocalStore({ dataDir: folder, env: {}, clock, log, ...changes })
  stores.push(opened)
  return opened
}

async function beside(): Promise<Store> {
  const found = await findLocalStore(folder, clock)
  if (typeof found === 'string') throw new Error(found)
  return found
}

test('kill -9 of a writer loses nothing that was stored', async () => {
  const child = startWriter(folder)
  await said(child, '20\n')
  child.kill('SIGKILL')
  const last = await lastSaid(child)
  assert.equal(isWatched(folder), false)

  const { store } = await open()
  assert.ok(((await store.latestLook('eu-central-1'))?.at ?? 0) >= START + last)
  assert.ok(((await store.views())[0]?.asOf ?? 0) >= START + last)
  const steps = new Set((await store.sent()).map(({ step }) => step))
  const deeds = new Set((await store.deeds()).map(({ id }) => id))
  for (let n = 0; n <= last; n += 1) {
    assert.ok(steps.has(`repeat-${n}`), `record ${n} of ${last}`)
    assert.ok(deeds.has(`d-${n}`), `deed ${n} of ${last}`)
  }
})

test('a folder in use is refused with the pid of its user, beside whom commands read and write', async () => {
  const child = startWriter(folder)
  await said(child, '1\n')
  await assert.rejects(open(), {
    message: `Cannot use the data folder ${folder}: process ${child.pid} is using it; stop that one or name another folder`,
  })
  const command = await beside()
  assert.ok(((await command.latestLook('eu-central-1'))?.at ?? 0) >= START)
  await command.putDeed(aDeed({ id: 'by the other' }))
  await command.close()
  child.kill('SIGKILL')
  await lastSaid(child)
  const { store } = await open()
  assert.ok((await store.deeds()).some(({ id }) => id === 'by the other'))
})

test('of several processes that claim the same notices at once, one gets each', async () => {
  await (await open()).close()
  const claimants = [1, 2, 3].map(() => startChild('claim-child.ts', folder))
  await Promise.all(claimants.map((child) => said(child, 'ready\n')))
  for (const child of claimants) child.stdin!.end()
  const got = await Promise.all(claimants.map(lastSaid))
  assert.equal(
    got.reduce((sum, count) => sum + count, 0),
    100,
  )
})

test('DYNAMODB_ENDPOINT is taken where it is set, and commands find it without being told', {
  skip: NO_ENGINE,
}, async () => {
  const engine = await startEngine(findEngine() ?? '', join(folder, 'elsewhere.db'))
  const env = { DYNAMODB_ENDPOINT: engine.endpoint }
  const first = await open({ env })
  assert.equal(first.said, `Store: DYNAMODB_ENDPOINT ${engine.endpoint}`)
  await first.store.record(aSent())
  await first.close()
  const command = await beside()
  assert.deepEqual(await command.sent(), [aSent()])
  await command.close()
  const { store } = await open()
  assert.deepEqual(await store.sent(), [], 'without it the facts are in the folder again')
  assert.deepEqual(await (await beside()).sent(), [])
  await engine.stop()
})

test('an endpoint that does not answer is said, and leaves the folder free', async () => {
  await assert.rejects(
    open({ env: { DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' } }),
    /^Error: Cannot use DYNAMODB_ENDPOINT http:\/\/127\.0\.0\.1:1 as the store: .*ECONNREFUSED/,
  )
  assert.equal(isWatched(folder), false)
  await open()
})

function startWriter(folder: string): ChildProcess {
  return startChild('store-child.ts', folder)
}

function startChild(script: string, folder: string): ChildProcess {
  const path = join(import.meta.dirname, script)
  const args = ['--disable-warning=ExperimentalWarning', path, folder]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  child.stdout!.setEncoding('utf8')
  return child
}

const heard = new WeakMap<ChildProcess, string>()

/** Waits until the child has said it. */
async function said(child: ChildProcess, text: string): Promise<void> {
  child.stdout!.on('data', (chunk: string) => heard.set(child, (heard.get(child) ?? '') + chunk))
  await eventually(text, () => (heard.get(child) ?? '').includes(text) || child.exitCode !== null)
  assert.ok((heard.get(child) ?? '').includes(text), `the child ended before it said ${text.trim()}`)
}

/** The last number that the child said before its end. */
async function lastSaid(child: ChildProcess): Promise<number> {
  if (!child.stdout!.closed) await once(child, 'close')
  return Number(heard.get(child)?.trim().split('\n').at(-1))
}

test('S10: a table that is deleted beneath a watch is made again, with what is known', {
  skip: NO_ENGINE,
}, async () => {
  const engine = await startEngine(findEngine() ?? '', join(folder, 'engine.db'))
  try {
    const { store } = await open({ env: { DYNAMODB_ENDPOINT: engine.endpoint } })
    await store.record(aSent())
    await store.sent()
    const client = dynamoClient({ endpoint: engine.endpoint })
    await client.send(new DeleteTableCommand({ TableName: tableName('local') }))
    assert.equal((await store.sent()).length, 1)
    await store.putDeed(aDeed())
    assert.equal((await store.deeds()).length, 1)
    const command = await beside()
    assert.equal((await command.sent()).length, 1)
    await command.close()
    client.destroy()
  } finally {
    await engine.stop()
  }
})
