/** Look: what one vantage saw of every node in one round; facts and named faults only, no judgement. */

import type { BlockRef, Checkpoint } from '../chain/block.ts'
import type { Chain } from '../chain/chain.ts'
import type { SlotEra } from '../chain/slot-eras.ts'
import type { Fault, Tri, Unknown } from './fault.ts'
import type { RecentLooks } from './recent-looks.ts'
import type { Sides } from './sides/sides.ts'

export interface Look {
  readonly vantage: string
  /** When it really began, Unix time in milliseconds: its age, and what looks are compared by. */
  readonly at: number
  /** The nominal instant of its round, by which it is kept; absent in looks of release 0.1, which knew no other. */
  readonly roundAt?: number
  readonly endedAt: number
  /** A hash of the settings it was made under. */
  readonly settings: string
  /** The network watched; null while no preset names it and no node has told. */
  readonly chain: Chain | null
  readonly nodes: readonly NodeLook[]
  readonly sides: Sides
}

/** What a look holds of one node or reference. */
export type NodeLook = ReachedNode | FailedNode | UnknownNode

interface AnyNode {
  readonly id: string
  readonly role: 'node' | 'reference'
  /** A hash of the URL as written in the settings, so that looks under other settings can be matched. */
  readonly urlHash: string
  /** How often it was tried in this look: 1, or up to 3 for a node that the previous look reached. */
  readonly tries: number
  /** What is asked rarely, and remembered from look to look. */
  readonly about: AboutNode
  /** Self-contradictions of this endpoint, newest last, remembered for some minutes. */
  readonly contradictions: readonly Contradiction[]
  /** How the last looks came out, this one last; absent in looks of Regions that do not count yet. */
  readonly recent?: RecentLooks
  /** How far its clock was ahead of this vantage's, in milliseconds; absent where it did not say. */
  readonly clockAheadMs?: number
}

/** We looked, and it answered at least one question as a beacon node does. */
export interface ReachedNode extends AnyNode {
  readonly state: 'reached'
  readonly head: Head | Unknown
  /** Its answer for the head called it optimistic: not verified by an execution client. */
  readonly isHeadOptimistic?: true
  readonly checkpoints: Checkpoints | Unknown
  readonly syncing: Syncing | Unknown
  /** Connected peers. */
  readonly peers: number | Unknown
  /** The questions that got no usable answer, by name. */
  readonly faults: Readonly<Partial<Record<QuestionName, Fault>>>
  readonly timingsMs: TimingsMs
}

/** We looked, and it was down or not usable as a beacon node. */
export interface FailedNode extends AnyNode {
  readonly state: 'failed'
  readonly fault: Fault
}

/** We could not look: the fault is ours, and nothing is known of the node. */
interface UnknownNode extends AnyNode {
  readonly state: 'unknown'
  readonly fault: Fault
}

/** The questions of a look, as faults name them. */
export type QuestionName =
  | 'head'
  | 'checkpoints'
  | 'syncing'
  | 'peers'
  | 'version'
  | 'identity'
  | 'genesis'
  | 'spec'

export interface Head extends BlockRef {
  readonly parentRoot: string
  /** When the answer came, Unix time in milliseconds. */
  readonly at: number
}

export interface Checkpoints {
  readonly finalized: CheckpointSaid
  readonly justified: CheckpointSaid
}

/** As a node says it; what of it is missing or odd is unknown. */
export interface CheckpointSaid {
  readonly epoch: number | Unknown
  readonly root: string | Unknown
}

export interface Syncing {
  readonly headSlot: number | Unknown
  /** Slots, as the node counts them; clients count differently, so it is shown and never judged. */
  readonly distance: number | Unknown
  readonly syncing: Tri
  readonly optimistic: Tri
  readonly executionOffline: Tri
}

/** Facts of an endpoint that change rarely. */
export interface AboutNode {
  /** When they were last asked for, Unix time in milliseconds; 0 is never. */
  readonly askedAt: number
  readonly version?: string
  readonly executionVersion?: string
  readonly peerId?: string
  readonly genesis?: Genesis
  readonly spec?: SpecFacts
  /** Head of the last look that reached it. */
  readonly lastHead?: Head
}

export interface Genesis {
  readonly timeMs: number | Unknown
  readonly validatorsRoot: string | Unknown
}

/** What the spec answer says of time. */
export interface SpecFacts {
  readonly name: string
  readonly slotMs: number | Unknown
  readonly slotsPerEpoch: number | Unknown
  /** How long slots last from which epochs on, where the node tells of a schedule; absent where it does not. */
  readonly schedule?: readonly SlotEra[] | Unknown
}

/** A moment at which one endpoint contradicted itself. */
export type Contradiction = { readonly at: number } & (
  | /** The root it gave is not the hash of the header it gave; the slot is null where it was asked by a root. */ {
      readonly what: 'root-mismatch'
      readonly slot: number | null
    }
  | /** Asked for a block by its root it gave another one. */ { readonly what: 'wrong-root' }
  | { readonly what: 'wrong-slot'; readonly asked: number; readonly answered: number }
  | { readonly what: 'went-backwards'; readonly fromSlot: number; readonly toSlot: number }
  | { readonly what: 'future-head'; readonly slot: number; readonly clockSlot: number }
  | /** Seen later than a newer head that another vantage had of it. */ {
      readonly what: 'older-than-elsewhere'
      readonly slot: number
      readonly elsewhere: number
    }
  | /** Two peer ids in one look. */ { readonly what: 'identity-changed' }
)

/** Durations in milliseconds; null where the step did not happen (a kept-alive connection, plain http). */
export interface TimingsMs {
  readonly dns: number | null
  readonly connect: number | null
  readonly tls: number | null
  readonly firstByte: number | null
  readonly total: number
}

/** Null where its epoch or its root is not known, so that it can be compared with no other. */
export function wholeCheckpoint({ epoch, root }: CheckpointSaid): Checkpoint | null {
  return epoch === 'unknown' || root === 'unknown' ? null : { epoch, root }
}

export function finalizedEpochOf({ checkpoints }: ReachedNode): number | null {
  if (checkpoints === 'unknown' || checkpoints.finalized.epoch === 'unknown') return null
  return checkpoints.finalized.epoch
}

/** The nominal instant of the round: the look's name. A look that began late is no older than it is. */
export function roundOf({ at, roundAt }: Pick<Look, 'at' | 'roundAt'>): number {
  return roundAt ?? at
}

/** The reached nodes of a look. */
export function reachedNodes(look: Pick<Look, 'nodes'>): readonly ReachedNode[] {
  return look.nodes.filter((node): node is ReachedNode => node.state === 'reached')
}

export function nodeIn(look: Pick<Look, 'nodes'>, id: string): NodeLook | undefined {
  return look.nodes.find((node) => node.id === id)
}
