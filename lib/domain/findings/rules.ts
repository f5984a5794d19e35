/** Rules: every rule that judges one look, by the kind it finds. */

import type { Kind } from '../kinds/kinds.ts'
import { finalityDelay } from './finality.ts'
import type { Rule } from './finding.ts'
import { headStale, networkStall } from './head-age.ts'
import { endpointInconsistent, wrongNetwork } from './identity.ts'
import { isolated } from './isolated.ts'
import { executionOffline, lowPeers, optimistic, slow, syncing } from './node-status.ts'
import { dataCenterDark, nodeDown } from './reach.ts'
import { chainSplit, finalizedConflict, justifiedConflict } from './split.ts'

/** Kinds that need the looks of several vantages at once are judged in `verdicts/`. */
export const RULES: Readonly<Partial<Record<Kind, Rule>>> = {
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
}
