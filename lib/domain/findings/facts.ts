/** Facts: what is known of an incident, by kind: numbers, slots, roots and ids; the sentences about them are made in `notices/`. */
import type { BlockRef } from '../chain/block.ts'
import type { Kind } from '../kinds/kinds.ts'
import type { FaultKind, Unknown } from '../look/fault.ts'
import type { Contradiction, Genesis } from '../look/look.ts'
import type { Conflict, Side, Split, Undecided } from '../look/sides/sides.ts'

/** Of each node concerned, by its id. */
export type ByNode<T> = Readonly<Record<string, T>>

/** One line a kind. */
interface FactsTable {
  readonly 'node-down': ByNode<FaultSeen>
  readonly 'data-center-dark': ByNode<FaultSeen>
  readonly partition: NoFacts
  readonly 'vantage-degraded': WatchingFacts
  readonly blind: WatchingFacts
  readonly 'chain-split': SplitFacts
  readonly 'finalized-conflict': ConflictFacts
  readonly 'justified-conflict': ConflictFacts
  readonly isolated: ByNode<IsolatedFacts>
  readonly 'head-stale': ByNode<StaleFacts>
  readonly 'network-stall': StallFacts
  readonly 'finality-delay': FinalityFacts
  readonly syncing: ByNode<SyncingFacts>
  readonly optimistic: ByNode<HeadFacts>
  readonly 'execution-offline': ByNode<HeadFacts>
  readonly 'wrong-network': ByNode<NetworkFacts>
  readonly 'endpoint-inconsistent': ByNode<readonly Contradiction[]>
  readonly 'low-peers': ByNode<PeerFacts>
  readonly slow: ByNode<SpeedFacts>
  readonly 'reference-disagrees': DisputeFacts
  readonly 'fleet-alone': DisputeFacts
  readonly 'clock-skew': ClockFacts
  readonly unanswered: ByNode<OpenQuestions>
  readonly unsteady: ByNode<UnsteadyFacts>
}

/** The table, once it is complete; the compiler names the kind that lacks a line, here and nowhere else. */
export type FactsByKind = Pick<FactsTable, Kind>

/** Who sees it and which nodes it concerns says all. */
type NoFacts = Readonly<Record<string, never>>

/** Why a node was not reached; the detail of a fault names a host, and stays in the look. */
export interface FaultSeen {
  readonly kind: FaultKind
  /** The HTTP status, where the fault is one. */
  readonly status?: number
}

/** What is wrong with our own watching; what is not wrong is empty or null. */
export interface WatchingFacts {
  /** Vantages of which no look is fresh, with the instant of their last one. */
  readonly silent: readonly { readonly vantage: string; readonly lastLookAt: number }[]
  /** Vantages that reach nothing while others do. */
  readonly cutOff: readonly string[]
  /** How many vantages have a fresh look, of those expected. */
  readonly fresh: { readonly vantages: number; readonly expected: number } | null
  /** Nodes that nobody could look at, with why. */
  readonly unwatched: ByNode<FaultSeen | 'not-looked-at'>
  /** Vantages that had no time for some nodes, with how many; none is absent. */
  readonly late?: readonly { readonly vantage: string; readonly nodes: number }[]
  /** That no node tells which network it is on, so that no rule about time can be asked. */
  readonly noChain?: true
}

/** Of the last looks of all vantages together. */
export interface UnsteadyFacts {
  readonly looks: number
  readonly failed: number
  /** How often it went away and came back, as the vantage saw that saw it most. */
  readonly absences: number
}

export interface SplitFacts {
  /** Highest tip first. */
  readonly sides: readonly Side[]
  readonly splits: readonly Split[]
  readonly undecided: readonly Undecided[]
}

export interface ConflictFacts {
  readonly conflicts: readonly Conflict[]
}

/** Our side first, then those of strangers; and the checkpoints of theirs that exclude ours. */
export interface DisputeFacts extends SplitFacts, ConflictFacts {}

/** Of the vantage that looked, or of one node. */
export type ClockFacts =
  | {
      readonly of: 'vantage'
      /** Ahead of most endpoints' clocks, in milliseconds; null where these did not tell. */
      readonly aheadMs: number | null
      readonly endpoints: number
      readonly isBehindHeads: boolean
    }
  | { readonly of: 'nodes'; readonly nodes: ByNode<{ readonly aheadMs: number }> }

/** What is left open, with why, by the question; null by the field that an answer lacked, or had odd. */
export type OpenQuestions = Readonly<Record<string, FaultSeen | null>>

export interface IsolatedFacts {
  /** Alone on its side, or stopped while others moved on. */
  readonly because: 'alone' | 'frozen'
  readonly peers: number
  readonly head: BlockRef
}

export interface StaleFacts {
  readonly head: BlockRef
  /** From the start of the head's slot to when it was read, in milliseconds. */
  readonly ageMs: number
  /** The same in whole slots. */
  readonly slots: number
  /** Whether it stopped on a branch of one block. */
  readonly isOrphaned: boolean
}

export interface StallFacts {
  readonly head: BlockRef
  readonly ageMs: number
  /** How many nodes and references have this head. */
  readonly holders: number
}

/** Of the whole chain, or of nodes that lag behind the others. */
export type FinalityFacts =
  | { readonly of: 'chain'; readonly finalizedEpoch: number; readonly epochs: number }
  | { readonly of: 'nodes'; readonly nodes: ByNode<FinalityLag> }

export interface FinalityLag {
  readonly finalizedEpoch: number
  /** Epochs behind the best. */
  readonly epochs: number
}

export interface SyncingFacts {
  /** Whole slots of its head behind our clock. */
  readonly slots: number | Unknown
}

interface HeadFacts {
  readonly head: BlockRef | Unknown
}

/** Which network the node says it is on, and which is watched. */
export interface NetworkFacts {
  readonly told: Genesis
  readonly watched: Genesis & { readonly name: string }
}

export interface PeerFacts {
  readonly peers: number
}

export interface SpeedFacts {
  /** From the question for the head to its answer, in milliseconds. */
  readonly totalMs: number
}
