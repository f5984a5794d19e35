/** Rules: the rule of every kind that one look can show; the compiler names whoever forgets one. */
import { ALL_KINDS, type KINDS, type Kind, specOf } from '../kinds/kinds.ts'
import { clockSkew } from './clock-skew.ts'
import { endpointInconsistent, wrongNetwork } from './endpoint.ts'
import { finalityDelay } from './finality.ts'
import type { Rule } from './finding.ts'
import { headStale, networkStall } from './head-age.ts'
import { isolated } from './isolation.ts'
import { executionOffline, lowPeers, optimistic, slow, syncing } from './node-status.ts'
import { dataCenterDark, nodeDown } from './reach.ts'
import { chainSplit, finalizedConflict, justifiedConflict } from './split.ts'
import { fleetAlone, referenceDisagrees } from './strangers.ts'
import { unanswered } from './unanswered.ts'

/** Kinds that need the looks of several vantages at once; they are judged in `verdicts/`. */
type TogetherKind = { [K in Kind]: (typeof KINDS)[K]['votes'] extends 'together' ? K : never }[Kind]

/** Kinds that one look can show. */
export type LookKind = Exclude<Kind, TogetherKind>

export const RULES: { readonly [K in LookKind]: Rule<K> } = {
  'node-down': nodeDown,
  'data-center-dark': dataCenterDark,
  'chain-split': chainSplit,
  'finalized-conflict': finalizedConflict,
  'justified-conflict': justifiedConflict,
  isolated,
  'head-stale': headStale,
  'network-stall': networkStall,
  'finality-delay': finalityDelay,
  syncing,
  optimistic,
  'execution-offline': executionOffline,
  'wrong-network': wrongNetwork,
  'endpoint-inconsistent': endpointInconsistent,
  'low-peers': lowPeers,
  slow,
  'reference-disagrees': referenceDisagrees,
  'fleet-alone': fleetAlone,
  'clock-skew': clockSkew,
  unanswered,
}

export const LOOK_KINDS = ALL_KINDS.filter((kind): kind is LookKind => specOf(kind).votes !== 'together')

/** Of these, the ones that say something of a single node. */
export const NODE_KINDS = LOOK_KINDS.filter((kind) => specOf(kind).about.includes('node'))
