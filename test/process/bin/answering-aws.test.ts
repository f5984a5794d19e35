/** Answering against a deployment: the replica of the first Region that answers, and what is said when none does. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { systemClock } from '../../../lib/adapters/host/system-clock.ts'
import { dynamoClient } from '../../../lib/adapters/store/dynamo-client.ts'
import { dynamoItems } from '../../../lib/adapters/store/dynamo-items.ts'
import { itemStore } from '../../../lib/adapters/store/item-store.ts'
import { createTable } from '../../../lib/adapters/store/local-table.ts'
import { tableName } from '../../../lib/names/table.ts'
import type { Store } from '../../../lib/ports.ts'
import { run } from '../../kit/command.ts'
import { type EngineProcess, findEngine, startEngine } from '../../kit/dynamo-engine.ts'
import { missing } from '../../kit/missing.ts'
import { bodyOf, regionOf } from '../../kit/sns-stub.ts'
import { viewOf } from '../../kit/stored-night.ts'

const program = findEngine()
const skip = missing(program, 'no DynamoDB-compatible engine is installed for this machine')

describe('answering with --aws', { skip }, () => {
  let folder: string
  let engine: EngineProcess
  let store: Store
  let aws: Server
  /** Regions in which the table does not answer. */
  const out = new Set<string>()
  const asked: string[] = []
  const open = viewOf({ kind: 'slow', subject: 'node:a', since: Date.now() - 120_000, asOf: Date.now() })

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
    engine = await startEngine(program ?? '', join(folder, 'store.db'))
    const client = dynamoClient(engine)
    await createTable(client, tableName('night'))
    store = itemStore(dynamoItems(client, tableName('night')), systemClock)
    await store.putView(open)
    aws = createServer(async (request, response) => {
      const region = regionOf(request)
      asked.push(region)
      if (out.has(region)) return request.socket.destroy()
      const headers = {
        'x-amz-target': String(request.headers['x-amz-target']),
        'content-type': 'application/x-amz-json-1.0',
        authorization: String(request.headers.authorization),
        'x-amz-date': String(request.headers['x-amz-date']),
      }
      const answer = await fetch(engine.endpoint, { method: 'POST', headers, body: await bodyOf(request) })
      response
        .writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' })
        .end(await answer.text())
    })
    await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve))
    for (const name of ['night', 'elsewhere'])
      writeFileSync(
        join(folder, `${name}.yaml`),
        `name: ${name}\nnetwork: mainnet\nvantages: [eu-central-1, us-west-2]\nnodes: [{ id: a, url: "https://a.example.com" }]\n`,
      )
  })
  after(async () => {
    aws.closeAllConnections()
    await new Promise((resolve) => aws.close(resolve))
    await store.close()
    await engine.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const answer = (args: readonly string[], { settings = 'night.yaml', keys = true } = {}) =>
    run([...args, '--aws', '--settings', settings], {
      cwd: folder,
      env: {
        USER: 'cat',
        AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${(aws.address() as AddressInfo).port}`,
        AWS_ACCESS_KEY_ID: keys ? 'nobody' : '',
        AWS_SECRET_ACCESS_KEY: keys ? 'nothing' : '',
        AWS_SESSION_TOKEN: '',
        AWS_PROFILE: '',
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_EC2_METADATA_DISABLED: 'true',
      },
    })

  it('the first Region is asked, and the deed is in its table', async () => {
    asked.length = 0
    const { code, stdout, stderr } = await answer(['ack', open.id])
    assert.deepEqual([code, stderr], [0, ''])
    assert.match(stdout, /acknowledged by cat/)
    assert.deepEqual(new Set(asked), new Set(['eu-central-1']))
    assert.deepEqual(
      (await store.deeds()).map(({ what, who }) => [what, who]),
      [['ack', 'cat']],
    )
  })

  it('when it does not answer the next one is, and that is said once', async () => {
    out.add('eu-central-1')
    const { code, stdout, stderr } = await answer(['show', open.id])
    out.clear()
    assert.equal(code, 0)
    assert.match(stdout, /cat acknowledged it until/)
    assert.match(stderr, /^warning: eu-central-1: replica does not answer \(.*\)\n$/)
  })

  it('when none answers it says so and exits 2', async () => {
    for (const region of ['eu-central-1', 'us-west-2']) out.add(region)
    const { code, stdout, stderr } = await answer(['incidents'])
    out.clear()
    assert.deepEqual([code, stdout], [2, ''])
    assert.match(stderr, /^watchfire: Cannot list the incidents: cannot read \w+ of table watchfire-night: /m)
  })

  it('a name that is not deployed', async () => {
    const { code, stderr } = await answer(['incidents'], { settings: 'elsewhere.yaml' })
    assert.equal(code, 2)
    assert.match(
      stderr,
      /of table watchfire-elsewhere: .*; is it deployed, under the name that the settings have, in the account/,
    )
  })

  it('nobody logged in', async () => {
    asked.length = 0
    const { code, stderr } = await answer(['incidents'], { keys: false })
    assert.equal(code, 2)
    assert.match(stderr, /^watchfire: Cannot list the incidents: .*; log in first \(aws sso login/)
    assert.equal(asked.length, 0)
  })
})
