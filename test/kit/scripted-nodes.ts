/** Scripted nodes: beacon nodes without a network, answering from a script, for stories in simulated time. */

import { headerRoot } from '../../lib/domain/chain/block-header.ts'
import { slotAt, slotMsOf, type WholeChain } from '../../lib/domain/chain/chain.ts'
import type { Fault } from '../../lib/domain/look/fault.ts'
import type { Answer, BeaconNodes, Clock } from '../../lib/ports.ts'

/** How a node behaves now; mutable, so that a story can break it and mend it. */
interface Script {
  fault: Fault | null
  /** Answers everything with this status. */
  status: number | null
  /** Its head stays at this slot. */
  stuckAt: number | null
  /** Says that its execution client is gone. */
  executionOffline: boolean
  /** Calls itself syncing from so many slots behind the clock on; null is never. */
  syncingFrom: number | null
}

const TIMINGS = { dns: null, connect: null, tls: null, firstByte: 1, total: 2 }

export interface Scripted {
  readonly nodes: BeaconNodes
  script(id: string): Script
}

/** Nodes of one chain with a block in every slot. */
export function scriptedNodes(clock: Pick<Clock, 'now'>, chain: WholeChain): Scripted {
  const scripts = new Map<string, Script>()
  const script = (id: string): Script => {
    const one = scripts.get(id) ?? {
      fault: null,
      status: null,
      stuckAt: null,
      executionOffline: false,
      syncingFrom: null,
    }
    scripts.set(id, one)
    return one
  }
  const ask: BeaconNodes['ask'] = async ({ id }, { path }): Promise<Answer> => {
    const { fault, status, stuckAt, executionOffline, syncingFrom } = script(id)
    if (fault) return { kind: 'fault', fault, timingsMs: TIMINGS }
    const head = stuckAt ?? slotAt(chain, clock.now())
    const behind = slotAt(chain, clock.now()) - head
    const isSyncing = syncingFrom !== null && behind >= syncingFrom
    const body = status ? null : bodyOf(path, chain, { id, head, behind, isSyncing, executionOffline })
    return {
      kind: 'answer',
      status: status ?? (body ? 200 : 404),
      body: JSON.stringify(body ?? { message: 'no' }),
      timingsMs: TIMINGS,
      dateAt: Math.floor(clock.now() / 1_000) * 1_000,
    }
  }
  return { nodes: { ask, close: async () => undefined }, script }
}

interface Answering {
  readonly id: string
  readonly head: number
  /** Slots behind the clock. */
  readonly behind: number
  readonly isSyncing: boolean
  readonly executionOffline: boolean
}

function bodyOf(path: string, chain: WholeChain, answering: Answering): object | null {
  const { id, head, behind, isSyncing, executionOffline } = answering
  const epoch = Math.floor(head / chain.slotsPerEpoch)
  const checkpoint = (of: number) => ({ epoch: `${of}`, root: blockAt(of * chain.slotsPerEpoch).root })
  const block = /\/headers\/(\w+)$/.exec(path)?.[1]
  if (block === 'head') return headerBody(head)
  if (block && /^\d+$/.test(block)) return Number(block) <= head ? headerBody(Number(block)) : null
  switch (path) {
    case '/eth/v1/beacon/states/head/finality_checkpoints':
      return {
        data: {
          finalized: checkpoint(epoch - 2),
          current_justified: checkpoint(epoch - 1),
          previous_justified: checkpoint(epoch - 2),
        },
      }
    case '/eth/v1/node/syncing':
      return {
        data: {
          head_slot: `${head}`,
          sync_distance: isSyncing ? `${behind}` : '0',
          is_syncing: isSyncing,
          is_optimistic: false,
          el_offline: executionOffline,
        },
      }
    case '/eth/v1/node/peer_count':
      return { data: { connected: '80' } }
    case '/eth/v1/node/version':
      return { data: { version: 'Lighthouse/v8.0.0' } }
    case '/eth/v1/node/identity':
      return { data: { peer_id: id } }
    case '/eth/v1/beacon/genesis':
      return {
        data: {
          genesis_time: `${chain.genesisTimeMs / 1_000}`,
          genesis_validators_root: chain.genesisValidatorsRoot,
          genesis_fork_version: '0x00000000',
        },
      }
    case '/eth/v1/config/spec':
      return {
        data: {
          CONFIG_NAME: chain.name,
          SECONDS_PER_SLOT: `${slotMsOf(chain, 0) / 1_000}`,
          SLOTS_PER_EPOCH: `${chain.slotsPerEpoch}`,
        },
      }
    default:
      return null
  }
}

function headerBody(slot: number): object {
  const { root, message } = blockAt(slot)
  return { data: { root, canonical: true, header: { message, signature: `0x${'00'.repeat(96)}` } } }
}

/** The block of a slot; its parent's root is made up, since every slot has a block and no test follows parents. */
function blockAt(slot: number) {
  const word = (seed: number) => `0x${(seed + 1).toString(16).padStart(64, '0')}`
  const fields = {
    slot: BigInt(slot),
    proposerIndex: 0n,
    parentRoot: word(slot - 1),
    stateRoot: word(slot),
    bodyRoot: word(slot),
  }
  const message = {
    slot: `${slot}`,
    proposer_index: '0',
    parent_root: fields.parentRoot,
    state_root: fields.stateRoot,
    body_root: fields.bodyRoot,
  }
  return { root: headerRoot(fields), message }
}
