/** Live view: reviewed screen by screen, and held to the laws of a status that people trust when they are tired. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import type { View } from '../../../lib/domain/incidents/incident.ts'
import type { Look } from '../../../lib/domain/look/look.ts'
import { MINUTE_MS, SECOND_MS } from '../../../lib/domain/text/time.ts'
import type { Snapshot } from '../../../lib/local/snapshot.ts'
import { liveView } from '../../../lib/local/terminal/live-view.ts'
import { matrixOf } from '../../../lib/local/terminal/matrix.ts'
import { goldenNames, matchesGolden } from './golden.ts'
import {
  HUNDRED,
  lookOf,
  NOW,
  noticeOf,
  REFUSED,
  SEVEN,
  SLOT,
  settingsOf,
  snapshotOf,
  viewsFrom,
  type Words,
} from './scenes.ts'
import { DARK, HUNDRED_NODES, SILENT, SNAPSHOTS, SPLIT, TEN_VANTAGES, THREE, WELL } from './snapshots.ts'

const REVIEWED: readonly (readonly [string, Snapshot, { columns: number; rows: number }])[] = [
  ...Object.entries(SNAPSHOTS)
    .filter(([name]) => !['hundred-nodes', 'ten-vantages'].includes(name))
    .map(([name, snapshot]) => [`live.${name}.100x32`, snapshot, { columns: 100, rows: 32 }] as const),
  ['live.hundred-nodes.80x24', HUNDRED_NODES, { columns: 80, rows: 24 }],
  ['live.hundred-nodes.130x50', HUNDRED_NODES, { columns: 130, rows: 50 }],
  ['live.split.80x24', SPLIT, { columns: 80, rows: 24 }],
  ['live.dark-data-center.60x14', DARK, { columns: 60, rows: 14 }],
  ['live.ten-vantages.60x24', TEN_VANTAGES, { columns: 60, rows: 24 }],
]

for (const [name, snapshot, size] of REVIEWED)
  test(`the screen of ${name} is the reviewed one`, () => {
    matchesGolden(name, liveView(snapshot, { ...size, color: false }))
  })

test('every reviewed screen belongs to a snapshot', () => {
  assert.deepEqual(goldenNames('live.'), REVIEWED.map(([name]) => name).toSorted())
})

test('S10, S11: what the watch cannot do, and who gets nothing from here, stay on the screen beside an incident', () => {
  const says = {
    troubles: ['the store takes nothing: disk is full'],
    unsentSaid: ['Nothing is sent from here to ann.'],
  }
  for (const snapshot of [WELL, SPLIT]) {
    const screen = show({ ...snapshot, ...says }, 100, 24)
    assert.match(screen, /the store takes nothing: disk is full/)
    assert.match(screen, /Nothing is sent from here to ann\./)
  }
  const tiny = show({ ...SPLIT, ...says }, 40, 6)
  assert.match(tiny, /the store takes nothing/)
})

const show = (snapshot: Snapshot, columns = 100, rows = 40) =>
  liveView(snapshot, { columns, rows, color: false }).join('\n')

test('W: where the desk and the facts are stays on a screen of 80 by 24 while incidents are open', () => {
  for (const snapshot of [SPLIT, DARK]) {
    const rows = show(snapshot, 80, 24).split('\n')
    assert.ok(
      rows.some((row) => row.startsWith('Desk: ') && row.includes('Store: ')),
      rows.join('\n'),
    )
  }
})

test('a screen is never wider or higher than the terminal, and colour adds no letter', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(SNAPSHOTS)),
      fc.integer({ min: 1, max: 180 }),
      fc.integer({ min: 1, max: 130 }),
      (snapshot, columns, rows) => {
        const plain = liveView(snapshot, { columns, rows, color: false })
        const colored = liveView(snapshot, { columns, rows, color: true })
        assert.ok(plain.length <= rows, `${plain.length} lines in ${rows} rows`)
        for (const line of plain) assert.ok(line.length <= columns, `"${line}" in ${columns} columns`)
        const stripped = colored.map((line) => stripVTControlCharacters(line).trimEnd())
        assert.deepEqual(stripped, plain)
      },
    ),
    { numRuns: 300 },
  )
})

test('without colour there is no control character, and with colour only the colour codes', () => {
  for (const snapshot of Object.values(SNAPSHOTS)) {
    const plain = liveView(snapshot, { columns: 100, rows: 40, color: false }).join('')
    assert.doesNotMatch(plain, /\p{Cc}/u)
    const colored = liveView(snapshot, { columns: 100, rows: 40, color: true }).join('')
    assert.ok(colored.includes('\x1b['))
    assert.doesNotMatch(stripVTControlCharacters(colored), /\p{Cc}/u)
  }
})

test('nothing that a node, a settings file or a story says can move the cursor or widen a line', () => {
  const hostile = 'x\x1b[2J\r\n\t\u202e\u0007漢字🔥e\u0301'.repeat(20)
  const [view] = viewsFrom(THREE, {
    kind: 'slow',
    subject: `node:${hostile}`,
    facts: { [hostile]: { totalMs: 3_000 } },
    nodes: [hostile],
  })
  const settings = settingsOf([{ id: hostile, dataCenter: hostile, version: hostile }], THREE)
  const fleet = [{ id: hostile, dataCenter: hostile, version: hostile }]
  const snapshot = snapshotOf(settings, [lookOf({ fleet, vantage: THREE[0], agoMs: 1_000 })], {
    views: [view!],
    notices: [noticeOf(view!, hostile, { contact: hostile })],
    story: [{ at: NOW, says: hostile }],
    storeSaid: hostile,
    deskSaid: hostile,
  })
  for (const columns of [60, 100, 160])
    for (const line of liveView(snapshot, { columns, rows: 50, color: false })) {
      assert.match(line, /^[ -~\u00a1-\u02af\u2010-\u2026]*$/)
      assert.ok(line.length <= columns)
    }
})

test('a node that is unwell is never hidden while one that is well has a line of its own', () => {
  const unwell = [
    'fra1-teku-2',
    'ams1-prysm-3',
    'ams1-lodestar-4',
    'iad2-nimbus-1',
    ...HUNDRED.map(({ id }) => id).filter((id) => id.startsWith('syd1')),
  ]
  const well = HUNDRED.map(({ id }) => id).filter((id) => !unwell.includes(id))
  for (let rows = 4; rows <= 130; rows++) {
    // Nothing but the matrix names nodes here, so that every name found is a row's.
    const lines = liveView({ ...HUNDRED_NODES, views: [] }, { columns: 100, rows, color: false })
    const has = (id: string) => lines.some((line) => line.slice(2).startsWith(`${id} `))
    if (!well.some(has)) continue
    assert.deepEqual(
      unwell.filter((id) => !has(id)),
      [],
      `${rows} rows`,
    )
  }
})

test('well nodes are counted by data centre before a single unwell one is folded', () => {
  const lines = liveView(HUNDRED_NODES, { columns: 100, rows: 24, color: false })
  assert.ok(lines.some((line) => line.startsWith('sgp1: 20 nodes well')))
  assert.ok(lines.some((line) => line.includes('fra1-teku-2') && line.includes('DOWN')))
})

test('every vantage has its column from 60 columns up, for 1 to 10 vantages and 1 to 100 nodes', () => {
  for (let vantages = 1; vantages <= 10; vantages++)
    for (const nodes of [1, 7, 100]) {
      const names = TEN_VANTAGES.settings.vantages.slice(0, vantages).map(({ name }) => name)
      const fleet = HUNDRED.slice(0, nodes)
      const words: Words = { [fleet[0]!.id]: { down: REFUSED } }
      const looks = names.map((vantage) => lookOf({ fleet, vantage, agoMs: 1_000, words }))
      const lines = liveView(snapshotOf(settingsOf(fleet, names), looks), {
        columns: 60,
        rows: 40,
        color: false,
      })
      const row = lines.find((line) => line.includes('DOWN'))
      assert.equal(row?.match(/DOWN/g)?.length, vantages, `${vantages} vantages, ${nodes} nodes: ${row}`)
    }
})

const agedBy = (snapshot: Snapshot, ms: number): Snapshot => ({ ...snapshot, now: snapshot.now + ms })
const DOWN = {
  kind: 'node-down',
  subject: 'node:fra1-teku-1',
  facts: { 'fra1-teku-1': { kind: 'timeout' } },
  nodes: ['fra1-teku-1'],
} as const
const oneView = (by: Partial<View>) => viewsFrom([THREE[0]], { ...DOWN, by })

const STATES: readonly (readonly [string, Snapshot, string])[] = [
  ['all looks fresh and all nodes well', WELL, 'ALL WELL'],
  ['nobody has looked yet', { ...WELL, looks: new Map() }, 'NO LOOK YET'],
  [
    'one vantage has looked, the others never have',
    { ...WELL, looks: new Map([...WELL.looks].slice(0, 1)) },
    'STARTING, 1 OF 3 LOOK',
  ],
  ['every look is old', agedBy(WELL, 10 * MINUTE_MS), 'BLIND: NO FRESH LOOK'],
  ['one vantage is silent', { ...SILENT, views: [] }, 'ONLY 2 OF 3 LOOK'],
  ['something is suspected', { ...WELL, views: oneView({ phase: 'suspect' }) }, '1 SUSPECTED'],
  ['something clears', { ...WELL, views: oneView({ phase: 'clearing' }) }, '1 CLEARING'],
  ['a closed incident is over', { ...WELL, views: oneView({ phase: 'closed' }) }, 'ALL WELL'],
  ['a node is down and nothing is open', { ...DARK, views: [] }, 'NO INCIDENT'],
  ['a warning is open', { ...WELL, views: oneView({ severity: 'warning' }) }, '1 OPEN, WARNING'],
  ['what is explained is not counted', DARK, '1 OPEN, CRITICAL'],
]

for (const [when, snapshot, state] of STATES)
  test(`the title says ${state} when ${when}`, () => {
    for (const columns of [60, 80, 100, 160])
      assert.ok(show(snapshot, columns).split('\n')[0]!.endsWith(` ${state}`))
  })

test('a side keeps its letter in every column and while tips overtake each other', () => {
  const overtaken = new Map(
    [...SPLIT.looks].map(([name, look]) => [
      name,
      { ...SPLIT.looks.get('us-west-2')!, vantage: name, at: look.at },
    ]),
  )
  for (const snapshot of [SPLIT, { ...SPLIT, looks: overtaken }]) {
    const rows = show(snapshot).split('\n')
    const lettersOf = (id: string) => rows.find((line) => line.includes(`${id} `))?.match(/\b[AB] [=-]/g)
    assert.deepEqual(
      lettersOf('ams1-prysm-1')?.map((cell) => cell[0]),
      ['A', 'A', 'A'],
    )
    assert.deepEqual(
      lettersOf('fra1-teku-1')?.map((cell) => cell[0]),
      ['B', 'B', 'B'],
    )
  }
})

test('a look with one side from before the split bears no letters', () => {
  const early = lookOf({ fleet: SEVEN, vantage: 'us-west-2', agoMs: 100 * SECOND_MS })
  const rows = show({ ...SPLIT, looks: new Map([...SPLIT.looks, ['us-west-2', early]]) }).split('\n')
  assert.match(rows.find((line) => line.includes('fra1-teku-1 '))!, /B -2 += {2,}B -2/)
})

test('what a silent vantage last thought counts only while nobody judges', () => {
  const old = oneView({ asOf: NOW - 20 * MINUTE_MS })
  const other = viewsFrom([THREE[1]], {
    kind: 'slow',
    subject: 'node:ams1-prysm-1',
    facts: { 'ams1-prysm-1': { totalMs: 3_000 } },
  })
  assert.doesNotMatch(show({ ...WELL, views: [...old, ...other] }), /node-down/)
  assert.match(show({ ...WELL, views: old }), /node-down node:fra1-teku-1 .* as of 09:45:47Z/)
})

test('an incident is shown once, with how many vantages hold it, the oldest beginning and the worst severity', () => {
  const views = [
    ...oneView({ severity: 'warning', since: NOW - 300 * SECOND_MS, id: 'OLDER' }),
    ...viewsFrom(THREE.slice(1), DOWN),
  ].map((view, index) =>
    index === 2 ? { ...view, phase: 'suspect' as const } : { ...view, since: view.since + index },
  )
  const lines = show({ ...WELL, views })
    .split('\n')
    .filter((line) => line.includes('node-down'))
  assert.equal(lines.length, 1)
  assert.match(
    lines[0]!,
    /^OLDER CRITICAL node-down node:fra1-teku-1 {2}since 10:00:47Z, 5 min, in 2 of 3 views$/,
  )
})

test('what is explained by an incident that is over stands on its own', () => {
  const text = show({
    ...DARK,
    views: DARK.views.map((view) => (view.kind === 'node-down' ? view : { ...view, phase: 'closed' })),
  })
  assert.match(text, /2 OPEN, WARNING/)
  assert.match(text, /^\w{5} WARNING {2}node-down node:ams1-prysm-1/m)
})

test('a node with an open incident keeps its line however well it looks', () => {
  const views = viewsFrom(THREE, {
    kind: 'low-peers',
    subject: 'node:sgp1-prysm-2',
    facts: { 'sgp1-prysm-2': { peers: 3 } },
    nodes: ['sgp1-prysm-2'],
  })
  const lines = liveView({ ...HUNDRED_NODES, views }, { columns: 100, rows: 24, color: false })
  assert.ok(lines.some((line) => line.startsWith('! sgp1-prysm-2 ')))
  assert.ok(lines.some((line) => line.startsWith('sgp1: 19 of 20 well')))
})

test('incidents that explain one another are shown', () => {
  const of = (kind: 'slow' | 'syncing', other: string) =>
    viewsFrom(THREE, {
      kind,
      subject: 'node:fra1-teku-1',
      facts: {},
      by: { explainedBy: `${other} node:fra1-teku-1` },
    })
  const text = show({ ...WELL, views: [...of('slow', 'syncing'), ...of('syncing', 'slow')] })
  assert.match(text, /slow node:fra1-teku-1/)
  assert.match(text, /syncing node:fra1-teku-1/)
})

test('what an incident explains stands beneath it, also when the chain of causes is longer', () => {
  const views = [
    ...DARK.views,
    ...viewsFrom(THREE, {
      kind: 'slow',
      subject: 'node:ams1-prysm-1',
      facts: { 'ams1-prysm-1': { totalMs: 3_000 } },
      by: { explainedBy: 'node-down node:ams1-prysm-1' },
    }),
  ]
  const lines = show({ ...DARK, views }, 120).split('\n')
  const at = lines.findIndex((line) => line.includes('data-center-dark data-center:ams1'))
  assert.deepEqual(
    lines
      .slice(at + 2, at + 5)
      .map((line) => line.match(/^ +> \w+ (\S+ \S+)/)?.[1])
      .toSorted(),
    ['node-down node:ams1-lighthouse-1', 'node-down node:ams1-prysm-1', 'slow node:ams1-prysm-1'],
  )
})

test('references have rows of their own and are not counted among the nodes', () => {
  const settings = {
    ...WELL.settings,
    references: [
      { id: 'public-1', url: 'https://public.example.org', headers: {}, tls: {}, kind: 'finality' as const },
    ],
  }
  const looks = [...WELL.looks.values()].map((look) => {
    const [first] = look.nodes
    const reference = {
      ...first!,
      id: 'public-1',
      role: 'reference',
      head: 'unknown',
    } as (typeof look.nodes)[number]
    return { ...look, nodes: [...look.nodes, reference] }
  })
  const lines = show(snapshotOf(settings, looks)).split('\n')
  assert.match(lines.join('\n'), /all 7 nodes well/)
  assert.match(lines.find((line) => line.includes('public-1'))!, /up +up +up$/)
  const failing = lookOf({ fleet: SEVEN, vantage: 'eu-central-1', agoMs: 1_000 })
  assert.match(show(snapshotOf(settings, [failing])), /public-1 .*not asked/)
})

test('a node of another network sets no mark for the others', () => {
  const words: Words = { 'fra1-teku-1': { genesis: 'other', behind: -5_000_000 } }
  const looks = THREE.map((vantage) => lookOf({ fleet: SEVEN, vantage, agoMs: 1_000, words }))
  const text = show(snapshotOf(WELL.settings, looks))
  assert.match(text, /fra1-teku-1 .*OTHER NET/)
  assert.match(text, /fra1-nimbus-1 +\S+ \S+ +=/)
})

test('a lag of hours is said as the share of the chain that the node has, never as all of it', () => {
  const words: Words = {
    'fra1-teku-1': { behind: 10_000, syncing: { syncing: true } },
    'fra1-nimbus-1': { behind: SLOT / 2, syncing: { syncing: true } },
  }
  const text = show(
    snapshotOf(settingsOf(SEVEN, [THREE[0]]), [lookOf({ fleet: SEVEN, vantage: THREE[0], agoMs: 0, words })]),
  )
  assert.match(text, /fra1-teku-1 .* 99% SYNC/)
  assert.match(text, /fra1-nimbus-1 .* (49|50)% SYNC/)
})

test('an open incident says who has it in hand, and what keeps it quiet', () => {
  const view = DARK.views.find(({ kind }) => kind === 'data-center-dark')!
  const about = { kind: view.kind, subject: view.subject, incident: view.id, who: 'ann' }
  const times = { at: NOW - SECOND_MS, until: NOW + 20 * MINUTE_MS }
  const ack = { ...about, ...times, id: 'a', what: 'ack' } as const
  const mute = { ...times, id: 'm', what: 'mute', scope: 'data-center:ams1', who: 'bob' } as const
  const shown = (deeds: Snapshot['deeds']) => show({ ...DARK, deeds }, 100)
  assert.doesNotMatch(shown([]), /acknowledged|muted/)
  assert.match(shown([ack]), /^ {6}acknowledged by ann until /m)
  assert.match(shown([mute]), /^ {6}muted until .* by bob *$/m)
  assert.doesNotMatch(shown([{ ...ack, until: NOW }]), /acknowledged/)
})

test('the version of a node does not change with the vantage that looked last', () => {
  const bare = (look: Look, version: string | undefined, askedAt: number): Look => ({
    ...look,
    nodes: look.nodes.map((node) => {
      const { version: _, ...about } = node.about
      return { ...node, about: { ...about, askedAt, ...(version !== undefined && { version }) } }
    }),
  })
  const [a, b, c] = [...WELL.looks.values()]
  const asked = [
    bare(a!, undefined, 0),
    bare(b!, 'teku/v25.12.0', NOW - 1_000),
    bare(c!, 'teku/v25.11.0', NOW - 9_000),
  ]
  const versionsOf = (looks: readonly Look[]) => {
    const snapshot = { ...WELL, looks: new Map(looks.map((look) => [look.vantage, look])) }
    return [...matrixOf(snapshot, []).software.values()].map(({ version }) => version)
  }
  for (const newest of asked) {
    const looks = asked.map((look) => ({ ...look, at: look === newest ? NOW : NOW - 5_000 }))
    assert.ok(versionsOf(looks).every((version) => version.endsWith(' v25.12.0')))
  }
})
