/** Demo answers: what one demo node replies to each path of the Beacon API; pure, without the HTTP around it. */

import type { Checkpoint } from '../../domain/chain/block.ts'
import { slotAt } from '../../domain/chain/chain.ts'
import { type Block, derivedRoot } from './block-tree.ts'
import { CLIENT_HABITS, type ClientHabits, EXECUTION_VERSIONS, type OwnState } from './client-habits.ts'
import { blockAt, blockByRoot, type ChainNode, type DemoChain, groupOf } from './demo-chain.ts'
import type { RosterNode } from './demo-fleet.ts'

/** What a node claims of itself besides its chain; tests and stories set it while the node runs. */
export interface Claims {
  syncing: boolean
  optimistic: boolean
  executionOffline: boolean
  /** Null: as many as it really hears. */
  peers: number | null
  /** A status such as 401 that it answers to every question; null when it answers properly. */
  refusesWith: number | null
}

export interface AnsweringNode {
  readonly facts: RosterNode
  readonly node: ChainNode
  readonly demo: DemoChain
  readonly claims: Readonly<Claims>
  readonly nowMs: number
}

export interface DemoReply {
  readonly status: number
  readonly contentType: string
  /** JSON, or empty. */
  readonly body: string
}

export const HONEST_CLAIMS: Readonly<Claims> = {
  syncing: false,
  optimistic: false,
  executionOffline: false,
  peers: null,
  refusesWith: null,
}

/** Peers outside the fleet, which have no validators here and whom no cut of the demo takes away. */
const OUTSIDE_PEERS = 40
/** Peers inside the fleet that a node keeps at most. */
const FLEET_PEERS_MAX = 20
const FORK_VERSIONS = ['0x10000001', '0x10000002', '0x10000003'] as const
const NEVER_EPOCH = (2n ** 64n - 1n).toString()

/** Answers a GET of the path; everything the demo does not have is a 404 as the client words it. */
export function answerGet(asked: AnsweringNode, path: string): DemoReply {
  const { refusesWith } = asked.claims
  if (refusesWith !== null) return refuse(asked, refusesWith, 'this node answers nobody')
  for (const [pattern, answer] of ROUTES) {
    const match = pattern.exec(path)
    if (match !== null) return answer(asked, match[1] ?? '')
  }
  return refuse(asked, 404, `no route for ${path}`)
}

/** An error body in the client's own shape. */
export function refuse(asked: Pick<AnsweringNode, 'facts'>, status: number, message: string): DemoReply {
  return reply(asked, status, CLIENT_HABITS[asked.facts.client].error(status, message))
}

type Route = (asked: AnsweringNode, part: string) => DemoReply

const ROUTES: readonly (readonly [RegExp, Route])[] = [
  [/^\/eth\/v1\/beacon\/headers\/([^/]+)$/, header],
  [/^\/eth\/v1\/beacon\/states\/([^/]+)\/finality_checkpoints$/, checkpoints],
  [/^\/eth\/v1\/beacon\/genesis$/, genesis],
  [/^\/eth\/v1\/config\/spec$/, spec],
  [/^\/eth\/v1\/config\/fork_schedule$/, forkSchedule],
  [/^\/eth\/v1\/node\/syncing$/, syncing],
  [/^\/eth\/v1\/node\/peer_count$/, peerCount],
  [/^\/eth\/v1\/node\/version$/, version],
  [/^\/eth\/v2\/node\/version$/, versionV2],
  [/^\/eth\/v1\/node\/identity$/, identity],
  [/^\/eth\/v1\/node\/health$/, health],
]

function header(asked: AnsweringNode, id: string): DemoReply {
  if (!/^(head|finalized|justified|genesis|\d{1,20}|0x[0-9a-fA-F]{64})$/.test(id)) {
    return refuse(asked, 400, `Invalid block ID: ${id}`)
  }
  const block = findBlock(asked, id)
  if (block === undefined) return refuse(asked, 404, `Block not found: ${id}`)
  return reply(asked, 200, {
    ...flags(asked, isFinal(asked, block)),
    data: {
      root: block.root,
      canonical: habitsOf(asked).alwaysCanonical || isCanonical(asked, block),
      header: { message: headerMessage(block), signature: signature(block) },
    },
  })
}

function findBlock({ demo, node }: AnsweringNode, id: string): Block | undefined {
  const { finalized, justified } = node.head.finality
  switch (id) {
    case 'head':
      return node.head
    case 'genesis':
      return demo.tree.genesis
    case 'finalized':
      return checkpointBlock({ demo, node }, finalized)
    case 'justified':
      return checkpointBlock({ demo, node }, justified)
    default:
      return id.startsWith('0x') ? blockByRoot(demo, node, id.toLowerCase()) : blockAt(demo, node, Number(id))
  }
}

/** Before anything is justified or final, the checkpoint's root is zeros and its block is the genesis block. */
function checkpointBlock(
  { demo, node }: Pick<AnsweringNode, 'demo' | 'node'>,
  checkpoint: Checkpoint,
): Block | undefined {
  return checkpoint.epoch === 0 ? demo.tree.genesis : blockByRoot(demo, node, checkpoint.root)
}

function isCanonical({ demo, node }: AnsweringNode, block: Block): boolean {
  return blockAt(demo, node, block.slot)?.root === block.root
}

function isFinal(asked: AnsweringNode, block: Block): boolean {
  const finalized = checkpointBlock(asked, asked.node.head.finality.finalized)
  return finalized !== undefined && block.slot <= finalized.slot && isCanonical(asked, block)
}

function headerMessage(block: Block): object {
  return {
    slot: String(block.slot),
    proposer_index: String(block.proposerIndex),
    parent_root: block.parentRoot,
    state_root: block.stateRoot,
    body_root: block.bodyRoot,
  }
}

/** 96 bytes; nobody can check it without the validator's key, and the genesis block has none. */
function signature(block: Block): string {
  const bytes = block.slot === 0 ? '0'.repeat(64) : derivedRoot('signature', block.root).slice(2)
  return `0x${bytes.repeat(3)}`
}

function checkpoints(asked: AnsweringNode, stateId: string): DemoReply {
  if (stateId !== 'head') return refuse(asked, 404, `State not found: ${stateId}`)
  const { previousJustified, justified, finalized } = asked.node.head.finality
  return reply(asked, 200, {
    ...flags(asked, false),
    data: {
      previous_justified: checkpointJson(previousJustified),
      current_justified: checkpointJson(justified),
      finalized: checkpointJson(finalized),
    },
  })
}

function checkpointJson({ epoch, root }: Checkpoint): object {
  return { epoch: String(epoch), root }
}

function genesis(asked: AnsweringNode): DemoReply {
  const { chain } = asked.demo
  return reply(asked, 200, {
    data: {
      genesis_time: String(chain.genesisTimeMs / 1000),
      genesis_validators_root: chain.genesisValidatorsRoot,
      genesis_fork_version: FORK_VERSIONS[0],
    },
  })
}

function spec(asked: AnsweringNode): DemoReply {
  const { chain } = asked.demo
  return reply(asked, 200, {
    data: {
      CONFIG_NAME: chain.name,
      PRESET_BASE: 'minimal',
      ...slotTime(habitsOf(asked).slotTime, chain.slotMs),
      SLOTS_PER_EPOCH: String(chain.slotsPerEpoch),
      GENESIS_FORK_VERSION: FORK_VERSIONS[0],
      ELECTRA_FORK_VERSION: FORK_VERSIONS[1],
      ELECTRA_FORK_EPOCH: '0',
      FULU_FORK_VERSION: FORK_VERSIONS[2],
      FULU_FORK_EPOCH: '0',
      GLOAS_FORK_EPOCH: NEVER_EPOCH,
      BLOB_SCHEDULE: [{ EPOCH: '0', MAX_BLOBS_PER_BLOCK: '9' }],
    },
  })
}

/** Whole seconds cannot say a shorter slot, so such a slot is always given in milliseconds too. */
function slotTime(named: ClientHabits['slotTime'], slotMs: number): object {
  const seconds = slotMs % 1000 === 0 && named !== 'SLOT_DURATION_MS'
  return {
    ...(seconds ? { SECONDS_PER_SLOT: String(slotMs / 1000) } : {}),
    ...(seconds && named === 'SECONDS_PER_SLOT' ? {} : { SLOT_DURATION_MS: String(slotMs) }),
  }
}

function forkSchedule(asked: AnsweringNode): DemoReply {
  return reply(asked, 200, {
    data: FORK_VERSIONS.map((current, place) => ({
      previous_version: FORK_VERSIONS[Math.max(0, place - 1)],
      current_version: current,
      epoch: '0',
    })),
  })
}

function syncing(asked: AnsweringNode): DemoReply {
  const habits = habitsOf(asked)
  const now = conditionOf(asked)
  return reply(asked, 200, {
    data: {
      head_slot: String(now.headSlot),
      sync_distance: String(habits.syncDistance(now)),
      is_syncing: habits.isSyncing(now),
      is_optimistic: now.optimistic,
      ...(habits.saysExecutionOffline ? { el_offline: now.executionOffline } : {}),
    },
  })
}

function peerCount(asked: AnsweringNode): DemoReply {
  return reply(asked, 200, {
    data: {
      disconnected: '12',
      connecting: '0',
      connected: String(conditionOf(asked).peers),
      disconnecting: '0',
    },
  })
}

function version(asked: AnsweringNode): DemoReply {
  return reply(asked, 200, { data: { version: habitsOf(asked).userAgent } })
}

function versionV2(asked: AnsweringNode): DemoReply {
  const habits = habitsOf(asked)
  if (!habits.hasVersionV2) return refuse(asked, 404, 'no route for /eth/v2/node/version')
  return reply(asked, 200, {
    data: { beacon_node: habits.version, execution_client: EXECUTION_VERSIONS[asked.facts.execution] },
  })
}

function identity(asked: AnsweringNode): DemoReply {
  const key = derivedRoot('identity', asked.demo.tree.seed, asked.facts.id).slice(2)
  const peerId = `16Uiu2HAm${key.slice(0, 44)}`
  return reply(asked, 200, {
    data: {
      peer_id: peerId,
      enr: `enr:-${key}`,
      p2p_addresses: [`/ip4/127.0.0.1/tcp/9000/p2p/${peerId}`],
      discovery_addresses: [`/ip4/127.0.0.1/udp/9000/p2p/${peerId}`],
      metadata: { seq_number: '1', attnets: '0x0018000000088000', syncnets: '0x0f' },
    },
  })
}

function health(asked: AnsweringNode): DemoReply {
  const { health, contentType } = habitsOf(asked)
  return { status: health(conditionOf(asked)), contentType, body: '' }
}

function conditionOf({ demo, node, claims, nowMs }: AnsweringNode): OwnState {
  const fleetPeers = Math.min(groupOf(demo, node).length - 1, FLEET_PEERS_MAX)
  return {
    headSlot: node.head.slot,
    wallSlot: slotAt(demo.chain, nowMs),
    peers: claims.peers ?? OUTSIDE_PEERS + fleetPeers,
    syncing: claims.syncing,
    optimistic: claims.optimistic,
    executionOffline: claims.executionOffline,
  }
}

function flags(asked: AnsweringNode, finalized: boolean): object {
  const all = { execution_optimistic: asked.claims.optimistic, finalized }
  return Object.fromEntries(habitsOf(asked).flags.map((flag) => [flag, all[flag]]))
}

function habitsOf(asked: Pick<AnsweringNode, 'facts'>): ClientHabits {
  return CLIENT_HABITS[asked.facts.client]
}

function reply(asked: Pick<AnsweringNode, 'facts'>, status: number, json: object): DemoReply {
  return { status, contentType: habitsOf(asked).contentType, body: JSON.stringify(json) }
}
