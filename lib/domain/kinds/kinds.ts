/** Kinds: every kind of incident, when it fires, how long it must last, how it clears, how bad it is, and why. */

import { MINUTE_MS, SECOND_MS } from '../text/time.ts'
import type { Severity } from './severity.ts'

/** `redundancy`: a warning while every validator group the node serves keeps another healthy node, else critical. */
export type SeverityRule = Severity | 'redundancy'

/**
 * How the Regions' answers become one. `any`: one voting Region that sees it is enough (what a node says of
 * itself). `majority`: more than half of the voters must see it (what may be the path and not the node).
 * `together`: worked out from all Regions' looks at once, not from one look.
 */
export type Votes = 'any' | 'majority' | 'together'

/** The numbers of one kind; all of them can be overridden in the settings under the kind's name. */
export interface Thresholds {
  /** How long the evidence must last before the incident opens, by the looks' own times, in milliseconds. */
  readonly afterMs: number
  /** How long the subject must be well again before the incident closes, in milliseconds. */
  readonly clearsMs: number
  readonly severity: SeverityRule
  /** The kind's own bounds: slots, seconds, epochs, peers, milliseconds; the unit is the name's last word. */
  readonly bounds: Readonly<Record<string, number>>
}

export interface KindFacts extends Thresholds {
  readonly votes: Votes
  /** What must be seen for it to fire, as a sentence for people; bounds appear as `{name}`. */
  readonly fires: string
  /** Where the numbers come from. */
  readonly why: string
}

const clearsMs = 5 * MINUTE_MS
const afterTwoLooks = MINUTE_MS

/** The defaults; the documentation's table is generated from them. */
export const KINDS = {
  'node-down': {
    votes: 'majority',
    fires: 'most voting Regions cannot reach the node and none has reached it since',
    afterMs: afterTwoLooks,
    clearsMs,
    severity: 'redundancy',
    bounds: {},
    why: 'Two looks in a row from more than half of the Regions: one lost packet or one bad path wakes nobody.',
  },
  'data-center-dark': {
    votes: 'majority',
    fires: 'every node of a data centre with two nodes or more is down',
    afterMs: afterTwoLooks,
    clearsMs,
    severity: 'critical',
    bounds: { nodesMin: 2 },
    why: 'One page instead of ten, and whom to call in it; operators have lost a whole site for more than three hours (core routers, February 2026).',
  },
  partition: {
    votes: 'together',
    fires: 'some Regions reach a data centre or a node and others, in looks as new, do not',
    afterMs: 2 * MINUTE_MS,
    clearsMs,
    severity: 'warning',
    bounds: {},
    why: 'The nodes work; the way to them does not. Three looks in a row, because routes flap for seconds every day.',
  },
  'vantage-degraded': {
    votes: 'together',
    fires: 'a Region has gone silent or reaches nothing, or a node has been unknown to all voting Regions',
    afterMs: 10 * MINUTE_MS,
    clearsMs,
    severity: 'warning',
    bounds: {},
    why: 'One watcher less is no emergency while others watch, but an unwatched node must not stay a secret: a rotated token looks like this.',
  },
  blind: {
    votes: 'together',
    fires:
      'fewer than half of the Regions have a fresh look, or a whole data centre or most of the fleet is unknown to all',
    afterMs: 5 * MINUTE_MS,
    clearsMs,
    severity: 'critical',
    bounds: {},
    why: 'Silence must never pass for health. Five minutes, because nothing else can page while this lasts.',
  },
  'chain-split': {
    votes: 'any',
    fires:
      'nodes are on chains that share no later block than {depthSlots} slots or {depthSeconds} s ago, with {blocksMin} blocks or more on each side',
    afterMs: 0,
    clearsMs,
    severity: 'critical',
    bounds: { depthSlots: 3, depthFloorSeconds: 36, depthSeconds: 60, blocksMin: 2 },
    why: 'One-slot reorganisations are designed behaviour and two slots happen; three are not explained by a late block. Holesky (February 2025) split for two weeks.',
  },
  'finalized-conflict': {
    votes: 'any',
    fires: 'two nodes finalized blocks of which neither is an ancestor of the other',
    afterMs: 0,
    clearsMs: 30 * MINUTE_MS,
    severity: 'critical',
    bounds: {},
    why: 'At least a third of the stake broke the rules, or one side runs a broken client: there is nothing to wait for.',
  },
  'justified-conflict': {
    votes: 'any',
    fires: 'two nodes justified blocks of which neither is an ancestor of the other',
    afterMs: afterTwoLooks,
    clearsMs: 30 * MINUTE_MS,
    severity: 'critical',
    bounds: {},
    why: 'Two looks, because checkpoints belong to the head state and differ for seconds at an epoch boundary. The wrong chain was justified on Holesky.',
  },
  isolated: {
    votes: 'any',
    fires:
      'a reachable node has fewer than {peersMin} peers and its head froze while others moved, or it is alone on its chain',
    afterMs: afterTwoLooks,
    clearsMs,
    severity: 'redundancy',
    bounds: { peersMin: 5 },
    why: 'It answers us but not the network: the API is up and the gossip is cut. Fewer than five peers is the level at which clients stop following reliably.',
  },
  'head-stale': {
    votes: 'any',
    fires:
      'the head is older than {slots} slots and {seconds} s by our own clock, or stopped for {orphanSeconds} s on a branch of one block',
    afterMs: 30 * SECOND_MS,
    clearsMs,
    severity: 'redundancy',
    bounds: { slots: 4, seconds: 48, orphanSeconds: 60 },
    why: 'Four slots is the sync tolerance of the Lighthouse and Nimbus validator clients. Head age by our clock is the only sign that showed Nimbus stalls with 150 peers and is_syncing=false (August 2026).',
  },
  'network-stall': {
    votes: 'any',
    fires: 'all nodes have the same head and it is older than {slots} slots and {seconds} s',
    afterMs: 30 * SECOND_MS,
    clearsMs,
    severity: 'critical',
    bounds: { slots: 4, seconds: 48 },
    why: 'Everybody stopped at one block (Gnosis, October 2023): one page for the network instead of one a node.',
  },
  'finality-delay': {
    votes: 'any',
    fires:
      'the chain has not finalized for {warnEpochs} epochs (critical from {criticalEpochs}), or a node is {behindEpochs} epochs behind the others',
    afterMs: afterTwoLooks,
    clearsMs: 10 * MINUTE_MS,
    severity: 'critical',
    bounds: { warnEpochs: 4, criticalEpochs: 5, behindEpochs: 2 },
    why: 'Two epochs is normal; the inactivity leak starts after four. Mainnet stopped for 4 and 9 epochs in May 2023.',
  },
  syncing: {
    votes: 'any',
    fires: 'the node says it is syncing and its head is {slots} slots or more behind our clock',
    afterMs: afterTwoLooks,
    clearsMs,
    severity: 'redundancy',
    bounds: { slots: 4 },
    why: 'A syncing node attests to nothing. Its own word alone is not enough: clients disagree on what syncing means.',
  },
  optimistic: {
    votes: 'any',
    fires: 'the node follows blocks that its execution client has not verified',
    afterMs: afterTwoLooks,
    clearsMs,
    severity: 'redundancy',
    bounds: {},
    why: 'An optimistic node must not attest (consensus specification, optimistic sync). Two looks, because a restart passes through it.',
  },
  'execution-offline': {
    votes: 'any',
    fires: 'the node says that its execution client is offline',
    afterMs: afterTwoLooks,
    clearsMs,
    severity: 'redundancy',
    bounds: {},
    why: 'Besu (January 2024) halted on most of mainnet. Two looks, because Teku answers wrongly for 30 s after a start.',
  },
  'wrong-network': {
    votes: 'any',
    fires: 'the node has another genesis than the network watched',
    afterMs: 0,
    clearsMs,
    severity: 'warning',
    bounds: {},
    why: 'A configuration mistake, and it never heals by waiting. The node is left out of every comparison.',
  },
  'endpoint-inconsistent': {
    votes: 'any',
    fires:
      'one URL contradicted itself: a root that is not the hash of its header, another slot than asked, a head that went {backwardsSlots} slots back or lies in the future, several nodes behind one address',
    afterMs: 0,
    clearsMs: 15 * MINUTE_MS,
    severity: 'warning',
    bounds: { backwardsSlots: 2, futureSlots: 2, rememberedSeconds: 600 },
    why: 'A load balancer, a cache, a broken API or a lie. What it says counts for nothing until it stops.',
  },
  'low-peers': {
    votes: 'any',
    fires: 'the node has fewer than {peersMin} peers',
    afterMs: 5 * MINUTE_MS,
    clearsMs,
    severity: 'warning',
    bounds: { peersMin: 20 },
    why: 'Under 20 peers nodes start to miss gossip; peer counts dip after every restart, hence five minutes. A node that has lost the chain over it is isolated.',
  },
  slow: {
    votes: 'majority',
    fires: 'the head takes longer than {ms} ms to come, seen from most voting Regions',
    afterMs: 2 * MINUTE_MS,
    clearsMs,
    severity: 'warning',
    bounds: { ms: 2_000 },
    why: 'Prysm (December 2025) answered slowly for 45 minutes before its team knew. Three looks, because one slow answer is noise.',
  },
} as const satisfies Record<string, KindFacts>

export type Kind = keyof typeof KINDS
export const ALL_KINDS = Object.keys(KINDS) as readonly Kind[]
