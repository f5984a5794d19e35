/** Snapshots: what an on-call engineer may find on the screen, one a story. */
import { slotAt } from '../../../lib/domain/chain/chain.ts'
import type { ByNode, SplitFacts, WatchingFacts } from '../../../lib/domain/findings/facts.ts'
import type { View } from '../../../lib/domain/incidents/incident.ts'
import type { Look } from '../../../lib/domain/look/look.ts'
import type { Sides } from '../../../lib/domain/look/sides/sides.ts'
import { MINUTE_MS, SECOND_MS } from '../../../lib/domain/text/time.ts'
import type { Snapshot } from '../../../lib/local/snapshot.ts'
import {
  CHAIN,
  HUNDRED,
  lookOf,
  type Machine,
  NOW,
  noticeOf,
  REFUSED,
  rootOf,
  SEVEN,
  SLOT,
  settingsOf,
  snapshotOf,
  TIMEOUT,
  UNAUTHORIZED,
  viewsFrom,
  type Words,
} from './scenes.ts'

export const THREE = ['eu-central-1', 'us-west-2', 'ap-southeast-2'] as const
const FIVE = [...THREE, 'us-east-1', 'sa-east-1'] as const
const SETTINGS = settingsOf(SEVEN, THREE)

const idsIn = (fleet: readonly Machine[], place: string) =>
  fleet.filter(({ dataCenter }) => dataCenter === place).map(({ id }) => id)

const all = (nodes: readonly string[], word: Words[string]): Words =>
  Object.fromEntries(nodes.map((node) => [node, word]))

/** The same facts of each of these nodes. */
function ofEach<const T>(nodes: readonly string[], facts: T): ByNode<T> {
  return Object.fromEntries(nodes.map((node) => [node, facts]))
}

/** Every vantage looked within the minute, each at its own instant. */
function looks(
  fleet: readonly Machine[],
  vantages: readonly string[],
  each: (vantage: string, tip: number) => Partial<Look> & { words?: Words },
): Look[] {
  return vantages.map((vantage, index) => {
    const agoMs = (4 + 17 * index) * SECOND_MS
    const { words, sides } = each(vantage, slotAt(CHAIN, NOW - agoMs))
    return lookOf({
      fleet,
      vantage,
      agoMs,
      ...(words && { words }),
      ...(sides && { sides }),
    })
  })
}

const wellLooks = looks(SEVEN, THREE, (vantage) => ({
  words: vantage === 'us-west-2' ? { 'sgp1-lodestar-1': { behind: 1 }, 'fra1-nimbus-1': { behind: 2 } } : {},
}))

export const WELL: Snapshot = snapshotOf(SETTINGS, wellLooks)

const SIDE_FRA = idsIn(SEVEN, 'fra1')
const SIDE_REST = SEVEN.map(({ id }) => id).filter((id) => !SIDE_FRA.includes(id))

/** The last block that both sides have. */
const SPLIT_SLOT = SLOT - 58

/** The smaller side is behind in some looks and ahead in others, as sides are while both grow. */
function splitSides(tip: number, behind: { rest: number; fra: number }): Sides {
  const rest = { tip: { slot: tip - behind.rest, root: rootOf('3f2a9c1e') }, nodes: SIDE_REST }
  const fra = { tip: { slot: tip - behind.fra, root: rootOf('b81d02f7') }, nodes: SIDE_FRA }
  const ancestor = { slot: SPLIT_SLOT, root: rootOf('c4e97a10') }
  return {
    sides: behind.fra > behind.rest ? [rest, fra] : [fra, rest],
    undecided: [],
    splits: [
      {
        sides: [0, 1],
        ancestor,
        ancestorWithin: null,
        depth: tip - Math.max(behind.rest, behind.fra) - ancestor.slot,
        blocks: ['more', 'more'],
      },
    ],
    conflicts: [],
  }
}

const splitLooks = looks(SEVEN, THREE, (vantage, tip) => {
  const behind = vantage === 'us-west-2' ? { rest: 1, fra: 0 } : { rest: 0, fra: 2 }
  return {
    words: {
      ...all(SIDE_REST, { behind: behind.rest }),
      ...all(SIDE_FRA, { behind: behind.fra, root: rootOf('b81d02f7') }),
    },
    sides: splitSides(tip, behind),
  }
})

const { sides, splits, undecided } = splitLooks[0]!.sides
export const SPLIT_FACTS: SplitFacts = { sides, splits, undecided }

const splitViews = viewsFrom(THREE, {
  kind: 'chain-split',
  subject: 'fleet',
  facts: SPLIT_FACTS,
  nodes: SEVEN.map(({ id }) => id),
  groups: [SIDE_REST, SIDE_FRA],
  by: { scope: 'network' },
})

const lowPeers: readonly View[] = ['fra1-lighthouse-1', 'fra1-teku-1'].flatMap((node) =>
  viewsFrom(['eu-central-1', 'ap-southeast-2'], {
    kind: 'isolated',
    subject: `node:${node}`,
    facts: { [node]: { because: 'alone', peers: 2, head: { slot: SLOT - 2, root: rootOf('b81d02f7') } } },
    nodes: [node],
    by: { severity: 'warning', explainedBy: 'chain-split fleet' },
  }),
)

export const SPLIT: Snapshot = snapshotOf(SETTINGS, splitLooks, {
  views: [...splitViews, ...lowPeers],
  notices: [
    noticeOf(splitViews[0]!, 'CRITICAL chain-split: the fleet is on 2 chains since 10:04:00Z'),
    noticeOf(splitViews[0]!, 'CRITICAL chain-split: the fleet is on 2 chains since 10:04:00Z', {
      contact: 'pagerduty',
    }),
  ],
  story: [
    {
      at: NOW - 3 * MINUTE_MS,
      says: 'Now the nodes in fra1 stop hearing the others. Each side goes on making blocks of its own: a real fork grows.',
    },
    { at: NOW - 38 * SECOND_MS, says: '  Found: chain-split (fleet) after 2 min 22 s' },
  ],
})

const AMS = idsIn(SEVEN, 'ams1')

const darkView = viewsFrom(THREE, {
  kind: 'data-center-dark',
  subject: 'data-center:ams1',
  facts: ofEach(AMS, { kind: 'connection-refused' }),
  nodes: AMS,
})

export const DARK: Snapshot = snapshotOf(
  SETTINGS,
  looks(SEVEN, THREE, () => ({ words: all(AMS, { down: REFUSED }) })),
  {
    views: [
      ...darkView,
      ...AMS.flatMap((node) =>
        viewsFrom(THREE, {
          kind: 'node-down',
          subject: `node:${node}`,
          facts: { [node]: { kind: 'connection-refused' } },
          nodes: [node],
          by: { severity: 'warning', explainedBy: 'data-center-dark data-center:ams1' },
        }),
      ),
    ],
    notices: [
      noticeOf(
        darkView[0]!,
        'CRITICAL data-center-dark: data centre ams1 (Leaseweb) is dark: both nodes down since 10:04:00Z',
      ),
    ],
  },
)

const partitionView = viewsFrom(THREE, {
  kind: 'partition',
  subject: 'path:us-west-2/ams1',
  facts: {},
  seenBy: ['us-west-2'],
  notSeenBy: ['eu-central-1', 'ap-southeast-2'],
  nodes: AMS,
  by: { severity: 'warning', since: NOW - 4 * MINUTE_MS },
})

const PARTITION: Snapshot = snapshotOf(
  SETTINGS,
  looks(SEVEN, THREE, (vantage) => ({ words: vantage === 'us-west-2' ? all(AMS, { down: TIMEOUT }) : {} })),
  {
    views: [
      ...partitionView.slice(0, 2),
      ...partitionView.slice(2).map((view): View => ({ ...view, phase: 'suspect' })),
    ],
    notices: [
      noticeOf(
        partitionView[0]!,
        'WARNING partition: us-west-2 cannot reach data centre ams1 (Leaseweb), though others can since 10:01:47Z',
      ),
    ],
  },
)

const WATCHED: WatchingFacts = { silent: [], cutOff: [], fresh: null, unwatched: {} }

const silentView = viewsFrom(['eu-central-1', 'us-west-2'], {
  kind: 'vantage-degraded',
  subject: 'vantage:ap-southeast-2',
  facts: {
    ...WATCHED,
    silent: [{ vantage: 'ap-southeast-2', lastLookAt: NOW - 17.75 * MINUTE_MS }],
  },
  by: { severity: 'warning', since: NOW - 15 * MINUTE_MS },
})

export const SILENT: Snapshot = snapshotOf(
  SETTINGS,
  [...wellLooks.slice(0, 2), lookOf({ fleet: SEVEN, vantage: 'ap-southeast-2', agoMs: 17.75 * MINUTE_MS })],
  {
    views: [
      ...silentView,
      // What the silent vantage thought when it was last heard of counts no longer.
      ...viewsFrom(['ap-southeast-2'], {
        kind: 'node-down',
        subject: 'node:fra1-teku-1',
        facts: { 'fra1-teku-1': { kind: 'timeout' } },
        nodes: ['fra1-teku-1'],
        by: { asOf: NOW - 17.7 * MINUTE_MS },
      }),
    ],
    notices: [
      noticeOf(
        silentView[0]!,
        'WARNING vantage-degraded: vantage ap-southeast-2 is silent or cut off since 09:50:47Z',
      ),
    ],
  },
)

const LOCKED = ['sgp1-teku-1', 'sgp1-lodestar-1']

export const UNAUTHORIZED_NODES: Snapshot = snapshotOf(
  SETTINGS,
  looks(SEVEN, THREE, () => ({
    words: {
      ...all(LOCKED, { unknown: UNAUTHORIZED }),
      'fra1-nimbus-1': { behind: 1004, syncing: { syncing: true, distance: 1004 } },
      'ams1-prysm-1': { syncing: { optimistic: true, executionOffline: true } },
    },
  })),
  {
    views: [
      ...viewsFrom(THREE, {
        kind: 'blind',
        subject: 'data-center:sgp1',
        facts: {
          ...WATCHED,
          unwatched: ofEach(LOCKED, { kind: 'http-status', status: 401 }),
        },
        nodes: LOCKED,
        by: { since: NOW - 11 * MINUTE_MS },
      }),
      ...LOCKED.flatMap((node) =>
        viewsFrom(THREE, {
          kind: 'vantage-degraded',
          subject: `node:${node}`,
          facts: { ...WATCHED, unwatched: { [node]: { kind: 'http-status', status: 401 } } },
          nodes: [node],
          by: { severity: 'warning', explainedBy: 'blind data-center:sgp1' },
        }),
      ),
      ...viewsFrom(THREE, {
        kind: 'syncing',
        subject: 'node:fra1-nimbus-1',
        facts: { 'fra1-nimbus-1': { slots: 1004 } },
        nodes: ['fra1-nimbus-1'],
        by: { severity: 'warning', since: NOW - 26 * 60 * MINUTE_MS },
      }),
      ...viewsFrom(THREE, {
        kind: 'execution-offline',
        subject: 'node:ams1-prysm-1',
        facts: { 'ams1-prysm-1': { head: { slot: SLOT, root: rootOf('3f2a9c1e') } } },
        nodes: ['ams1-prysm-1'],
        by: { severity: 'warning', phase: 'suspect', since: NOW - 21 * SECOND_MS },
      }),
    ],
  },
)

const SYD = idsIn(HUNDRED, 'syd1')

const hundredLooks = looks(HUNDRED, FIVE, (vantage) => ({
  words: {
    ...all(SYD, vantage === 'sa-east-1' ? { down: TIMEOUT } : { behind: 1 }),
    'fra1-teku-2': { down: REFUSED },
    'ams1-prysm-3': { behind: 71, syncing: { syncing: true, distance: 71 } },
    'ams1-lodestar-4': { behind: 9 },
    'iad2-nimbus-1': { unknown: UNAUTHORIZED },
  },
}))

export const HUNDRED_NODES: Snapshot = snapshotOf(settingsOf(HUNDRED, FIVE), hundredLooks, {
  views: [
    ...viewsFrom(FIVE, {
      kind: 'node-down',
      subject: 'node:fra1-teku-2',
      facts: { 'fra1-teku-2': { kind: 'connection-refused' } },
      nodes: ['fra1-teku-2'],
      by: { severity: 'warning' },
    }),
    ...viewsFrom(FIVE, {
      kind: 'partition',
      subject: 'path:sa-east-1/syd1',
      facts: {},
      seenBy: ['sa-east-1'],
      notSeenBy: ['eu-central-1', 'us-west-2', 'ap-southeast-2', 'us-east-1'],
      nodes: SYD,
      by: { severity: 'warning', since: NOW - 5 * MINUTE_MS },
    }),
  ],
})

const TEN = [
  'eu-central-1',
  'eu-west-1',
  'eu-north-1',
  'us-east-1',
  'us-west-2',
  'ca-central-1',
  'sa-east-1',
  'ap-northeast-1',
  'ap-southeast-1',
  'ap-southeast-2',
]

export const TEN_VANTAGES: Snapshot = snapshotOf(
  settingsOf(SEVEN, TEN),
  looks(SEVEN, TEN.slice(0, 9), (vantage) => ({
    words: {
      'ams1-prysm-1': { behind: 12, syncing: { syncing: true } },
      'sgp1-teku-1': { unknown: UNAUTHORIZED },
      ...(vantage === 'sa-east-1' ? { 'fra1-teku-1': { down: TIMEOUT } } : {}),
    },
  })),
)

export const SNAPSHOTS: Readonly<Record<string, Snapshot>> = {
  well: WELL,
  split: SPLIT,
  'dark-data-center': DARK,
  partition: PARTITION,
  'silent-vantage': SILENT,
  unknown: UNAUTHORIZED_NODES,
  'hundred-nodes': HUNDRED_NODES,
  'ten-vantages': TEN_VANTAGES,
}
