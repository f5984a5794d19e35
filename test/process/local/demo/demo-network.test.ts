/** Laws of the demo network: real HTTP over one chain, dark is refused, and closing leaves nothing behind. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { type TestContext, test } from 'node:test'
import { promisify } from 'node:util'
import { headerRoot } from '../../../../lib/domain/chain/block-header.ts'
import { type DemoNetwork, type DemoNode, startDemoNetwork } from '../../../../lib/local/demo/demo-network.ts'
import { PATIENCE_MS } from '../../../kit/patience.ts'

const SLOT_MS = 2_000
const START = 1_800_000_000_000

async function network(t: TestContext, nodes?: number) {
  const clock = { at: START, now: () => clock.at }
  const demo = await startDemoNetwork({ clock, seed: 'test', slotMs: SLOT_MS, ...(nodes ? { nodes } : {}) })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  t.after(async () => {
    agent.destroy()
    await demo.close()
  })
  const skip = (slots: number): void => {
    clock.at += slots * SLOT_MS
  }
  return {
    demo,
    skip,
    get: (node: DemoNode, path: string, method = 'GET') => ask(agent, node, { path, method }),
  }
}

interface Answer {
  readonly status: number
  readonly json: ReturnType<typeof JSON.parse>
  readonly reused: boolean
}

function ask(
  agent: Agent | false,
  node: DemoNode,
  { path, method }: { path: string; method: string },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request(`${node.url}${path}`, { agent, method, timeout: PATIENCE_MS }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString()
        resolve({
          status: response.statusCode!,
          json: body === '' ? null : JSON.parse(body),
          reused: asking.reusedSocket,
        })
      })
    })
    asking.on('error', reject)
    asking.end()
  })
}

const HEAD = '/eth/v1/beacon/headers/head'
const CHECKPOINTS = '/eth/v1/beacon/states/head/finality_checkpoints'
const inside = (demo: DemoNetwork, dataCenter: string): readonly DemoNode[] =>
  demo.nodes.filter((node) => node.dataCenter === dataCenter)

/** By a connection of its own. */
function assertRefused(node: DemoNode): Promise<void> {
  return assert.rejects(ask(false, node, { path: HEAD, method: 'GET' }), { code: 'ECONNREFUSED' })
}

interface HeaderJson {
  readonly root: string
  readonly header: { readonly message: Readonly<Record<HeaderField, string>> }
}

type HeaderField = 'slot' | 'proposer_index' | 'parent_root' | 'state_root' | 'body_root'

function assertRecomputes({ root, header }: HeaderJson): void {
  const { slot, proposer_index, parent_root, state_root, body_root } = header.message
  const fields = { parentRoot: parent_root, stateRoot: state_root, bodyRoot: body_root }
  assert.equal(root, headerRoot({ slot: BigInt(slot), proposerIndex: BigInt(proposer_index), ...fields }))
}

test('a first look finds seven well nodes on one head that is of now, with finality two epochs behind', async (t) => {
  const { demo, get } = await network(t)
  const heads = await Promise.all(demo.nodes.map((node) => get(node, HEAD)))
  assert.equal(new Set(heads.map(({ json }) => json.data.root)).size, 1)
  for (const { json } of heads) {
    assert.equal(json.data.header.message.slot, '96')
    assertRecomputes(json.data)
  }
  const { finalized } = (await get(demo.nodes[0]!, CHECKPOINTS)).json.data
  assert.equal(finalized.epoch, '10')
  const genesis = (await get(demo.nodes[0]!, '/eth/v1/beacon/genesis')).json.data
  assert.equal(Number(genesis.genesis_time) * 1000, demo.chain.genesisTimeMs)
  assert.equal(genesis.genesis_validators_root, demo.chain.genesisValidatorsRoot)
})

test('the chain follows the clock, however long nobody asked', async (t) => {
  const { demo, skip, get } = await network(t)
  skip(1)
  assert.equal((await get(demo.nodes[0]!, HEAD)).json.data.header.message.slot, '97')
  skip(500)
  assert.equal((await get(demo.nodes[6]!, HEAD)).json.data.header.message.slot, '597')
})

test('cut gossip makes two chains with the right ancestor, and healed they are one again', async (t) => {
  const { demo, skip, get } = await network(t)
  const [light, heavy] = [inside(demo, 'ams1')[0]!, inside(demo, 'fra1')[0]!]
  demo.cutGossip('ams1')
  skip(24)
  const rootAt = async (node: DemoNode, slot: number): Promise<string | number> => {
    const { status, json } = await get(node, `/eth/v1/beacon/headers/${slot}`)
    if (status === 200) assertRecomputes(json.data)
    return status === 200 ? json.data.root : status
  }
  assert.equal(await rootAt(light, 96), await rootAt(heavy, 96))
  for (let slot = 97; slot <= 120; slot += 1) {
    const roots = [await rootAt(light, slot), await rootAt(heavy, slot)]
    assert.equal(roots.filter((root) => root === 404).length, 1, `slot ${slot}: one side missed it`)
  }
  const finalizedEpoch = async (node: DemoNode) =>
    Number((await get(node, CHECKPOINTS)).json.data.finalized.epoch)
  assert.ok((await finalizedEpoch(heavy)) > (await finalizedEpoch(light)))

  const heavier = (await get(heavy, HEAD)).json.data.root
  demo.healGossip()
  for (const node of demo.nodes) assert.equal((await get(node, HEAD)).json.data.root, heavier)
})

test('a dark data centre refuses connections, kept-alive ones too, and is back on the same ports', async (t) => {
  const { demo, skip, get } = await network(t)
  const before = inside(demo, 'ams1').map((node) => node.url)
  for (const node of demo.nodes) await get(node, HEAD)
  for (let round = 0; round < 3; round += 1) {
    await demo.darken('ams1')
    await demo.darken('ams1')
    for (const node of inside(demo, 'ams1')) {
      // The connection that was kept alive may be seen to end instead.
      await assert.rejects(get(node, HEAD), { code: /ECONNRESET|ECONNREFUSED/ })
      await assertRefused(node)
    }
    skip(9)
    assert.equal((await get(demo.nodes[0]!, HEAD)).status, 200)
    await demo.lighten('ams1')
    await demo.lighten('ams1')
    const heads = await Promise.all(demo.nodes.map((node) => get(node, HEAD)))
    assert.equal(new Set(heads.map(({ json }) => json.data.root)).size, 1)
  }
  assert.deepEqual(
    inside(demo, 'ams1').map((node) => node.url),
    before,
  )
})

test('going dark and coming back in one breath ends as it was asked last, and closed is for good', async (t) => {
  const { demo, get } = await network(t)
  const node = inside(demo, 'sgp1')[0]!
  await Promise.all([demo.darken('sgp1'), demo.lighten('sgp1')])
  assert.equal((await get(node, HEAD)).status, 200)
  await demo.darken('sgp1')
  await Promise.all([demo.lighten('sgp1'), demo.darken('sgp1')])
  await assertRefused(node)
  await demo.close()
  await demo.lighten('sgp1')
  await assertRefused(node)
})

test('going dark cuts a connection in the middle of a question', async (t) => {
  const { demo } = await network(t)
  const node = inside(demo, 'fra1')[0]!
  const socket = connect(node.port, '127.0.0.1')
  socket.on('error', () => socket.destroy())
  const ended = once(socket, 'close')
  socket.write(`GET ${HEAD} HTTP/1.1\r\nhost: half`)
  while (node.requests() === 0) await ask(false, node, { path: HEAD, method: 'GET' })
  await demo.darken('fra1')
  await ended
})

test('connections are kept alive, and every request is counted at its node', async (t) => {
  const { demo, get } = await network(t)
  const [first, second] = demo.nodes as readonly [DemoNode, DemoNode]
  const answers = [await get(first, HEAD), await get(first, CHECKPOINTS), await get(first, '/nowhere?x=1')]
  assert.deepEqual(
    answers.map(({ status, reused }) => [status, reused]),
    [
      [200, false],
      [200, true],
      [404, true],
    ],
  )
  assert.equal(first.requests(), 3)
  assert.equal(second.requests(), 0)
  assert.equal((await get(first, HEAD, 'POST')).status, 405)
})

test('claims can be changed while the node runs', async (t) => {
  const { demo, get } = await network(t)
  const node = demo.nodes[0]!
  node.claims.peers = 2
  assert.equal((await get(node, '/eth/v1/node/peer_count')).json.data.connected, '2')
  node.claims.refusesWith = 403
  assert.equal((await get(node, HEAD)).status, 403)
  node.claims.refusesWith = null
  assert.equal((await get(node, HEAD)).status, 200)
})

test('peers are many when all is well and not few when a data centre is cut off', async (t) => {
  const { demo, get } = await network(t)
  const peers = async () =>
    Number((await get(inside(demo, 'ams1')[0]!, '/eth/v1/node/peer_count')).json.data.connected)
  assert.equal(await peers(), 46)
  demo.cutGossip('ams1')
  assert.equal(await peers(), 41)
})

test('a data centre it does not have is a mistake of the caller', async (t) => {
  const { demo } = await network(t)
  assert.throws(() => demo.cutGossip('fra9'), /no data centre "fra9"/)
  await assert.rejects(demo.darken('fra9'), /no data centre "fra9"/)
})

test('a hundred nodes share one chain, each with its own name and identity', async (t) => {
  const { demo, get } = await network(t, 100)
  const identities = await Promise.all(demo.nodes.map((node) => get(node, '/eth/v1/node/identity')))
  assert.equal(new Set(identities.map(({ json }) => json.data.peer_id)).size, 100)
  const heads = await Promise.all(demo.nodes.map((node) => get(node, HEAD)))
  assert.equal(new Set(heads.map(({ json }) => json.data.root)).size, 1)
  assert.ok(demo.nodes.every((node) => demo.settingsText().includes(`id: ${node.id}\n`)))
})

test('closing leaves no handle: the process ends by itself, with connections open and a data centre dark', async () => {
  const script = `
    const { startDemoNetwork } = await import(${JSON.stringify(new URL('../../../../lib/local/demo/demo-network.ts', import.meta.url).href)})
    const demo = await startDemoNetwork({ clock: { now: Date.now }, seed: 'exit', slotMs: 2000 })
    for (const node of demo.nodes) await (await fetch(node.url + '/eth/v1/node/syncing')).text()
    demo.cutGossip('ams1')
    await demo.darken('sgp1')
    await demo.lighten('sgp1')
    await demo.darken('fra1')
    await demo.close()
    await demo.close()
    console.log('closed')`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    timeout: PATIENCE_MS,
  })
  assert.equal(stdout, 'closed\n')
})
