/** Laws of the answers: shapes of the standard's OpenAPI description, except where a client is known to differ. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headerRoot } from '../../../lib/domain/chain/block-header.ts'
import { slotStartMs, type WholeChain } from '../../../lib/domain/chain/chain.ts'
import { oneEra } from '../../../lib/domain/chain/slot-eras.ts'
import { CLIENT_NAMES, type ClientName } from '../../../lib/local/demo/client-habits.ts'
import { answerGet } from '../../../lib/local/demo/demo-answers.ts'
import { advanceTo, type DemoChain, power, startChain } from '../../../lib/local/demo/demo-chain.ts'
import { makeRoster } from '../../../lib/local/demo/demo-fleet.ts'
import { type AnsweringNode, type Claims, HONEST_CLAIMS } from '../../../lib/local/demo/demo-reply.ts'

const CHAIN: WholeChain = {
  name: 'demo',
  genesisTimeMs: 1_700_000_000_000,
  genesisValidatorsRoot: `0x${'11'.repeat(32)}`,
  eras: oneEra(2_000),
  slotsPerEpoch: 8,
}
const HEAD = 'headers/head'
const atSlot = (slot: number): number => slotStartMs(CHAIN, slot)

interface Setup {
  readonly claims?: Partial<Claims>
  readonly headSlot?: number
  readonly wallSlot?: number
  readonly chain?: WholeChain
}

function nodeOf(client: ClientName, setup: Setup = {}): AnsweringNode {
  const { claims = {}, headSlot = 96, wallSlot = headSlot, chain = CHAIN } = setup
  const roster = makeRoster(7)
  const demo = startChain('seed', chain, roster)
  advanceTo(demo, atSlot(headSlot))
  return asked(demo, client, { claims, wallSlot })
}

function asked(
  demo: DemoChain,
  client: ClientName,
  { claims = {}, wallSlot = demo.slot }: Setup,
): AnsweringNode {
  const facts = makeRoster(7).find((node) => node.client === client)!
  const node = demo.nodes.find(({ id }) => id === facts.id)!
  return { facts, node, demo, claims: { ...HONEST_CLAIMS, ...claims }, nowMs: atSlot(wallSlot) }
}

function get(node: AnsweringNode, path: string) {
  const { status, body } = answerGet(node, path)
  return { status, json: body === '' ? null : JSON.parse(body) }
}

const beacon = (node: AnsweringNode, path: string) => get(node, `/eth/v1/beacon/${path}`)

const UINT64 = /^\d+$/
const ROOT = /^0x[0-9a-f]{64}$/
const FORK_VERSION = /^0x[0-9a-fA-F]{8}$/

/** The required fields of each 200 answer and their patterns, read off the standard's OpenAPI description. */
const SHAPES: readonly (readonly [string, Readonly<Record<string, RegExp | 'boolean'>>])[] = [
  [
    '/eth/v1/beacon/headers/head',
    {
      'data.root': ROOT,
      'data.canonical': 'boolean',
      'data.header.message.slot': UINT64,
      'data.header.message.proposer_index': UINT64,
      'data.header.message.parent_root': ROOT,
      'data.header.message.state_root': ROOT,
      'data.header.message.body_root': ROOT,
      'data.header.signature': /^0x[0-9a-f]{192}$/,
    },
  ],
  [
    '/eth/v1/beacon/states/head/finality_checkpoints',
    {
      'data.previous_justified.epoch': UINT64,
      'data.previous_justified.root': ROOT,
      'data.current_justified.epoch': UINT64,
      'data.current_justified.root': ROOT,
      'data.finalized.epoch': UINT64,
      'data.finalized.root': ROOT,
    },
  ],
  [
    '/eth/v1/beacon/genesis',
    {
      'data.genesis_time': UINT64,
      'data.genesis_validators_root': ROOT,
      'data.genesis_fork_version': FORK_VERSION,
    },
  ],
  ['/eth/v1/config/spec', { 'data.SLOTS_PER_EPOCH': UINT64, 'data.CONFIG_NAME': /^demo$/ }],
  [
    '/eth/v1/config/fork_schedule',
    {
      'data.0.previous_version': FORK_VERSION,
      'data.0.current_version': FORK_VERSION,
      'data.2.epoch': UINT64,
    },
  ],
  [
    '/eth/v1/node/syncing',
    {
      'data.head_slot': UINT64,
      'data.sync_distance': UINT64,
      'data.is_syncing': 'boolean',
      'data.is_optimistic': 'boolean',
    },
  ],
  [
    '/eth/v1/node/peer_count',
    {
      'data.disconnected': UINT64,
      'data.connecting': UINT64,
      'data.connected': UINT64,
      'data.disconnecting': UINT64,
    },
  ],
  ['/eth/v1/node/version', { 'data.version': /^\w+\/v\d+/ }],
  [
    '/eth/v1/node/identity',
    {
      'data.peer_id': /^16U/,
      'data.enr': /^enr:-/,
      'data.p2p_addresses.0': /^\/ip4\//,
      'data.discovery_addresses.0': /^\/ip4\//,
      'data.metadata.seq_number': UINT64,
      'data.metadata.attnets': /^0x[0-9a-f]{2,}$/,
    },
  ],
]

function fieldAt(json: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], json)
}

for (const client of CLIENT_NAMES) {
  test(`${client} answers every question with the standard's fields, numbers as strings`, () => {
    const node = nodeOf(client)
    for (const [path, fields] of SHAPES) {
      const { status, json } = get(node, path)
      assert.equal(status, 200, path)
      for (const [field, shape] of Object.entries(fields)) {
        const value = fieldAt(json, field)
        if (shape === 'boolean') assert.equal(typeof value, 'boolean', `${path} ${field}`)
        else assert.ok(typeof value === 'string' && shape.test(value), `${path} ${field} is ${value}`)
      }
    }
  })

  test(`${client} gives headers whose roots recompute, each the parent of the next`, () => {
    const node = nodeOf(client)
    let parent = `0x${'0'.repeat(64)}`
    for (let slot = 0; slot <= 96; slot += 1) {
      const { root, header } = beacon(node, `headers/${slot}`).json.data
      const { message } = header
      assert.equal(message.slot, String(slot))
      assert.equal(message.parent_root, parent)
      const fields = {
        slot: BigInt(message.slot),
        proposerIndex: BigInt(message.proposer_index),
        parentRoot: message.parent_root,
        stateRoot: message.state_root,
        bodyRoot: message.body_root,
      }
      assert.equal(root, headerRoot(fields))
      parent = root
    }
  })
}

test('a block is found by its name, its slot and its root alike', () => {
  const node = nodeOf('lighthouse')
  const { finalized, current_justified } = beacon(node, 'states/head/finality_checkpoints').json.data
  for (const [name, slot] of [
    ['head', 96],
    ['finalized', 80],
    ['justified', 88],
    ['genesis', 0],
  ] as const) {
    const byName = beacon(node, `headers/${name}`).json
    assert.deepEqual(beacon(node, `headers/${slot}`).json, byName)
    assert.deepEqual(
      beacon(node, `headers/${byName.data.root.toUpperCase().replace('0X', '0x')}`).json,
      byName,
    )
  }
  assert.equal(beacon(node, 'headers/finalized').json.data.root, finalized.root)
  assert.equal(beacon(node, 'headers/justified').json.data.root, current_justified.root)
})

test('before anything is final the checkpoints are epoch 0 with a zero root, and their block is genesis', () => {
  const node = nodeOf('lighthouse', { headSlot: 3 })
  const { finalized } = beacon(node, 'states/head/finality_checkpoints').json.data
  assert.deepEqual(finalized, { epoch: '0', root: `0x${'0'.repeat(64)}` })
  assert.equal(beacon(node, 'headers/finalized').json.data.header.message.slot, '0')
})

test('a header says that it is final up to the finalized block and no further', () => {
  const node = nodeOf('lighthouse')
  for (const [slot, finalized] of [
    [0, true],
    [80, true],
    [81, false],
    [96, false],
  ] as const) {
    assert.equal(beacon(node, `headers/${slot}`).json.finalized, finalized, `slot ${slot}`)
  }
})

for (const client of CLIENT_NAMES) {
  const codeKey = client === 'lodestar' ? 'statusCode' : 'code'
  for (const [what, path, status] of [
    ['a slot without a block', '/eth/v1/beacon/headers/98', 404],
    ['a slot beyond the head', '/eth/v1/beacon/headers/18446744073709551615', 404],
    ['a root nobody has', `/eth/v1/beacon/headers/0x${'ab'.repeat(32)}`, 404],
    ['a block that is none', '/eth/v1/beacon/headers/nonsense', 400],
    ['a state it does not keep', '/eth/v1/beacon/states/1/finality_checkpoints', 404],
    ['a path it does not have', '/eth/v1/nonsense', 404],
  ] as const) {
    test(`${client} answers ${status} with a JSON body for ${what}`, () => {
      const demo = startChain('seed', CHAIN, makeRoster(7))
      advanceTo(demo, atSlot(96))
      // The data centre whose turn it is has no power, so the slot is missed and blocks follow it.
      power(demo, (node) => node.dataCenter !== missingAt98(demo))
      advanceTo(demo, atSlot(100))
      const answer = get(asked(demo, client, {}), path)
      assert.equal(answer.status, status)
      assert.equal(answer.json[codeKey], status)
      assert.equal(typeof answer.json.message, 'string')
    })
  }
}

/** The data centre whose turn slot 98 is. */
function missingAt98(demo: DemoChain): string {
  const trial = startChain('seed', demo.chain, makeRoster(7))
  advanceTo(trial, atSlot(98))
  const proposer = trial.nodes[0]!.head.proposerIndex
  return trial.nodes.findLast((node) => node.firstValidator <= proposer)!.dataCenter
}

test('what clients leave out is left out: unknown must stay unknown', () => {
  const has = (client: ClientName) => {
    const node = nodeOf(client)
    const head = beacon(node, HEAD).json
    const syncing = get(node, '/eth/v1/node/syncing').json.data
    return ['execution_optimistic' in head, 'finalized' in head, 'el_offline' in syncing]
  }
  assert.deepEqual(has('lighthouse'), [true, true, true])
  assert.deepEqual(has('nimbus'), [false, true, true])
  assert.deepEqual(has('lodestar'), [true, false, true])
})

test('the newer version endpoint names the execution client, where the client has that endpoint', () => {
  const statuses = CLIENT_NAMES.map((client) => get(nodeOf(client), '/eth/v2/node/version').status)
  assert.deepEqual(statuses, [200, 200, 404, 200, 404])
  const { beacon_node, execution_client } = get(nodeOf('prysm'), '/eth/v2/node/version').json.data
  for (const version of [beacon_node, execution_client]) {
    assert.match(version.code, /^(BU|GE|LH|NM|PM|RH|TK)$/)
    assert.match(version.commit, /^0x[0-9a-f]{8}$/)
  }
})

for (const [client, expected] of [
  ['lighthouse', ['6', '0', '6']],
  ['prysm', ['6', '18446744073709551614', '6']],
  ['lodestar', ['0', '0', '6']],
  ['teku', ['0', '0', '6']],
  ['nimbus', ['6', '0', '6']],
] as const) {
  test(`${client} counts its sync distance in its own way: lagging, ahead of its clock, syncing`, () => {
    const distance = (setup: Setup) =>
      get(nodeOf(client, setup), '/eth/v1/node/syncing').json.data.sync_distance
    assert.deepEqual(
      [
        distance({ headSlot: 90, wallSlot: 96 }),
        distance({ headSlot: 96, wallSlot: 94 }),
        distance({ headSlot: 90, wallSlot: 96, claims: { syncing: true } }),
      ],
      expected,
    )
  })
}

for (const [client, expected] of [
  // Well, syncing, optimistic, execution client offline.
  ['lighthouse', [200, 206, 206, 503]],
  ['prysm', [200, 206, 206, 200]],
  ['lodestar', [200, 206, 206, 206]],
  ['teku', [200, 206, 206, 206]],
  ['nimbus', [200, 206, 200, 200]],
] as const) {
  test(`${client} answers the health question by its own rules`, () => {
    const statuses = [{}, { syncing: true }, { optimistic: true }, { executionOffline: true }].map(
      (claims) => get(nodeOf(client, { claims }), '/eth/v1/node/health').status,
    )
    assert.deepEqual(statuses, expected)
  })
}

test('claims show in the answers at once', () => {
  const node = nodeOf('lighthouse', {
    claims: { syncing: true, optimistic: true, executionOffline: true, peers: 3 },
  })
  const { is_syncing, is_optimistic, el_offline } = get(node, '/eth/v1/node/syncing').json.data
  assert.deepEqual([is_syncing, is_optimistic, el_offline], [true, true, true])
  assert.equal(beacon(node, HEAD).json.execution_optimistic, true)
  assert.equal(get(node, '/eth/v1/node/peer_count').json.data.connected, '3')
  const refusing = nodeOf('teku', { claims: { refusesWith: 401 } })
  assert.equal(beacon(refusing, HEAD).status, 401)
})

test('a chain with slots that are no whole seconds says so in milliseconds, from every client', () => {
  for (const client of CLIENT_NAMES) {
    const whole = get(nodeOf(client), '/eth/v1/config/spec').json.data
    assert.ok(whole.SECONDS_PER_SLOT === '2' || whole.SLOT_DURATION_MS === '2000', client)
    const short = nodeOf(client, { chain: { ...CHAIN, eras: oneEra(500) } })
    const { SECONDS_PER_SLOT, SLOT_DURATION_MS } = get(short, '/eth/v1/config/spec').json.data
    assert.deepEqual([SECONDS_PER_SLOT, SLOT_DURATION_MS], [undefined, '500'], client)
  }
})
