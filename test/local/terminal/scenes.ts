/** Scenes: snapshots of a fleet as the terminal gets them, built from a few words each. */

import { slotAt } from '../../../lib/domain/chain/chain.ts'
import { PRESETS } from '../../../lib/domain/chain/networks.ts'
import type { FactsByKind } from '../../../lib/domain/findings/facts.ts'
import type { View } from '../../../lib/domain/incidents/incident.ts'
import { KINDS, type Kind } from '../../../lib/domain/kinds/kinds.ts'
import { readSubject, type Subject } from '../../../lib/domain/kinds/subject.ts'
import type { Fault } from '../../../lib/domain/look/fault.ts'
import type { Head, Look, NodeLook, ReachedNode, Syncing } from '../../../lib/domain/look/look.ts'
import type { Sides } from '../../../lib/domain/look/sides/sides.ts'
import { sayEvidence } from '../../../lib/domain/notices/evidence-words.ts'
import type { Notice } from '../../../lib/domain/notices/notice.ts'
import type { NodeSettings } from '../../../lib/domain/settings/sections/node-settings.ts'
import type { Settings } from '../../../lib/domain/settings/settings.ts'
import { MINUTE_MS, SECOND_MS } from '../../../lib/domain/text/time.ts'
import type { Scope } from '../../../lib/domain/verdicts/verdict.ts'
import type { Snapshot } from '../../../lib/local/snapshot.ts'
import { fleetSettings } from '../../domain/made-up-fleet.ts'

export const CHAIN = PRESETS.mainnet
/** The instant of every snapshot, unless it says otherwise. */
export const NOW = Date.UTC(2026, 10, 22, 10, 5, 47)
export const SLOT = slotAt(CHAIN, NOW)
const EPOCH = Math.floor(SLOT / CHAIN.slotsPerEpoch)

/** 0x and 64 hex digits that begin like this. */
export function rootOf(begin: string): string {
  return `0x${begin.padEnd(64, '0')}`
}

export interface Machine {
  readonly id: string
  readonly dataCenter: string
  readonly version: string
}

const VERSIONS: Readonly<Record<string, string>> = {
  lighthouse: 'Lighthouse/v8.0.1-ced49dd/x86_64-linux',
  teku: 'teku/v25.11.0/linux-x86_64/-eclipseadoptium-openjdk64bitservervm-java-21',
  nimbus: 'Nimbus/v25.11.1-44f652-stateofus',
  prysm: 'Prysm/v7.0.0 (linux amd64)',
  lodestar: 'Lodestar/v1.36.0/8bcbf9e',
}
const CLIENTS = Object.keys(VERSIONS)

function machine(id: string): Machine {
  const [dataCenter = '', client = ''] = id.split('-')
  return { id, dataCenter, version: VERSIONS[client]! }
}

export const SEVEN: readonly Machine[] = [
  'fra1-lighthouse-1',
  'fra1-teku-1',
  'fra1-nimbus-1',
  'ams1-lighthouse-1',
  'ams1-prysm-1',
  'sgp1-teku-1',
  'sgp1-lodestar-1',
].map(machine)

/** Twenty nodes in each of five data centres. */
export const HUNDRED: readonly Machine[] = ['fra1', 'ams1', 'sgp1', 'iad2', 'syd1'].flatMap((place) =>
  Array.from({ length: 20 }, (_, index) =>
    machine(`${place}-${CLIENTS[index % CLIENTS.length]}-${Math.floor(index / CLIENTS.length) + 1}`),
  ),
)

const PROVIDERS: Readonly<Record<string, string>> = { fra1: 'Hetzner', ams1: 'Leaseweb', sgp1: 'OVH' }

export function settingsOf(fleet: readonly Machine[], vantages: readonly string[]): Settings {
  return {
    // A key that is not said here has its default.
    ...fleetSettings(),
    name: 'main',
    network: { kind: 'preset', name: 'mainnet', chain: CHAIN },
    cadenceMs: MINUTE_MS,
    vantages: vantages.map((name) => ({ name })),
    home: vantages[0]!,
    pagingRegions: [...vantages],
    dataCenters: [...new Set(fleet.map(({ dataCenter }) => dataCenter))].map((id) => ({
      id,
      ...(PROVIDERS[id] !== undefined && { provider: PROVIDERS[id] }),
      contacts: [],
    })),
    nodes: fleet.map(nodeSettingsOf),
    references: [],
    validators: [],
    contacts: [{ id: 'oncall-a', email: 'oncall-a@example.com', smsLink: true }],
    rotations: [],
    escalation: {
      critical: { steps: [], ackExpiresMs: 30 * MINUTE_MS },
      warning: { steps: [], ackExpiresMs: 30 * MINUTE_MS },
    },
    thresholds: KINDS,
    privateAddresses: false,
    runbook: 'docs/runbook',
    maintenance: [],
    communicate: {},
  }
}

function nodeSettingsOf({ id, dataCenter, version }: Machine): NodeSettings {
  const client = version.split('/')[0]!.toLowerCase()
  return { id, url: `https://bn.${id}.example.com`, headers: {}, tls: {}, dataCenter, client, serves: ['g1'] }
}

/** What is special about a node in a look; a node without a word about it is reached and at the tip. */
type Word =
  | { readonly down: Fault }
  | { readonly unknown: Fault }
  | Partial<{
      behind: number
      root: string
      head: 'unknown'
      peers: number
      syncing: Partial<Syncing>
      faults: ReachedNode['faults']
      version: string
      genesis: string
    }>

export type Words = Readonly<Record<string, Word>>

export const REFUSED: Fault = {
  kind: 'connection-refused',
  detail: 'Cannot connect to bn.example.com:443: nothing listens there',
}
export const TIMEOUT: Fault = {
  kind: 'connect-timeout',
  detail: 'Cannot connect to bn.example.com:443 within 2 s: nothing comes back',
}
export const UNAUTHORIZED: Fault = {
  kind: 'http-status',
  status: 401,
  detail: 'HTTP 401: refuses our token or address',
}

interface LookInput {
  readonly fleet: readonly Machine[]
  readonly vantage: string
  /** How old it is when the snapshot is taken. */
  readonly agoMs: number
  readonly words?: Words
  readonly sides?: Partial<Sides>
}

export function lookOf({ fleet, vantage, agoMs, words = {}, sides = {} }: LookInput): Look {
  const at = NOW - agoMs
  const tip = slotAt(CHAIN, at)
  const nodes = fleet.map((each) => nodeLook(each, words[each.id] ?? {}, { tip, at }))
  const heads = nodes.flatMap((node) => (node.state === 'reached' && node.head !== 'unknown' ? [node] : []))
  const side = { tip: { slot: tip, root: rootOf('3f2a9c1e') }, nodes: heads.map(({ id }) => id) }
  return {
    vantage,
    at,
    endedAt: at + SECOND_MS,
    settings: 'hash',
    chain: CHAIN,
    nodes,
    sides: { sides: heads.length > 0 ? [side] : [], undecided: [], splits: [], conflicts: [], ...sides },
  }
}

function nodeLook({ id, version }: Machine, word: Word, now: { tip: number; at: number }): NodeLook {
  const base = {
    id,
    role: 'node',
    urlHash: 'h',
    tries: 1,
    about: { askedAt: now.at, version: 'version' in word && word.version ? word.version : version },
    contradictions: [],
  } as const
  if ('down' in word) return { ...base, state: 'failed', fault: word.down }
  if ('unknown' in word) return { ...base, state: 'unknown', fault: word.unknown }
  const {
    behind = 0,
    root = rootOf('3f2a9c1e'),
    head: headless,
    peers = 71,
    syncing,
    faults = {},
    genesis,
  } = word
  const head: Head = { slot: now.tip - behind, root, parentRoot: rootOf('77aa12'), at: now.at + 120 }
  const foreign = { timeMs: 0, validatorsRoot: rootOf('dead') }
  return {
    ...base,
    about: { ...base.about, ...(genesis !== undefined && { genesis: foreign }) },
    state: 'reached',
    head: headless ?? head,
    checkpoints: {
      finalized: { epoch: EPOCH - 2, root: rootOf('8d0f41c2') },
      justified: { epoch: EPOCH - 1, root: rootOf('51c7e9a0') },
    },
    syncing: {
      headSlot: head.slot,
      distance: behind,
      syncing: false,
      optimistic: false,
      executionOffline: false,
      ...syncing,
    },
    peers,
    faults,
    timingsMs: { dns: null, connect: null, tls: null, firstByte: 31, total: 34.2 },
  }
}

interface ViewInput<K extends Kind> {
  readonly kind: K
  readonly subject: Subject
  readonly facts: FactsByKind[K]
  readonly nodes?: readonly string[]
  readonly seenBy?: readonly string[]
  readonly notSeenBy?: readonly string[]
  readonly by?: Partial<View>
  readonly groups?: readonly (readonly string[])[]
}

const SCOPES: Readonly<Partial<Record<string, Scope>>> = { node: 'node', vantage: 'vantage' }

/** The same view from each of these vantages. */
export function viewsFrom<K extends Kind>(vantages: readonly string[], input: ViewInput<K>): readonly View[] {
  const { kind, subject, facts, nodes = [], by = {}, groups, seenBy = vantages, notSeenBy = [] } = input
  const since = by.since ?? NOW - 107 * SECOND_MS
  return vantages.map((vantage) => ({
    vantage,
    id: idOf(`${kind} ${subject}`),
    kind,
    subject,
    phase: 'open',
    since,
    phaseSince: since + 5 * SECOND_MS,
    openedAt: since + 5 * SECOND_MS,
    asOf: NOW - 3 * SECOND_MS,
    severity: 'critical',
    scope: SCOPES[readSubject(subject).about] ?? 'data-center',
    evidence: {
      facts,
      nodes,
      seenBy,
      notSeenBy,
      cannotTell: [],
      from: since,
      asOf: NOW - 3 * SECOND_MS,
      ...(groups && { groups }),
    },
    left: [],
    flaps: 0,
    ...by,
  }))
}

/** Any five letters and digits, the same for the same text. */
function idOf(text: string): string {
  const sum = [...text].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 60_466_176, 7)
  return sum.toString(36).padStart(5, '0').toUpperCase()
}

export function noticeOf(view: View, title: string, by: Partial<Notice> = {}): Notice {
  return {
    at: NOW - 40 * SECOND_MS,
    vantage: 'us-west-2',
    incident: view.id,
    kind: view.kind,
    subject: view.subject,
    severity: view.severity,
    reason: 'opening',
    step: 'critical-1',
    contact: 'oncall-a',
    title: `${title} (${view.id})`,
    text: `${title} (${view.id})\n\nWhat: ${sayEvidence(view, { nodes: [], dataCenters: [] })}\n`,
    sms: { lead: [title], sentences: [] },
    ...by,
  }
}

export function snapshotOf(settings: Settings, looks: readonly Look[], by: Partial<Snapshot> = {}): Snapshot {
  return {
    now: NOW,
    settings,
    storeSaid: 'Store: SQLite, in .watchfire/store.sqlite',
    unsentSaid: [],
    troubles: [],
    deskSaid: 'Desk: http://127.0.0.1:7380',
    looks: new Map(looks.map((look) => [look.vantage, look])),
    views: [],
    notices: [],
    deeds: [],
    story: [],
    ...by,
  }
}
