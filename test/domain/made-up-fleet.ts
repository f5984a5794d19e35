/** A made-up fleet for tests: seven nodes in three data centres seen from three vantages, well unless said otherwise. */
import type { WholeChain } from '../../lib/domain/chain/chain.ts'
import { slotAt } from '../../lib/domain/chain/chain.ts'
import { type Fault, type FaultKind, whoseFault } from '../../lib/domain/look/fault.ts'
import type { Look, NodeLook, ReachedNode } from '../../lib/domain/look/look.ts'
import type { Sides } from '../../lib/domain/look/sides/sides.ts'
import { readSettings } from '../../lib/domain/settings/read-settings.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { urlHash } from '../../lib/domain/text/secret-text.ts'

export const NO_SIDES: Sides = { sides: [], undecided: [], splits: [], conflicts: [] }

export const NODES = ['fra1-a', 'fra1-b', 'fra1-c', 'ams1-a', 'ams1-b', 'sgp1-a', 'sgp1-b'] as const
const CLIENTS = ['lighthouse', 'teku', 'prysm', 'prysm', 'nimbus', 'lodestar', 'prysm']
const EXECUTIONS = ['geth', 'besu', 'nethermind', 'geth', 'besu', 'geth', 'besu']

/** `more` is appended to the settings as YAML. */
export function fleetSettings(more = '', vantages: readonly string[] = ['eu', 'us', 'ap']): Settings {
  const nodes = NODES.map(
    (id, index) =>
      `  - { id: ${id}, url: "http://127.0.0.1:${9_000 + index}", dataCenter: ${id.slice(0, 4)}, client: ${CLIENTS[index]}, execution: ${EXECUTIONS[index]} }`,
  )
  const text = `network: mainnet
vantages: [${vantages.join(', ')}]
dataCenters: [{ id: fra1, provider: Hetzner }, { id: ams1, provider: OVH }, { id: sgp1, provider: AWS }]
nodes:
${nodes.join('\n')}
${more}`
  const read = readSettings({ file: 'test.yaml', text, files: () => undefined })
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join('; '))
  return read.value.settings
}

/** A minute's start on mainnet, in the middle of an epoch. */
export const NOON = Date.UTC(2026, 10, 22, 12, 0, 0)

export function chainOf(settings: Settings): WholeChain {
  if (settings.network.kind !== 'preset') throw new Error('expected a preset')
  return settings.network.chain
}

export function rootAt(slot: number, branch = 'aa'): string {
  return `0x${branch.repeat(28)}${slot.toString(16).padStart(8, '0')}`
}

export interface LookParts {
  readonly vantage?: string
  readonly at?: number
  /** What differs from a well node, by id; a fault's kind makes the node failed or unknown. */
  readonly nodes?: Readonly<Record<string, Partial<ReachedNode> | FaultKind | Fault>>
  readonly sides?: Partial<Sides>
  readonly extra?: readonly NodeLook[]
}

/** A look in which every node is well, but for what `parts` says. */
export function lookOf(settings: Settings, parts: LookParts = {}): Look {
  const { vantage = 'eu', at = NOON } = parts
  const chain = chainOf(settings)
  const nodes = settings.nodes.map(({ id, url }) => nodeLook(settings, { id, url, at }, parts.nodes?.[id]))
  const slot = slotAt(chain, at)
  const reached = nodes.filter((node) => node.state === 'reached').map((node) => node.id)
  const oneSide = reached.length > 0 ? [{ tip: { slot, root: rootAt(slot) }, nodes: reached }] : []
  const sides = { ...NO_SIDES, sides: oneSide, ...parts.sides }
  return {
    vantage,
    at,
    endedAt: at + 500,
    settings: 'test',
    chain,
    nodes: [...nodes, ...(parts.extra ?? [])],
    sides,
  }
}

function nodeLook(
  settings: Settings,
  { id, url, at }: { id: string; url: string; at: number },
  part: Partial<ReachedNode> | FaultKind | Fault | undefined,
): NodeLook {
  const well = wellNode(settings, { id, url, at })
  const { id: _, state: __, ...rest } = well
  const any = { id, role: rest.role, urlHash: rest.urlHash, tries: 1, about: rest.about, contradictions: [] }
  if (typeof part === 'string') return faulty(any, { kind: part, detail: part })
  if (part && 'kind' in part) return faulty(any, part as Fault)
  return { ...well, ...part }
}

function faulty(any: Omit<NodeLook, 'state'>, fault: Fault): NodeLook {
  const ours = whoseFault(fault) === 'ours'
  return { ...any, state: ours ? 'unknown' : 'failed', fault } as NodeLook
}

function wellNode(settings: Settings, { id, url, at }: { id: string; url: string; at: number }): ReachedNode {
  const chain = chainOf(settings)
  const slot = slotAt(chain, at)
  const epoch = Math.floor(slot / chain.slotsPerEpoch)
  return {
    id,
    role: 'node',
    urlHash: urlHash(url),
    tries: 1,
    about: {
      askedAt: at,
      genesis: {
        timeMs: chain.genesisTimeMs,
        validatorsRoot: chain.genesisValidatorsRoot,
      },
    },
    contradictions: [],
    state: 'reached',
    head: { slot, root: rootAt(slot), parentRoot: rootAt(slot - 1), at },
    checkpoints: {
      finalized: { epoch: epoch - 2, root: rootAt(epoch - 2, 'bb') },
      justified: { epoch: epoch - 1, root: rootAt(epoch - 1, 'bb') },
    },
    syncing: { headSlot: slot, distance: 0, syncing: false, optimistic: false, executionOffline: false },
    peers: 80,
    faults: {},
    timingsMs: { dns: null, connect: null, tls: null, firstByte: 20, total: 30 },
  }
}

/** A 401, as a fault. */
export const REFUSED: Fault = {
  kind: 'http-status',
  status: 401,
  detail: 'HTTP 401: refuses our token or address',
}

/** A node stuck so many slots before the wall-clock slot. */
export function stale(settings: Settings, slots: number, at = NOON): Partial<ReachedNode> {
  const slot = slotAt(chainOf(settings), at) - slots
  return { head: { slot, root: rootAt(slot), parentRoot: rootAt(slot - 1), at } }
}
