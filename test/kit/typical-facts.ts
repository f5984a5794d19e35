/** Typical facts: what evidence of each kind usually holds, for tests to which the numbers do not matter. */
import type { FactsByKind } from '../../lib/domain/findings/facts.ts'
import type { Kind } from '../../lib/domain/kinds/kinds.ts'

const ROOT = `0x${'ab'.repeat(32)}`
const OTHER_ROOT = `0x${'cd'.repeat(32)}`
const HEAD = { slot: 103, root: ROOT }
const WATCHING = { silent: [], cutOff: [], fresh: null, unwatched: {} }

/** Half of the nodes against the other half, where the kind needs two. */
export function typicalFacts<K extends Kind>(kind: K, nodes: readonly string[]): FactsByKind[K] {
  const [here, there] = [nodes.filter((_, at) => at % 2 === 0), nodes.filter((_, at) => at % 2 === 1)]
  const each = <T>(facts: T) => Object.fromEntries(nodes.map((node) => [node, facts]))
  const conflict = (checkpoint: 'finalized' | 'justified') => ({
    conflicts: [
      {
        checkpoint,
        a: { at: { epoch: 10, root: ROOT }, nodes: here },
        b: { at: { epoch: 10, root: OTHER_ROOT }, nodes: there },
      },
    ],
  })
  const split: FactsByKind['chain-split'] = {
    sides: [
      { tip: HEAD, nodes: here },
      { tip: { slot: 102, root: OTHER_ROOT }, nodes: there },
    ],
    splits: [
      {
        sides: [0, 1],
        ancestor: { slot: 99, root: ROOT },
        ancestorWithin: null,
        depth: 3,
        blocks: ['more', 'more'],
      },
    ],
    undecided: [],
  }
  const facts: FactsByKind = {
    'node-down': each({ kind: 'timeout' }),
    'data-center-dark': each({ kind: 'timeout' }),
    partition: {},
    'vantage-degraded': { ...WATCHING, unwatched: each({ kind: 'http-status', status: 401 } as const) },
    blind: { ...WATCHING, unwatched: each({ kind: 'http-status', status: 401 } as const) },
    'chain-split': split,
    'finalized-conflict': conflict('finalized'),
    'justified-conflict': conflict('justified'),
    isolated: each({ because: 'frozen', peers: 2, head: HEAD }),
    'head-stale': each({ head: HEAD, ageMs: 60_000, slots: 5, isOrphaned: false }),
    'network-stall': { head: HEAD, ageMs: 60_000, holders: nodes.length },
    'finality-delay': { of: 'nodes', nodes: each({ finalizedEpoch: 1, epochs: 3 }) },
    syncing: each({ slots: 40 }),
    optimistic: each({ head: HEAD }),
    'execution-offline': each({ head: HEAD }),
    'wrong-network': each({
      told: { timeMs: 0, validatorsRoot: ROOT },
      watched: { name: 'mainnet', timeMs: 1_000, validatorsRoot: OTHER_ROOT },
    }),
    'endpoint-inconsistent': each([{ at: 0, what: 'went-backwards', fromSlot: 9, toSlot: 5 }]),
    'low-peers': each({ peers: 7 }),
    slow: each({ totalMs: 2_500 }),
    unsteady: each({ looks: 180, failed: 42, absences: 21 }),
    'reference-disagrees': { ...split, conflicts: [] },
    'fleet-alone': { ...split, conflicts: [] },
    unanswered: each({ head: { kind: 'http-status', status: 500 } } as const),
    'clock-skew': { of: 'nodes', nodes: each({ aheadMs: 61_000 }) },
  }
  return facts[kind]
}
