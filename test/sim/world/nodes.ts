/** Nodes: a fleet and some references on a network without faults, as one vantage hears them. */
import {
  epochOf,
  epochStartSlot,
  slotAt,
  slotStartMs,
  type WholeChain,
} from '../../../lib/domain/chain/chain.ts'
import type { Answer, BeaconNodes, Clock } from '../../../lib/ports.ts'
import { type Block, type Blocks, evenOf } from './blocks.ts'

/** How an endpoint differs from a node that is well. */
export interface Temper {
  /** Its place among all, from which its habits are drawn. */
  readonly place: number
  /** When it is away, and until when it catches up afterwards. */
  readonly absences: readonly { readonly from: number; readonly to: number; readonly caughtUpAt: number }[]
  /** Which blocks it follows. */
  readonly blocks: Blocks
  /** Whether what is sent to it while it is away gets lost, instead of being refused. */
  readonly isDark?: boolean
  /** How many slots behind one of two backends is; 0 for a single one. */
  readonly backendBehind: number
}

interface Network {
  /** The true time. */
  readonly clock: Clock
  readonly chain: WholeChain
  readonly seed: number
  readonly tempers: ReadonlyMap<string, Temper>
}

const TIMINGS = { dns: null, connect: null, tls: null, firstByte: 30, total: 40 }
const FASTEST_MS = 600
/** How long a block takes to a node: most reach all within 3 s of the slot's start, one in twenty 4 s later. */
const SPREAD_MS = 2_400
const LATE_SHARE = 0.05
const LATE_MS = 4_000

/** As one vantage reaches them. */
export function nodesOf(network: Network): BeaconNodes {
  let asked = 0
  return {
    close: async () => undefined,
    async ask({ id }, { path }, { deadlineAt }): Promise<Answer> {
      const now = network.clock.now()
      const temper = network.tempers.get(id)!
      asked++
      if (temper.absences.some(({ from, to }) => from <= now && now < to)) {
        if (temper.isDark) await network.clock.sleep(deadlineAt - now)
        const kind = temper.isDark ? 'timeout' : 'connection-refused'
        return { kind: 'fault', fault: { kind, detail: kind }, timingsMs: TIMINGS }
      }
      const isBehind = temper.backendBehind > 0 && evenOf(network.seed, asked, temper.place) < 0.5
      const head = headOf(network, temper, { now, behind: isBehind ? temper.backendBehind : 0 })
      const body = bodyOf(path, { network, temper, head, now })
      return {
        kind: 'answer',
        status: body ? 200 : 404,
        body: JSON.stringify(body ?? { code: 404, message: 'not found' }),
        timingsMs: TIMINGS,
        dateAt: Math.floor(now / 1_000) * 1_000,
      }
    },
  }
}

/** The newest block that has reached it; half of the nodes see an orphan until the block after it. */
function headOf(network: Network, temper: Temper, { now, behind }: { now: number; behind: number }): Block {
  const { chain, seed } = network
  const catchingUp = temper.absences.find(({ to, caughtUpAt }) => to <= now && now < caughtUpAt)
  const from = slotAt(chain, catchingUp ? catchingUp.from : now) - behind
  for (let slot = from; slot > from - 100; slot--) {
    const hasCome = slotStartMs(chain, slot) + delayMs(seed, temper, slot) <= now
    const orphan = hasCome && evenOf(seed, slot, temper.place, 3) < 0.5 ? temper.blocks.orphanAt(slot) : null
    const block = hasCome ? (temper.blocks.canonicalAt(slot) ?? orphan) : null
    if (block) return block
  }
  throw new Error(`no block in the hundred slots up to ${from}`)
}

function delayMs(seed: number, { place }: Temper, slot: number): number {
  const late = evenOf(seed, slot, 2) < LATE_SHARE ? LATE_MS : 0
  return FASTEST_MS + late + SPREAD_MS * evenOf(seed, slot, place)
}

interface Asked {
  readonly network: Network
  readonly temper: Temper
  readonly head: Block
  readonly now: number
}

function bodyOf(path: string, { network: { chain }, temper, head, now }: Asked): object | null {
  const block = /\/headers\/(\w+)$/.exec(path)?.[1]
  if (block) return headerBody(blockNamed(block, temper.blocks, head))
  const epoch = epochOf(chain, head.slot)
  const checkpoint = (of: number) => ({
    epoch: `${of}`,
    root: temper.blocks.canonicalUpTo(epochStartSlot(chain, of)).root,
  })
  const distance = Math.max(0, slotAt(chain, now) - head.slot)
  switch (path) {
    case '/eth/v1/beacon/states/head/finality_checkpoints':
      return data({
        finalized: checkpoint(epoch - 2),
        current_justified: checkpoint(epoch - 1),
        previous_justified: checkpoint(epoch - 2),
      })
    case '/eth/v1/node/syncing':
      return data({
        head_slot: `${head.slot}`,
        sync_distance: `${distance}`,
        is_syncing: distance > 8,
        is_optimistic: false,
        el_offline: false,
      })
    case '/eth/v1/node/peer_count':
      return data({ connected: '80' })
    case '/eth/v1/node/version':
      return data({ version: 'Lighthouse/v8.0.0' })
    case '/eth/v1/node/identity':
      return data({ peer_id: `peer-${temper.place}` })
    case '/eth/v1/beacon/genesis':
      return data({
        genesis_time: `${chain.genesisTimeMs / 1_000}`,
        genesis_validators_root: chain.genesisValidatorsRoot,
        genesis_fork_version: '0x00000000',
      })
    case '/eth/v1/config/spec':
      return data({ CONFIG_NAME: chain.name, SECONDS_PER_SLOT: '12', SLOTS_PER_EPOCH: '32' })
    default:
      return null
  }
}

/** The block that a node would serve: by slot only what is an ancestor of its head. */
function blockNamed(name: string, blocks: Blocks, head: Block): Block | null {
  if (name === 'head') return head
  if (name.startsWith('0x')) return blocks.byRoot(name) ?? null
  const slot = Number(name)
  if (slot > head.slot) return null
  return slot === head.slot ? head : blocks.canonicalAt(slot)
}

function headerBody(block: Block | null): object | null {
  if (!block) return null
  const header = { message: block.message, signature: `0x${'00'.repeat(96)}` }
  return data({ root: block.root, canonical: true, header })
}

function data(value: object): object {
  return { execution_optimistic: false, finalized: false, data: value }
}
