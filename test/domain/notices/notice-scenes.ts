/** Notice scenes: a fleet of seven nodes in three data centres, and one incident of each kind in it. */

import { slotAt } from '../../../lib/domain/chain/chain.ts'
import { PRESETS } from '../../../lib/domain/chain/networks.ts'
import type { ByNode, FactsByKind, SplitFacts, WatchingFacts } from '../../../lib/domain/findings/facts.ts'
import type { View } from '../../../lib/domain/incidents/incident.ts'
import { ALL_KINDS, KINDS, type Kind, specOf } from '../../../lib/domain/kinds/kinds.ts'
import type { Severity } from '../../../lib/domain/kinds/severity.ts'
import type { Subject } from '../../../lib/domain/kinds/subject.ts'
import type { Fault } from '../../../lib/domain/look/fault.ts'
import type { Checkpoints, Look, NodeLook, ReachedNode, Syncing } from '../../../lib/domain/look/look.ts'
import type { Conflict, Sides } from '../../../lib/domain/look/sides/sides.ts'
import type { Links } from '../../../lib/domain/people/links.ts'
import type { NodeSettings } from '../../../lib/domain/settings/sections/node-settings.ts'
import type { Settings } from '../../../lib/domain/settings/settings.ts'
import { MINUTE_MS, SECOND_MS } from '../../../lib/domain/text/time.ts'
import type { Evidence, GroupLeft, Scope } from '../../../lib/domain/verdicts/verdict.ts'
import { typicalFacts } from '../../kit/typical-facts.ts'
import { fleetSettings, NO_SIDES } from '../made-up-fleet.ts'

export interface Scene {
  readonly view: View
  readonly look: Look | null
  readonly explained: readonly View[]
}

const CHAIN = PRESETS.mainnet
/** When all the trouble begins. */
export const BEGAN = Date.UTC(2026, 10, 22, 10, 4, 0)
const VANTAGES = ['eu-central-1', 'us-west-2', 'ap-southeast-2'] as const

const SLOT = slotAt(CHAIN, BEGAN)
const EPOCH = Math.floor(SLOT / CHAIN.slotsPerEpoch)

interface Machine {
  readonly id: string
  readonly dataCenter: string
  readonly version: string
  readonly execution: string
  readonly peers: number
  readonly serves: readonly string[]
}

const machine = (
  id: string,
  version: string,
  execution: string,
  peers: number,
  serves: string[],
): Machine => ({
  id,
  dataCenter: id.slice(0, 4),
  version,
  execution,
  peers,
  serves,
})

const FLEET: readonly Machine[] = [
  machine('fra1-lighthouse-1', 'Lighthouse/v8.0.1-ced49dd/x86_64-linux', 'geth', 98, ['g1']),
  machine(
    'fra1-teku-1',
    'teku/v25.11.0/linux-x86_64/-eclipseadoptium-openjdk64bitservervm-java-21',
    'besu',
    74,
    ['g1'],
  ),
  machine('fra1-nimbus-1', 'Nimbus/v25.11.1-44f652-stateofus', 'nethermind', 152, ['g2']),
  machine('ams1-lighthouse-1', 'Lighthouse/v8.0.1-ced49dd/x86_64-linux', 'nethermind', 101, ['g1']),
  machine('ams1-prysm-1', 'Prysm/v7.0.0 (linux amd64)', 'geth', 69, ['g2']),
  machine(
    'sgp1-teku-1',
    'teku/v25.11.0/linux-x86_64/-eclipseadoptium-openjdk64bitservervm-java-21',
    'geth',
    71,
    ['g2'],
  ),
  machine('sgp1-lodestar-1', 'Lodestar/v1.36.0/8bcbf9e', 'besu', 55, ['g3']),
]

const NODES: readonly NodeSettings[] = FLEET.map(({ id, dataCenter, version, execution, serves }) => ({
  id,
  url: `https://bn.${id}.example.com/hidden-path`,
  headers: { authorization: 'Bearer ${secret:token}' },
  tls: {},
  dataCenter,
  client: version.split('/')[0]!.toLowerCase(),
  execution,
  serves,
}))

export const SETTINGS: Settings = {
  // A key that is not said here has its default.
  ...fleetSettings(),
  name: 'main',
  network: { kind: 'preset', name: 'mainnet', chain: CHAIN },
  cadenceMs: MINUTE_MS,
  vantages: VANTAGES.map((name) => ({ name })),
  home: VANTAGES[0]!,
  pagingRegions: [...VANTAGES],
  dataCenters: [
    {
      id: 'fra1',
      provider: 'Hetzner',
      contacts: [
        { name: 'Hetzner tickets', url: 'https://support.example.com', direct: false },
        { name: 'Hetzner NOC', phone: '+49 30 23125 100', direct: true },
      ],
    },
    {
      id: 'ams1',
      provider: 'Leaseweb',
      contacts: [{ name: 'Leaseweb support', email: 'support@example.net', direct: false }],
    },
    { id: 'sgp1', provider: 'OVH', contacts: [] },
  ],
  nodes: NODES,
  references: [{ id: 'public-1', url: 'https://public.example.org', headers: {}, tls: {}, kind: 'node' }],
  validators: [
    { group: 'g1', indices: [[1000, 1999]] },
    { group: 'g2', indices: [[2000, 2499]] },
    { group: 'g3', indices: [[5000, 5099]] },
  ],
  contacts: [{ id: 'oncall-a', email: 'oncall-a@example.com', sms: '+49 30 23125 200', smsLink: true }],
  rotations: [],
  escalation: {
    critical: {
      steps: [{ afterMs: 0, notify: ['oncall-a'] }],
      repeatEveryMs: 15 * MINUTE_MS,
      ackExpiresMs: 30 * MINUTE_MS,
    },
    warning: { steps: [{ afterMs: 5 * MINUTE_MS, notify: ['oncall-a'] }], ackExpiresMs: 30 * MINUTE_MS },
  },
  thresholds: KINDS,
  privateAddresses: false,
  runbook: 'https://example.com/runbook',
  maintenance: [],
  communicate: {
    team: '#incidents',
    peers: 'operators channel of the pool',
    security: 'security@example.com',
  },
}

/** As long as real ones: a desk behind a function's own address, and 32 characters of token. */
export const SMS_LINK =
  'https://q7kd2mzr4vtx5c3wj8ha6ynb0fse9glp.lambda-url.us-west-2.on.aws/a/0GqN5x2Rk7VtZp1mYc8Wd4Hs6JbT3LfA'
export const LINKS: Links = {
  kind: 'links',
  urls: [
    SMS_LINK,
    'https://m3xv8ctw1ynb6zrk0d5hq9jfe2sag7lp.lambda-url.eu-central-1.on.aws/a/0GqN5x2Rk7VtZp1mYc8Wd4Hs6JbT3LfA',
  ],
  sms: SMS_LINK,
}
export const NO_LINKS: Links = { kind: 'none', because: 'the secret link-key is not set in us-west-2' }

/** 0x and 64 hex digits that begin like this. */
export function rootOf(begin: string): string {
  return `0x${begin.padEnd(64, '0')}`
}

const ids = (...places: string[]): readonly string[] =>
  FLEET.map(({ id }) => id).filter((id) => places.some((place) => id.startsWith(place)))
const ALL = ids('fra1', 'ams1', 'sgp1')

const HEALTHY = {
  finalized: { epoch: EPOCH - 2, root: rootOf('8d0f41c2') },
  justified: { epoch: EPOCH - 1, root: rootOf('51c7e9a0') },
}

const COMMON = { role: 'node', urlHash: 'h', tries: 1, contradictions: [] } as const

interface Differences {
  readonly slot?: number
  readonly root?: string
  readonly peers?: number
  readonly checkpoints?: Checkpoints
  readonly syncing?: Partial<Syncing>
  readonly totalMs?: number
}

function reached(id: string, differences: Differences = {}): ReachedNode {
  const known = FLEET.find((each) => each.id === id)
  const slot = differences.slot ?? SLOT - 1
  return {
    ...COMMON,
    role: known ? 'node' : 'reference',
    id,
    about: {
      askedAt: BEGAN,
      version: known?.version ?? 'Grandine/2.0.1',
      ...(known && { executionVersion: known.execution }),
    },
    state: 'reached',
    head: {
      slot,
      root: differences.root ?? rootOf('3f2a9c1e'),
      parentRoot: rootOf('77'),
      at: BEGAN + 2 * SECOND_MS,
    },
    checkpoints: differences.checkpoints ?? HEALTHY,
    syncing: {
      headSlot: slot,
      distance: 0,
      syncing: false,
      optimistic: false,
      executionOffline: false,
      ...differences.syncing,
    },
    peers: differences.peers ?? known?.peers ?? 60,
    faults: {},
    timingsMs: { dns: null, connect: null, tls: null, firstByte: 40, total: differences.totalMs ?? 60 },
  }
}

function failed(id: string, fault: Fault): NodeLook {
  return {
    ...COMMON,
    id,
    tries: 3,
    about: { askedAt: BEGAN, version: versionOf(id) },
    state: 'failed',
    fault,
  }
}

function unknown(id: string, fault: Fault): NodeLook {
  return { ...COMMON, id, about: { askedAt: BEGAN, version: versionOf(id) }, state: 'unknown', fault }
}

function versionOf(id: string): string {
  return FLEET.find((each) => each.id === id)!.version
}

/** From a vantage that sees it, at the instant that the evidence is from. */
function lookWith(nodes: readonly NodeLook[], sides: Sides = NO_SIDES, vantage = 'eu-central-1'): Look {
  const others = ALL.filter((id) => !nodes.some((node) => node.id === id)).map((id) => reached(id))
  return {
    vantage,
    at: BEGAN,
    endedAt: BEGAN + 4 * SECOND_MS,
    settings: 's',
    chain: CHAIN,
    nodes: [...nodes, ...others],
    sides,
  }
}

interface Told<K extends Kind> {
  readonly kind: K
  readonly subject: Subject
  readonly scope: Scope
  readonly severity?: Severity
  readonly facts: FactsByKind[K]
  readonly nodes: readonly string[]
  readonly seenBy?: readonly string[]
  readonly notSeenBy?: readonly string[]
  readonly cannotTell?: readonly string[]
  readonly since?: number
  readonly id?: string
  readonly left?: readonly GroupLeft[]
}

export function viewOf<K extends Kind>(told: Told<K>): View<K> {
  const { severity: rule, afterMs } = specOf(told.kind)
  const since = told.since ?? BEGAN
  const evidence: Evidence<K> = {
    facts: told.facts,
    nodes: told.nodes,
    seenBy: told.seenBy ?? VANTAGES,
    notSeenBy: told.notSeenBy ?? [],
    cannotTell: told.cannotTell ?? [],
    from: since,
    asOf: BEGAN,
  }
  return {
    vantage: 'eu-central-1',
    id: told.id ?? idOf(told.kind),
    kind: told.kind,
    subject: told.subject,
    phase: 'open',
    since,
    phaseSince: since + afterMs,
    openedAt: since + afterMs,
    asOf: since + 90 * SECOND_MS,
    severity: told.severity ?? (rule === 'redundancy' ? 'warning' : rule),
    scope: told.scope,
    evidence,
    left: told.left ?? leftBeside(told.nodes),
    flaps: 0,
  }
}

/** What the groups that use these nodes have left while all others are well. */
function leftBeside(lost: readonly string[]): readonly GroupLeft[] {
  const groups = new Set(NODES.filter(({ id }) => lost.includes(id)).flatMap(({ serves }) => serves))
  return [...groups].map((group) => {
    const members = NODES.filter(({ serves }) => serves.includes(group)).map(({ id }) => id)
    const usable = members.filter((id) => !lost.includes(id))
    return { group, nodes: members.length, left: usable.length, usable }
  })
}

/** The same facts of each of these nodes. */
function ofEach<const T>(nodes: readonly string[], facts: T): ByNode<T> {
  return Object.fromEntries(nodes.map((id) => [id, facts]))
}

/** A fixed id a kind, like the real ones in shape. */
function idOf(kind: Kind): string {
  const at = ALL_KINDS.indexOf(kind)
  return `K${'QFHJMPRTVWXZ'[at % 12]}${at % 10}F${(at * 7) % 10}`
}

/** The same view once it is over: the last look that complained was twelve minutes after the first. */
export function over(view: View): View {
  const last = view.since + 12 * MINUTE_MS
  return {
    ...view,
    phase: 'closed',
    phaseSince: last + 5 * MINUTE_MS,
    asOf: last + 5 * MINUTE_MS,
    evidence: { ...view.evidence, asOf: last },
  }
}

const TIMED_OUT: Fault = { kind: 'timeout', detail: 'Cannot read from bn.example.com within 3 s: no answer' }
const REFUSED: Fault = { kind: 'connection-refused', detail: 'Cannot connect to bn.example.com: refused' }
const UNAUTHORISED: Fault = {
  kind: 'http-status',
  status: 401,
  detail: 'HTTP 401: refuses our token or address',
}

const FRA_HEAD = { slot: SLOT - 3, root: rootOf('b81d02f7') }
const REST_HEAD = { slot: SLOT - 1, root: rootOf('3f2a9c1e') }

const TWO_SIDES: Sides = {
  sides: [
    { tip: REST_HEAD, nodes: [...ids('ams1', 'sgp1'), 'public-1'] },
    { tip: FRA_HEAD, nodes: ids('fra1') },
  ],
  undecided: [],
  splits: [
    {
      sides: [0, 1],
      ancestor: { slot: SLOT - 59, root: rootOf('c4e97a10') },
      ancestorWithin: null,
      depth: 56,
      blocks: ['more', 'more'],
    },
  ],
  conflicts: [],
}

function onTwoChains(sides: Sides, fra: Checkpoints = HEALTHY): Look {
  return lookWith(
    [...ids('fra1').map((id) => reached(id, { ...FRA_HEAD, checkpoints: fra })), reached('public-1')],
    sides,
  )
}

const OTHER_JUSTIFIED = {
  ...HEALTHY,
  justified: { epoch: EPOCH - 1, root: rootOf('e06b3d55') },
}
const OTHER_FINALIZED = {
  finalized: { epoch: EPOCH - 2, root: rootOf('19aa70be') },
  justified: { epoch: EPOCH - 1, root: rootOf('e06b3d55') },
}

const FINALIZED_CONFLICT: Conflict = {
  checkpoint: 'finalized',
  a: { at: HEALTHY.finalized, nodes: ids('ams1', 'sgp1') },
  b: { at: OTHER_FINALIZED.finalized, nodes: ids('fra1') },
}
const JUSTIFIED_CONFLICT: Conflict = {
  checkpoint: 'justified',
  a: { at: HEALTHY.justified, nodes: ids('ams1', 'sgp1') },
  b: { at: OTHER_JUSTIFIED.justified, nodes: ids('fra1') },
}

const THREE_SIDES: Sides = {
  sides: [
    {
      tip: { slot: SLOT - 1, root: rootOf('3f2a9c1e') },
      nodes: ['fra1-teku-1', 'fra1-nimbus-1', 'ams1-lighthouse-1'],
    },
    { tip: { slot: SLOT - 1, root: rootOf('77d1e0aa') }, nodes: ['sgp1-teku-1'] },
    { tip: { slot: SLOT - 40, root: rootOf('b81d02f7') }, nodes: ['fra1-lighthouse-1'] },
  ],
  undecided: [
    { tip: { slot: SLOT - 900, root: rootOf('0d') }, nodes: ['ams1-prysm-1'], why: 'before-the-fork' },
  ],
  splits: [
    {
      sides: [0, 1],
      ancestor: { slot: SLOT - 4, root: rootOf('c4e97a10') },
      ancestorWithin: null,
      depth: 3,
      blocks: ['more', 'one'],
    },
    {
      sides: [0, 2],
      ancestor: null,
      ancestorWithin: [SLOT - 860, SLOT - 730],
      depth: 690,
      blocks: ['more', 'more'],
    },
  ],
  conflicts: [],
}

function splitFacts({ sides, splits, undecided }: Sides): SplitFacts {
  return { sides, splits, undecided }
}

/** All our nodes on one side, references only on the other. */
function strangersOnly(strangers: readonly string[]): Sides {
  return {
    ...TWO_SIDES,
    sides: [
      { tip: REST_HEAD, nodes: ALL },
      { tip: FRA_HEAD, nodes: strangers },
    ],
  }
}

const WATCHED: WatchingFacts = { silent: [], cutOff: [], fresh: null, unwatched: {} }

const SEPOLIA = { timeMs: 1_655_733_600_000, validatorsRoot: rootOf('d8ea171f'), forkVersion: '0x90000069' }
const MAINNET = {
  name: CHAIN.name,
  timeMs: CHAIN.genesisTimeMs,
  validatorsRoot: CHAIN.genesisValidatorsRoot,
}

function downNode(id: string): View {
  return viewOf({
    kind: 'node-down',
    subject: `node:${id}`,
    scope: 'node',
    facts: { [id]: { kind: 'timeout' } },
    nodes: [id],
  })
}

/** What a kind of one node looks like that nobody has drawn a scene of. */
function typicalScene(kind: Kind): Scene {
  const nodes = ['fra1-teku-1']
  const facts = typicalFacts(kind, nodes)
  const view = viewOf({ kind, subject: 'node:fra1-teku-1', scope: 'node', facts, nodes })
  return { view, look: lookWith([]), explained: [] }
}

const DRAWN: Readonly<Partial<Record<Kind, Scene>>> = {
  'reference-disagrees': {
    view: viewOf({
      kind: 'reference-disagrees',
      subject: 'reference:public-1',
      scope: 'vantage',
      facts: { ...splitFacts(strangersOnly(['public-1'])), conflicts: [] },
      nodes: ['public-1'],
      left: [],
    }),
    look: lookWith([reached('public-1')], strangersOnly(['public-1'])),
    explained: [],
  },
  'fleet-alone': {
    view: viewOf({
      kind: 'fleet-alone',
      subject: 'fleet',
      scope: 'network',
      facts: { ...splitFacts(strangersOnly(['public-1', 'public-2'])), conflicts: [] },
      nodes: ALL,
    }),
    look: lookWith([reached('public-1')], strangersOnly(['public-1', 'public-2'])),
    explained: [],
  },
  'node-down': {
    view: viewOf({
      kind: 'node-down',
      subject: 'node:fra1-teku-1',
      scope: 'node',
      facts: { 'fra1-teku-1': { kind: 'connection-refused' } },
      nodes: ['fra1-teku-1'],
    }),
    look: lookWith([failed('fra1-teku-1', REFUSED)]),
    explained: [],
  },
  'data-center-dark': {
    view: viewOf({
      kind: 'data-center-dark',
      subject: 'data-center:fra1',
      scope: 'data-center',
      facts: ofEach(ids('fra1'), { kind: 'timeout' }),
      nodes: ids('fra1'),
      seenBy: ['us-west-2', 'ap-southeast-2'],
      cannotTell: ['eu-central-1'],
    }),
    look: lookWith(
      ids('fra1').map((id) => failed(id, TIMED_OUT)),
      NO_SIDES,
      'us-west-2',
    ),
    explained: ids('fra1').map(downNode),
  },
  partition: {
    view: viewOf({
      kind: 'partition',
      subject: 'path:eu-central-1/fra1',
      scope: 'data-center',
      facts: {},
      nodes: ids('fra1'),
      seenBy: ['eu-central-1'],
      notSeenBy: ['us-west-2', 'ap-southeast-2'],
    }),
    look: lookWith([], NO_SIDES, 'us-west-2'),
    explained: [],
  },
  'vantage-degraded': {
    view: viewOf({
      kind: 'vantage-degraded',
      subject: 'vantage:ap-southeast-2',
      scope: 'vantage',
      facts: { ...WATCHED, silent: [{ vantage: 'ap-southeast-2', lastLookAt: BEGAN - 3 * MINUTE_MS }] },
      nodes: [],
      seenBy: [],
      notSeenBy: ['eu-central-1', 'us-west-2'],
    }),
    look: lookWith([]),
    explained: [],
  },
  blind: {
    view: viewOf({
      kind: 'blind',
      subject: 'fleet',
      scope: 'vantage',
      facts: {
        ...WATCHED,
        silent: ['us-west-2', 'ap-southeast-2'].map((vantage) => ({ vantage, lastLookAt: BEGAN })),
        fresh: { vantages: 1, expected: 3 },
      },
      nodes: [],
      seenBy: [],
      notSeenBy: ['eu-central-1'],
    }),
    look: lookWith([]),
    explained: [],
  },
  'chain-split': {
    view: viewOf({
      kind: 'chain-split',
      subject: 'fleet',
      scope: 'network',
      facts: splitFacts(TWO_SIDES),
      nodes: [...ALL, 'public-1'],
    }),
    look: onTwoChains(TWO_SIDES),
    explained: [
      viewOf({
        kind: 'low-peers',
        subject: 'node:fra1-lighthouse-1',
        scope: 'node',
        facts: { 'fra1-lighthouse-1': { peers: 12 } },
        nodes: ['fra1-lighthouse-1'],
      }),
      viewOf({
        kind: 'low-peers',
        subject: 'node:fra1-teku-1',
        scope: 'node',
        facts: { 'fra1-teku-1': { peers: 12 } },
        nodes: ['fra1-teku-1'],
      }),
    ],
  },
  'finalized-conflict': {
    view: viewOf({
      kind: 'finalized-conflict',
      subject: 'fleet',
      scope: 'network',
      facts: { conflicts: [FINALIZED_CONFLICT] },
      nodes: ALL,
    }),
    look: onTwoChains(
      {
        ...TWO_SIDES,
        conflicts: [FINALIZED_CONFLICT],
      },
      OTHER_FINALIZED,
    ),
    explained: [
      viewOf({
        kind: 'chain-split',
        subject: 'fleet',
        scope: 'fleet',
        facts: splitFacts(TWO_SIDES),
        nodes: ALL,
      }),
      viewOf({
        kind: 'justified-conflict',
        subject: 'fleet',
        scope: 'fleet',
        facts: { conflicts: [JUSTIFIED_CONFLICT] },
        nodes: ALL,
      }),
    ],
  },
  'justified-conflict': {
    view: viewOf({
      kind: 'justified-conflict',
      subject: 'fleet',
      scope: 'network',
      facts: { conflicts: [JUSTIFIED_CONFLICT] },
      nodes: ALL,
    }),
    look: onTwoChains(
      {
        ...TWO_SIDES,
        conflicts: [JUSTIFIED_CONFLICT],
      },
      OTHER_JUSTIFIED,
    ),
    explained: [],
  },
  isolated: {
    view: viewOf({
      kind: 'isolated',
      subject: 'node:sgp1-lodestar-1',
      scope: 'node',
      severity: 'critical',
      facts: {
        'sgp1-lodestar-1': {
          because: 'frozen',
          peers: 2,
          head: { slot: SLOT - 7, root: rootOf('a7710c39') },
        },
      },
      nodes: ['sgp1-lodestar-1'],
    }),
    look: lookWith([reached('sgp1-lodestar-1', { peers: 2, slot: SLOT - 7, root: rootOf('a7710c39') })]),
    explained: [
      viewOf({
        kind: 'low-peers',
        subject: 'node:sgp1-lodestar-1',
        scope: 'node',
        facts: { 'sgp1-lodestar-1': { peers: 2 } },
        nodes: ['sgp1-lodestar-1'],
      }),
    ],
  },
  'head-stale': {
    view: viewOf({
      kind: 'head-stale',
      subject: 'node:fra1-nimbus-1',
      scope: 'node',
      facts: {
        'fra1-nimbus-1': {
          head: { slot: SLOT - 9, root: rootOf('a7710c39') },
          ageMs: 108 * SECOND_MS,
          slots: 9,
          isOrphaned: false,
        },
      },
      nodes: ['fra1-nimbus-1'],
    }),
    look: lookWith([reached('fra1-nimbus-1', { slot: SLOT - 9, root: rootOf('a7710c39') })]),
    explained: [],
  },
  'network-stall': {
    view: viewOf({
      kind: 'network-stall',
      subject: 'network',
      scope: 'network',
      facts: { head: { slot: SLOT - 8, root: rootOf('9d10ff42') }, ageMs: 96 * SECOND_MS, holders: 7 },
      nodes: ALL,
    }),
    look: lookWith(ALL.map((id) => reached(id, { slot: SLOT - 8, root: rootOf('9d10ff42') }))),
    explained: [],
  },
  'finality-delay': {
    view: viewOf({
      kind: 'finality-delay',
      subject: 'network',
      scope: 'network',
      facts: { of: 'chain', finalizedEpoch: EPOCH - 6, epochs: 6 },
      nodes: ALL,
    }),
    look: lookWith(
      ALL.map((id) =>
        reached(id, {
          checkpoints: {
            finalized: { epoch: EPOCH - 6, root: rootOf('8d0f41c2') },
            justified: { epoch: EPOCH - 5, root: rootOf('51c7e9a0') },
          },
        }),
      ),
    ),
    explained: [],
  },
  syncing: {
    view: viewOf({
      kind: 'syncing',
      subject: 'node:ams1-prysm-1',
      scope: 'node',
      facts: { 'ams1-prysm-1': { slots: 412 } },
      nodes: ['ams1-prysm-1'],
    }),
    look: lookWith([
      reached('ams1-prysm-1', { slot: SLOT - 412, root: rootOf('6a'), syncing: { syncing: true } }),
    ]),
    explained: [],
  },
  optimistic: {
    view: viewOf({
      kind: 'optimistic',
      subject: 'node:fra1-teku-1',
      scope: 'node',
      facts: { 'fra1-teku-1': { head: REST_HEAD } },
      nodes: ['fra1-teku-1'],
    }),
    look: lookWith([reached('fra1-teku-1', { syncing: { optimistic: true } })]),
    explained: [],
  },
  'execution-offline': {
    view: viewOf({
      kind: 'execution-offline',
      subject: 'node:fra1-lighthouse-1',
      scope: 'node',
      facts: { 'fra1-lighthouse-1': { head: REST_HEAD } },
      nodes: ['fra1-lighthouse-1'],
    }),
    look: lookWith([reached('fra1-lighthouse-1', { syncing: { executionOffline: true } })]),
    explained: [],
  },
  'wrong-network': {
    view: viewOf({
      kind: 'wrong-network',
      subject: 'node:ams1-lighthouse-1',
      scope: 'node',
      facts: { 'ams1-lighthouse-1': { told: SEPOLIA, watched: MAINNET } },
      nodes: ['ams1-lighthouse-1'],
    }),
    look: lookWith([reached('ams1-lighthouse-1', { slot: 9_912_004, root: rootOf('6a') })]),
    explained: [],
  },
  'endpoint-inconsistent': {
    view: viewOf({
      kind: 'endpoint-inconsistent',
      subject: 'node:sgp1-teku-1',
      scope: 'node',
      facts: {
        'sgp1-teku-1': [
          { at: BEGAN - 2 * MINUTE_MS, what: 'identity-changed' },
          { at: BEGAN - MINUTE_MS, what: 'went-backwards', fromSlot: SLOT - 6, toSlot: SLOT - 11 },
        ],
      },
      nodes: ['sgp1-teku-1'],
    }),
    look: lookWith([]),
    explained: [],
  },
  'low-peers': {
    view: viewOf({
      kind: 'low-peers',
      subject: 'node:sgp1-lodestar-1',
      scope: 'node',
      facts: { 'sgp1-lodestar-1': { peers: 11 } },
      nodes: ['sgp1-lodestar-1'],
    }),
    look: lookWith([reached('sgp1-lodestar-1', { peers: 11 })]),
    explained: [],
  },
  slow: {
    view: viewOf({
      kind: 'slow',
      subject: 'node:ams1-prysm-1',
      scope: 'node',
      facts: { 'ams1-prysm-1': { totalMs: 3_400 } },
      nodes: ['ams1-prysm-1'],
      seenBy: ['eu-central-1', 'us-west-2'],
      notSeenBy: ['ap-southeast-2'],
    }),
    look: lookWith([reached('ams1-prysm-1', { totalMs: 3_400 })]),
    explained: [],
  },
}

/** One scene a kind, the plain one. */
export const SCENES = Object.fromEntries(
  ALL_KINDS.map((kind) => [kind, DRAWN[kind] ?? typicalScene(kind)]),
) as Readonly<Record<Kind, Scene>>

/** Scenes that the plain ones do not show. */
export const VARIANTS: Readonly<Record<string, Scene>> = {
  'node-down.one-place': {
    view: viewOf({
      kind: 'node-down',
      subject: 'node:sgp1-lodestar-1',
      scope: 'node',
      severity: 'critical',
      facts: { 'sgp1-lodestar-1': { kind: 'timeout' } },
      nodes: ['sgp1-lodestar-1'],
      seenBy: ['eu-central-1'],
      cannotTell: ['us-west-2', 'ap-southeast-2'],
    }),
    look: lookWith([failed('sgp1-lodestar-1', TIMED_OUT)]),
    explained: [],
  },
  'node-down.one-client': {
    view: viewOf({
      kind: 'node-down',
      subject: 'client:teku',
      scope: 'several',
      severity: 'critical',
      facts: ofEach(['fra1-teku-1', 'sgp1-teku-1'], { kind: 'connection-refused' }),
      nodes: ['fra1-teku-1', 'sgp1-teku-1'],
    }),
    look: lookWith([failed('fra1-teku-1', REFUSED), failed('sgp1-teku-1', REFUSED)]),
    explained: ['fra1-teku-1', 'sgp1-teku-1'].map(downNode),
  },
  'data-center-dark.no-contact': {
    view: viewOf({
      kind: 'data-center-dark',
      subject: 'data-center:sgp1',
      scope: 'data-center',
      facts: ofEach(ids('sgp1'), { kind: 'timeout' }),
      nodes: ids('sgp1'),
      since: Date.UTC(2026, 10, 21, 23, 59, 40),
    }),
    look: lookWith(ids('sgp1').map((id) => failed(id, TIMED_OUT))),
    explained: ids('sgp1').map(downNode),
  },
  'vantage-degraded.node': {
    view: viewOf({
      kind: 'vantage-degraded',
      subject: 'node:fra1-nimbus-1',
      scope: 'node',
      facts: { ...WATCHED, unwatched: { 'fra1-nimbus-1': { kind: 'http-status', status: 401 } } },
      nodes: ['fra1-nimbus-1'],
    }),
    look: lookWith([unknown('fra1-nimbus-1', UNAUTHORISED)]),
    explained: [],
  },
  'blind.refused': {
    view: viewOf({
      kind: 'blind',
      subject: 'fleet',
      scope: 'fleet',
      facts: { ...WATCHED, unwatched: ofEach(ALL, { kind: 'http-status', status: 401 }) },
      nodes: ALL,
    }),
    look: lookWith(ALL.map((id) => unknown(id, UNAUTHORISED))),
    explained: [],
  },
  'chain-split.three-sides': {
    view: viewOf({
      kind: 'chain-split',
      subject: 'fleet',
      scope: 'network',
      facts: splitFacts(THREE_SIDES),
      nodes: ALL.filter((id) => id !== 'sgp1-lodestar-1' && id !== 'ams1-prysm-1'),
      seenBy: ['eu-central-1', 'us-west-2'],
      cannotTell: ['ap-southeast-2'],
    }),
    look: lookWith(
      [
        reached('fra1-lighthouse-1', {
          syncing: { syncing: true },
          peers: 3,
          slot: SLOT - 40,
          root: rootOf('b81d02f7'),
        }),
        reached('fra1-teku-1', { syncing: { optimistic: true } }),
        reached('sgp1-teku-1', { slot: SLOT - 1, root: rootOf('77d1e0aa') }),
        reached('ams1-prysm-1', { slot: SLOT - 900, root: rootOf('0d') }),
        failed('sgp1-lodestar-1', TIMED_OUT),
      ],
      THREE_SIDES,
    ),
    explained: [],
  },
  'finality-delay.node': {
    view: viewOf({
      kind: 'finality-delay',
      subject: 'node:ams1-lighthouse-1',
      scope: 'node',
      severity: 'warning',
      facts: { of: 'nodes', nodes: { 'ams1-lighthouse-1': { finalizedEpoch: EPOCH - 5, epochs: 3 } } },
      nodes: ['ams1-lighthouse-1'],
    }),
    look: lookWith([
      reached('ams1-lighthouse-1', {
        checkpoints: { ...HEALTHY, finalized: { epoch: EPOCH - 5, root: rootOf('1c') } },
      }),
    ]),
    explained: [],
  },
}
