/** DynamoDB items: what the network between us and the table can do to a write or a read. */

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { replicasFrom } from '../../../../lib/adapters/aws/region-store.ts'
import { systemClock } from '../../../../lib/adapters/host/system-clock.ts'
import { dynamoClient } from '../../../../lib/adapters/store/dynamo-client.ts'
import { dynamoItems } from '../../../../lib/adapters/store/dynamo-items.ts'
import { failoverStore } from '../../../../lib/adapters/store/failover-store.ts'
import { createTable } from '../../../../lib/adapters/store/local-table.ts'
import { tableName } from '../../../../lib/names/table.ts'
import { newFolder } from '../../../contract/engines.ts'
import { type EngineProcess, findEngine, startEngine } from '../../../kit/dynamo-engine.ts'
import { missing } from '../../../kit/missing.ts'

const program = findEngine()

describe('DynamoDB items', {
  skip: missing(program, 'no DynamoDB-compatible engine is installed for this machine'),
}, () => {
  const folder = newFolder()
  let engine: EngineProcess
  before(async () => {
    engine = await startEngine(program ?? '', join(folder, 'store.db'))
  })
  after(async () => {
    await engine.stop()
    rmSync(folder, { recursive: true })
  })

  test('a write whose answer was lost is told as written by the retry, and another one is not', async (t) => {
    const client = dynamoClient(engine)
    await createTable(client, 'lost')
    const proxy = await answerLosingProxy(engine.endpoint)
    t.after(() => proxy.close())
    const items = dynamoItems(dynamoClient({ endpoint: proxy.endpoint }), 'lost')
    const item = { pk: 'claim', sk: 'a', ttl: 1, standsUntil: 60, body: Uint8Array.of(1, 2) }
    const lapsed = { kind: 'lapsed', attribute: 'standsUntil', at: 0 } as const
    proxy.loseNext()
    assert.equal(await items.put(item, lapsed), true)
    proxy.loseNext()
    assert.equal(await items.put({ ...item, body: Uint8Array.of(3) }, lapsed), false)
    assert.equal(await items.put(item, lapsed), false)
    assert.equal(proxy.lost(), 2)
    await items.close()
    client.destroy()
  })

  test('A7: a connection that died unseen is left within the time that a replica has', async (t) => {
    const client = dynamoClient(engine)
    await createTable(client, tableName('died'))
    const proxy = await answerLosingProxy(engine.endpoint)
    t.after(() => proxy.close())
    const environment = { ...process.env }
    t.after(() => {
      process.env = environment
    })
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_DYNAMODB: proxy.endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    })
    const warnings: unknown[] = []
    const log = { info: () => undefined, warn: (...said: unknown[]) => void warnings.push(said) }
    const replicas = replicasFrom({ vantages: REGIONS }, { vantage: 'us-west-2', installation: 'died' })
    const store = failoverStore({ replicas, clock: systemClock, log })
    assert.deepEqual(await store.views(), [])
    proxy.hangNext()
    assert.deepEqual(await store.views(), [])
    assert.deepEqual([proxy.hung(), store.inUse(), warnings], [1, 'us-west-2', []])
    await store.close()
    client.destroy()
  })

  test('a missing table, or no engine at all, is said with what was asked', async () => {
    const items = dynamoItems(dynamoClient(engine), 'watchfire-none')
    await assert.rejects(items.query('view'), /^Error: Cannot read view of table watchfire-none: /)
    await items.close()
    const nowhere = dynamoItems(dynamoClient({ endpoint: 'http://127.0.0.1:1' }), 'watchfire-none')
    await assert.rejects(
      nowhere.put({ pk: 'view', sk: 'a', ttl: 1 }, { kind: 'absent' }),
      /^Error: Cannot write view\/a to table watchfire-none: .*ECONNREFUSED/,
    )
    await nowhere.close()
  })

  test('a local table is made once, and a partition is read page after page', async () => {
    const client = dynamoClient(engine)
    await createTable(client, 'local')
    await createTable(client, 'local')
    const items = dynamoItems(client, 'local')
    const body = new Uint8Array(150_000)
    for (let n = 0; n < 20; n += 1) {
      await items.put({ pk: 'p', sk: String(n).padStart(2, '0'), ttl: 1, body }, { kind: 'absent' })
    }
    assert.equal((await items.query('p')).length, 20)
    await items.close()
  })
})

const REGIONS = [{ name: 'eu-central-1' }, { name: 'us-west-2' }]

interface Proxy {
  readonly endpoint: string
  /** The next request reaches nobody, and is not answered. */
  hangNext(): void
  hung(): number
  /** The next request reaches the engine, and its answer reaches nobody. */
  loseNext(): void
  lost(): number
  close(): Promise<void>
}

async function answerLosingProxy(to: string): Promise<Proxy> {
  let losing = false
  let lost = 0
  let hanging = false
  let hung = 0
  const server = createServer((asked, answer) => {
    if (hanging) {
      hanging = false
      hung += 1
      return
    }
    const onward = request(to, { method: asked.method, path: asked.url, headers: asked.headers }, (reply) => {
      if (losing) {
        losing = false
        lost += 1
        reply.resume().once('end', () => asked.socket.destroy())
        return
      }
      answer.writeHead(reply.statusCode ?? 500, reply.headers)
      reply.pipe(answer)
    })
    asked.pipe(onward)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hangNext() {
      hanging = true
    },
    hung: () => hung,
    loseNext() {
      losing = true
    },
    lost: () => lost,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
