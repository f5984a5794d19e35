/** Needs: the facts that a kind's rule asks for, taken out of a look; where one is missing the rule is not asked. */
import type { Checkpoint } from '../chain/block.ts'
import type { Chain } from '../chain/chain.ts'
import type { FactName } from '../kinds/kind-spec.ts'
import { ALL_KINDS, type KINDS, type Kind, specOf } from '../kinds/kinds.ts'
import type { Unknown } from '../look/fault.ts'
import {
  finalizedEpochOf,
  type Genesis,
  type Head,
  type Look,
  type QuestionName,
  type ReachedNode,
  wholeCheckpoint,
} from '../look/look.ts'
import { isWhole } from '../look/network-told.ts'
import type { Sides } from '../look/sides/sides.ts'
import { type VantageClock, vantageClock } from '../look/vantage-clock.ts'

/** Of a look as a whole, once they are there. */
interface LookFacts {
  readonly chain: Chain
  /** Only one that agrees with most others' is a fact to rest on. */
  readonly clock: VantageClock
  readonly sides: Sides
}

/** Of one node, once they are there. */
interface NodeFacts {
  readonly head: Head
  readonly finalized: Checkpoint
  readonly justified: Checkpoint
  readonly finalizedEpoch: number
  readonly isSyncing: boolean
  readonly isOptimistic: boolean
  readonly isExecutionOffline: boolean
  readonly peers: number
  readonly genesis: Genesis
}

type LookFactName = keyof LookFacts
type NodeFactName = keyof NodeFacts

/** The facts that the rule of this kind needs, all of them there. */
type NeededName<K extends Kind> = (typeof KINDS)[K]['needs'][number]
export type NeededFacts<K extends Kind> = Pick<LookFacts & NodeFacts, NeededName<K>>
type NeededOfLook<K extends Kind> = Pick<LookFacts, NeededName<K> & LookFactName>

/** Of those that the kind's rule needs, the ones of the look as a whole; null when one is missing. */
export function factsOfLook<K extends Kind>(kind: K, look: Look): NeededOfLook<K> | null {
  return allOf(specOf(kind).needs.filter(isOfLook), (name) => ofLook(name, look)) as NeededOfLook<K> | null
}

/** Null when one is missing. */
export function neededFacts<K extends Kind>(kind: K, look: Look, node: ReachedNode): NeededFacts<K> | null {
  const factOf = (name: FactName) => (isOfLook(name) ? ofLook(name, look) : ofNode(name, node))
  return allOf(specOf(kind).needs, factOf) as NeededFacts<K> | null
}

function allOf<N extends FactName>(names: readonly N[], factOf: (name: N) => unknown): object | null {
  const values = names.map((name) => [name, factOf(name)] as const)
  return values.some(([, value]) => value === undefined) ? null : Object.fromEntries(values)
}

function isOfLook(name: FactName): name is LookFactName {
  return name === 'chain' || name === 'clock' || name === 'sides'
}

function ofLook(name: LookFactName, look: Look): LookFacts[LookFactName] | undefined {
  switch (name) {
    case 'chain':
      return look.chain ?? undefined
    case 'clock': {
      const clock = vantageClock(look)
      return clock.isOff ? undefined : clock
    }
    case 'sides':
      return look.sides.sides.length > 0 ? look.sides : undefined
  }
}

function ofNode<N extends NodeFactName>(name: N, node: ReachedNode): NodeFacts[N] | undefined {
  const value = NODE_FACTS[name].of(node)
  return value === 'unknown' || value === null ? undefined : (value as NodeFacts[N])
}

interface NodeFact<T> {
  /** The question whose answer tells it, and the field of the answer, as the Beacon API calls it. */
  readonly question: 'head' | 'checkpoints' | 'syncing' | 'peers' | 'genesis'
  readonly field: string
  readonly of: (node: ReachedNode) => T | Unknown | null
}

const NODE_FACTS: { readonly [N in NodeFactName]: NodeFact<NodeFacts[N]> } = {
  head: { question: 'head', field: 'header', of: ({ head }) => head },
  finalized: { question: 'checkpoints', field: 'finalized', of: (node) => checkpointOf(node, 'finalized') },
  justified: {
    question: 'checkpoints',
    field: 'current_justified',
    of: (node) => checkpointOf(node, 'justified'),
  },
  finalizedEpoch: { question: 'checkpoints', field: 'finalized.epoch', of: finalizedEpochOf },
  isSyncing: { question: 'syncing', field: 'is_syncing', of: (node) => flagOf(node, 'syncing') },
  isOptimistic: {
    question: 'syncing',
    field: 'is_optimistic',
    of: (node) => {
      const said = flagOf(node, 'optimistic')
      return said === 'unknown' && node.isHeadOptimistic ? true : said
    },
  },
  isExecutionOffline: {
    question: 'syncing',
    field: 'el_offline',
    of: (node) => flagOf(node, 'executionOffline'),
  },
  peers: { question: 'peers', field: 'connected', of: ({ peers }) => peers },
  genesis: {
    question: 'genesis',
    field: 'genesis_time, genesis_validators_root',
    of: ({ about }) => (about.genesis && isWhole(about.genesis) ? about.genesis : null),
  },
}

function checkpointOf({ checkpoints }: ReachedNode, which: 'finalized' | 'justified'): Checkpoint | null {
  return checkpoints === 'unknown' ? null : wholeCheckpoint(checkpoints[which])
}

function flagOf({ syncing }: ReachedNode, flag: 'syncing' | 'optimistic' | 'executionOffline') {
  return syncing === 'unknown' ? syncing : syncing[flag]
}

/** The facts of a node that some rule needs. */
const NEEDED_OF_NODES = [...new Set(ALL_KINDS.flatMap((kind) => specOf(kind).needs))].filter(
  (name): name is NodeFactName => !isOfLook(name),
)

/** What a rule needs of a node that was reached, and it did not tell. */
export interface OpenFact {
  readonly question: QuestionName
  /** Null where the question as a whole got no usable answer. */
  readonly field: string | null
}

/** What rules need, and what the times of the chain are learned from. */
export function openFacts(node: ReachedNode): readonly OpenFact[] {
  return [...neededOpen(node), ...specOpen(node)]
}

const SPEC_FIELDS = {
  slotMs: 'SLOT_DURATION_MS',
  slotsPerEpoch: 'SLOTS_PER_EPOCH',
  schedule: 'SLOT_DURATION_SCHEDULE',
} as const

/** A spec withheld is no gap: others tell it, or a preset does, and where nobody does the whole watching is blind. */
function specOpen({ about: { spec } }: ReachedNode): readonly OpenFact[] {
  const names = Object.keys(SPEC_FIELDS) as (keyof typeof SPEC_FIELDS)[]
  return names
    .filter((name) => spec?.[name] === 'unknown')
    .map((name) => ({ question: 'spec', field: SPEC_FIELDS[name] }))
}

function neededOpen(node: ReachedNode): readonly OpenFact[] {
  return NEEDED_OF_NODES.filter((name) => ofNode(name, node) === undefined).map((name) => {
    const { question, field } = NODE_FACTS[name]
    const said = question === 'genesis' ? (node.about.genesis ?? 'unknown') : node[question]
    return { question, field: said === 'unknown' ? null : field }
  })
}
