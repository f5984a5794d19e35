/** Demo answers: what one demo node replies to each path of the Beacon API; pure, without the HTTP around it. */

import { slotAt } from '../../domain/chain/chain.ts'
import { derivedRoot } from './block-tree.ts'
import { checkpoints, forkSchedule, genesis, header, spec } from './chain-answers.ts'
import { EXECUTION_VERSIONS, type OwnState } from './client-habits.ts'
import { groupOf } from './demo-chain.ts'
import { type AnsweringNode, type DemoReply, habitsOf, refuse, reply } from './demo-reply.ts'

/** Peers outside the fleet, which have no validators here and whom no cut of the demo takes away. */
const OUTSIDE_PEERS = 40
/** Peers inside the fleet that a node keeps at most. */
const FLEET_PEERS_MAX = 20

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

function syncing(asked: AnsweringNode): DemoReply {
  const habits = habitsOf(asked)
  const now = conditionOf(asked)
  return reply(asked, 200, {
    data: {
      head_slot: String(now.headSlot),
      sync_distance: String(habits.syncDistance(now)),
      is_syncing: habits.isSyncing(now),
      is_optimistic: now.optimistic,
      el_offline: now.executionOffline,
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
