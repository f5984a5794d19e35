/** Well node: what a healthy beacon node of a devnet answers, and the headers of its chain and of another one. */
import { headerRoot } from '../../lib/domain/chain/block-header.ts'
import type { Clock } from '../../lib/ports.ts'

const SLOT_S = 12

/** An answer's status and body; undefined means: as a well node answers. */
export type Lie = (path: string) => { readonly status?: number; readonly body: string } | undefined

interface WellNode {
  nowSlot(): number
  /** What it answers; null is 404. */
  honest(path: string): string | null
}

/** A well node of a devnet that started 1,000 slots before the clock was first looked at. */
export function wellNode({ now }: Pick<Clock, 'now'>): WellNode {
  const genesisS = Math.floor(now() / 1_000) - 1_000 * SLOT_S
  const nowSlot = () => Math.floor((now() / 1_000 - genesisS) / SLOT_S)
  return { nowSlot, honest: (path) => answerOf(path, { slot: nowSlot(), genesisS }) }
}

function answerOf(path: string, { slot, genesisS }: { slot: number; genesisS: number }): string | null {
  const block = /\/headers\/(\w+)$/.exec(path)?.[1]
  if (block === 'head') return header(slot)
  if (block && /^\d+$/.test(block)) return Number(block) <= slot ? header(Number(block)) : null
  const checkpoint = (epoch: number) => ({ epoch: `${epoch}`, root: word(epoch) })
  const epoch = Math.floor(slot / 32)
  switch (path) {
    case '/eth/v1/beacon/states/head/finality_checkpoints':
      return data({
        previous_justified: checkpoint(epoch - 1),
        current_justified: checkpoint(epoch - 1),
        finalized: checkpoint(epoch - 2),
      })
    case '/eth/v1/node/syncing':
      return data({
        head_slot: `${slot}`,
        sync_distance: '0',
        is_syncing: false,
        is_optimistic: false,
        el_offline: false,
      })
    case '/eth/v1/node/peer_count':
      return data({ disconnected: '0', connecting: '0', connected: '70', disconnecting: '0' })
    case '/eth/v1/node/version':
      return data({ version: 'Lighthouse/v8.0.0' })
    case '/eth/v1/node/identity':
      return data({ peer_id: '16Uiu2HAm' })
    case '/eth/v1/beacon/genesis':
      return data({
        genesis_time: `${genesisS}`,
        genesis_validators_root: word(7),
        genesis_fork_version: '0x00000001',
      })
    case '/eth/v1/config/spec':
      return data({ CONFIG_NAME: 'devnet', SECONDS_PER_SLOT: `${SLOT_S}`, SLOTS_PER_EPOCH: '32' })
    default:
      return null
  }
}

/** The header answer of a slot, with a root that recomputes unless another is given. */
export function header(slot: number, root?: string): string {
  return headerOf(slot, { root, salt: 0 })
}

/** The header of a slot on another chain; its root recomputes. */
export function foreignHeader(slot: number): string {
  return headerOf(slot, { root: undefined, salt: 1_000_000 })
}

function headerOf(slot: number, { root, salt }: { root: string | undefined; salt: number }): string {
  const fields = {
    slot: BigInt(slot),
    proposerIndex: 3n,
    parentRoot: word(slot - 1 + salt),
    stateRoot: word(slot + salt),
    bodyRoot: word(slot + 1 + salt),
  }
  const message = {
    slot: `${slot}`,
    proposer_index: '3',
    parent_root: fields.parentRoot,
    state_root: fields.stateRoot,
    body_root: fields.bodyRoot,
  }
  return data({
    root: root ?? headerRoot(fields),
    canonical: true,
    header: { message, signature: `0x${'00'.repeat(96)}` },
  })
}

function data(value: object): string {
  return JSON.stringify({ execution_optimistic: false, finalized: false, data: value })
}

export function word(seed: number): string {
  return `0x${(BigInt(seed) + 1n).toString(16).padStart(64, '0')}`
}
