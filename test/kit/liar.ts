/** Liar: a real HTTP server that answers like a well node, but for the paths that a test overrides. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { headerRoot } from '../../lib/domain/chain/block-header.ts'

export interface Liar {
  readonly url: string
  close(): Promise<void>
}

/** An answer's status and body; undefined means: as a well node answers. */
export type Lie = (path: string) => { readonly status?: number; readonly body: string } | undefined

const LIAR_SLOT_MS = 12_000
/** A devnet that started 1,000 slots ago. */
const LIAR_GENESIS_S = Math.floor(Date.now() / 1_000) - 12_000

export function nowSlot(): number {
  return Math.floor((Date.now() - LIAR_GENESIS_S * 1_000) / LIAR_SLOT_MS)
}

export async function liar(lie: Lie = () => undefined): Promise<Liar> {
  const server = createServer((request, response) => {
    const path = request.url!
    const said = lie(path)
    const body = said?.body ?? honest(path)
    response.statusCode = said?.status ?? (body === null ? 404 : 200)
    response.setHeader('content-type', 'application/json')
    response.end(body ?? '{"code":404,"message":"not found"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** What a well node answers; null is 404. */
export function honest(path: string): string | null {
  const slot = nowSlot()
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
        genesis_time: `${LIAR_GENESIS_S}`,
        genesis_validators_root: word(7),
        genesis_fork_version: '0x00000001',
      })
    case '/eth/v1/config/spec':
      return data({ CONFIG_NAME: 'devnet', SECONDS_PER_SLOT: '12', SLOTS_PER_EPOCH: '32' })
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
