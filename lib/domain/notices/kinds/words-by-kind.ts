/** Words by kind: the table of what is said of each kind; the compiler names whoever forgets one. */
import type { Kind } from '../../kinds/kinds.ts'
import { blind } from './blind.ts'
import { chainSplit } from './chain-split.ts'
import { clockSkew } from './clock-skew.ts'
import { dataCenterDark } from './data-center-dark.ts'
import { endpointInconsistent } from './endpoint-inconsistent.ts'
import { executionOffline } from './execution-offline.ts'
import { finalityDelay } from './finality-delay.ts'
import { finalizedConflict } from './finalized-conflict.ts'
import { fleetAlone } from './fleet-alone.ts'
import { headStale } from './head-stale.ts'
import { isolated } from './isolated.ts'
import { justifiedConflict } from './justified-conflict.ts'
import type { KindWords } from './kind-words.ts'
import { lowPeers } from './low-peers.ts'
import { networkStall } from './network-stall.ts'
import { nodeDown } from './node-down.ts'
import { optimistic } from './optimistic.ts'
import { partition } from './partition.ts'
import { referenceDisagrees } from './reference-disagrees.ts'
import { slow } from './slow.ts'
import { syncing } from './syncing.ts'
import { unanswered } from './unanswered.ts'
import { unsteady } from './unsteady.ts'
import { vantageDegraded } from './vantage-degraded.ts'
import { wrongNetwork } from './wrong-network.ts'

const WORDS: { readonly [K in Kind]: KindWords<K> } = {
  'node-down': nodeDown,
  'data-center-dark': dataCenterDark,
  partition,
  'vantage-degraded': vantageDegraded,
  blind,
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
  unsteady,
  'reference-disagrees': referenceDisagrees,
  'fleet-alone': fleetAlone,
  'clock-skew': clockSkew,
  unanswered,
}

/** The words of one kind, for facts of that kind. */
export function wordsOf<K extends Kind>({ kind }: { readonly kind: K }): KindWords<K> {
  return WORDS[kind]
}
