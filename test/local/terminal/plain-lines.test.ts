/** Plain lines: something is said when something changed, once, and nothing when nothing did. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Phase, View } from '../../../lib/domain/incidents/incident.ts'
import { MINUTE_MS, SECOND_MS } from '../../../lib/domain/text/time.ts'
import type { Snapshot } from '../../../lib/local/snapshot.ts'
import { plainLines } from '../../../lib/local/terminal/plain-lines.ts'
import { goldenNames, matchesGolden } from './golden.ts'
import {
  lookOf,
  NOW,
  noticeOf,
  REFUSED,
  rootOf,
  SEVEN,
  SLOT,
  snapshotOf,
  TIMEOUT,
  viewsFrom,
  type Words,
} from './scenes.ts'
import { DARK, SILENT, SPLIT, THREE, UNAUTHORIZED_NODES, WELL } from './snapshots.ts'

const { settings } = WELL
const at = (agoMs: number, words: Words = {}) => lookOf({ fleet: SEVEN, vantage: 'us-west-2', agoMs, words })
const withLooks = (...looks: readonly ReturnType<typeof at>[]) => snapshotOf(settings, looks)

const REVIEWED: Readonly<Record<string, readonly Snapshot[]>> = {
  'plain.split': [WELL, SPLIT],
  'plain.dark-data-center': [WELL, DARK],
  'plain.unknown': [WELL, UNAUTHORIZED_NODES],
}

for (const [name, snapshots] of Object.entries(REVIEWED))
  test(`the lines of ${name} are the reviewed ones`, () => {
    matchesGolden(
      name,
      snapshots.flatMap((after, index) => plainLines(snapshots[index - 1] ?? null, later(after, index))),
    )
  })

/** The same a minute later, so that its looks are others. */
function later(snapshot: Snapshot, minutes: number): Snapshot {
  const byMs = minutes * MINUTE_MS
  const looks = [...snapshot.looks].map(([name, look]) => [name, { ...look, at: look.at + byMs }] as const)
  const views = snapshot.views.map((view) => ({ ...view, asOf: view.asOf + byMs }))
  return { ...snapshot, now: snapshot.now + byMs, looks: new Map(looks), views }
}

test('every reviewed text belongs to a pair of snapshots', () => {
  assert.deepEqual(goldenNames('plain.'), Object.keys(REVIEWED).toSorted())
})

test('the first lines say what is watched, where facts are kept, and what every vantage sees', () => {
  const lines = plainLines(null, WELL)
  assert.match(
    lines[0]!,
    /^Watching 7 nodes of mainnet from eu-central-1, us-west-2 and ap-southeast-2, every 1 min\. Store: SQLite, in /,
  )
  assert.equal(lines.length, 4)
  assert.equal(lines[3], `10:05:43Z eu-central-1 slot ${SLOT - 1} · 7 of 7 nodes reached · 1 side`)
})

test('a snapshot in which nothing changed says nothing', () => {
  for (const snapshot of [WELL, SPLIT, DARK, SILENT]) assert.deepEqual(plainLines(snapshot, snapshot), [])
})

test('a new look that differs in heads, times and lags only says nothing', () => {
  const after = withLooks(
    at(1_000, { 'fra1-teku-1': { behind: 2, root: rootOf('1234') }, 'ams1-prysm-1': { peers: 3 } }),
  )
  assert.deepEqual(plainLines(withLooks(at(MINUTE_MS)), after), [])
})

const CHANGES: readonly (readonly [string, Words, RegExp])[] = [
  [
    'a node is no longer reached',
    { 'fra1-teku-1': { down: REFUSED } },
    /6 of 7 nodes reached · 1 side · down \(refused\): fra1-teku-1$/,
  ],
  ['a node syncs', { 'fra1-teku-1': { syncing: { syncing: true } } }, /7 of 7 .* syncing: fra1-teku-1$/],
  [
    'a node loses its execution client',
    { 'fra1-teku-1': { syncing: { executionOffline: true } } },
    /execution offline: fra1-teku-1$/,
  ],
]

for (const [change, words, expected] of CHANGES)
  test(`a look says something when ${change}, and again when that is over`, () => {
    const [before, after] = [withLooks(at(MINUTE_MS)), withLooks(at(1_000, words))]
    assert.equal(plainLines(before, after).length, 1)
    assert.match(plainLines(before, after)[0]!, expected)
    const over = later(withLooks(at(1_000)), 1)
    assert.match(plainLines(after, over)[0]!, /7 of 7 nodes reached · 1 side$/)
  })

test('a fault that became another one is news', () => {
  const before = withLooks(at(MINUTE_MS, { 'fra1-teku-1': { down: REFUSED } }))
  const after = withLooks(at(1_000, { 'fra1-teku-1': { down: TIMEOUT } }))
  assert.match(plainLines(before, after).join('\n'), /down \(no connect\): fra1-teku-1/)
})

test('a second side is news, and its tip overtaking the first is not', () => {
  const split = (snapshot: Snapshot, vantage: string, agoMs: number) =>
    withLooks({ ...snapshot.looks.get(vantage)!, vantage: 'us-west-2', at: NOW - agoMs })
  const [one, two] = [split(SPLIT, 'eu-central-1', MINUTE_MS), split(SPLIT, 'us-west-2', 1_000)]
  assert.match(
    plainLines(withLooks(at(2 * MINUTE_MS)), one)[0]!,
    /2 sides: ams1-lighthouse-1, ams1-prysm-1, sgp1-teku-1 and sgp1-lodestar-1 \/ fra1/,
  )
  assert.deepEqual(plainLines(one, two), [])
})

test('a vantage that falls silent is said once, and its first look after that whatever it holds', () => {
  const before = withLooks(at(1_000))
  const silent = { ...before, now: NOW + 3 * MINUTE_MS }
  assert.deepEqual(plainLines(before, silent), ['10:08:47Z us-west-2 silent since its look of 10:05:46Z'])
  assert.deepEqual(plainLines(silent, { ...silent, now: silent.now + MINUTE_MS }), [])
  const back = {
    ...silent,
    looks: new Map([['us-west-2', { ...before.looks.get('us-west-2')!, at: silent.now }]]),
  }
  assert.match(plainLines(silent, back).join('\n'), /^10:08:47Z us-west-2 .* 7 of 7 nodes reached/)
})

const holding = (by: Partial<View>, vantages: readonly string[] = THREE): Snapshot => ({
  ...WELL,
  views: viewsFrom(vantages, {
    kind: 'node-down',
    subject: 'node:fra1-teku-1',
    facts: { 'fra1-teku-1': { kind: 'connection-refused' } },
    nodes: ['fra1-teku-1'],
    by,
  }),
})

const OPENED = NOW - MINUTE_MS
const PHASES: readonly (readonly [Phase | 'none', Phase, RegExp | null])[] = [
  [
    'none',
    'suspect',
    /^10:05:47Z suspected critical node-down node:fra1-teku-1 \(\w+\) since .*: fra1-teku-1 refused/,
  ],
  ['none', 'open', /^10:05:47Z OPEN critical node-down .* in 3 of 3 views: fra1-teku-1 refused/],
  ['suspect', 'open', /^10:05:47Z OPEN critical node-down/],
  ['open', 'open', null],
  ['open', 'clearing', /^10:05:47Z clearing critical node-down/],
  ['clearing', 'open', /^10:05:47Z OPEN AGAIN critical node-down/],
  ['clearing', 'closed', /^10:05:47Z closed critical node-down node:fra1-teku-1 \(\w+\) after 1 min 42 s$/],
  ['none', 'closed', null],
]

for (const [was, is, expected] of PHASES)
  test(`an incident that goes from ${was} to ${is} ${expected ? 'is said once, for all vantages' : 'is no news'}`, () => {
    const by = is === 'suspect' ? {} : { openedAt: OPENED }
    const before = was === 'none' ? WELL : holding({ phase: was, openedAt: OPENED })
    const lines = plainLines(before, holding({ phase: is, ...by, phaseSince: NOW - 5 * SECOND_MS }))
    assert.equal(lines.length, expected ? 1 : 0, lines.join('\n'))
    if (expected) assert.match(lines[0]!, expected)
  })

test('a suspicion that came to nothing is said to have', () => {
  const { openedAt: _, ...never } = holding({ phase: 'closed' }).views[0]!
  const lines = plainLines(holding({ phase: 'suspect' }), { ...WELL, views: [never] })
  assert.match(lines.join('\n'), /^10:05:47Z closed .*: it came to nothing$/)
})

test('one vantage that changes its mind alone changes nothing while another still holds the incident open', () => {
  const after = {
    ...WELL,
    views: [...holding({}).views.slice(0, 1), ...holding({ phase: 'clearing' }).views.slice(1)],
  }
  assert.deepEqual(plainLines(holding({}), after), [])
})

test('an open incident that gets worse is news', () => {
  const lines = plainLines(holding({ severity: 'warning' }), holding({}))
  assert.match(lines.join('\n'), /^10:05:47Z OPEN critical node-down/)
})

test('an incident whose only witness is no longer heard is said to be dropped', () => {
  const other = viewsFrom([THREE[1]], {
    kind: 'slow',
    subject: 'node:ams1-prysm-1',
    facts: { 'ams1-prysm-1': { totalMs: 3_000 } },
  })
  const before = { ...WELL, views: [...holding({}, [THREE[0]]).views, ...other] }
  const after = { ...WELL, views: [...holding({ asOf: NOW - 9 * MINUTE_MS }, [THREE[0]]).views, ...other] }
  assert.match(plainLines(before, after).join('\n'), /^10:05:47Z dropped node-down node:fra1-teku-1/)
})

test('a notice is told once, with all its text indented', () => {
  const [view] = holding({}).views
  const notice = noticeOf(view!, 'CRITICAL node-down: it is down')
  const before = holding({})
  const after = { ...before, notices: [notice] }
  assert.deepEqual(plainLines(before, after), [
    '10:05:07Z notice to oncall-a (critical-1):',
    `    CRITICAL node-down: it is down (${view!.id})`,
    '',
    '    What: fra1-teku-1 refused the connection.',
  ])
  assert.deepEqual(
    plainLines(after, { ...after, notices: [notice, { ...notice, contact: 'oncall-b' }] }).slice(0, 1),
    ['10:05:07Z notice to oncall-b (critical-1):'],
  )
})

test('a notice that was dropped from the front of the list is not told again, nor are those behind it', () => {
  const [view] = holding({}).views
  const notices = [1, 2, 3].map((minute) =>
    noticeOf(view!, `notice ${minute}`, { at: NOW + minute, step: `repeat-${minute}` }),
  )
  const lines = plainLines({ ...WELL, notices: notices.slice(0, 2) }, { ...WELL, notices: notices.slice(1) })
  assert.deepEqual(
    lines.filter((line) => line.includes('notice to')),
    ['10:05:47Z notice to oncall-a (repeat-3):'],
  )
})

test('the story is told line by line, before what is seen of it', () => {
  const before = { ...WELL, story: [{ at: NOW - 1_000, says: 'All is well.' }] }
  const after = { ...DARK, story: [...before.story, { at: NOW, says: 'Now the power fails.' }] }
  const lines = plainLines(before, after)
  assert.equal(lines[0], '10:05:47Z story: Now the power fails.')
  assert.equal(lines.filter((line) => line.includes('story:')).length, 1)
})

test('no line holds a control character, whatever was said', () => {
  const story = [{ at: NOW, says: 'a\x1b[2J\nb' }]
  for (const line of plainLines(WELL, { ...WELL, story })) assert.doesNotMatch(line, /\p{Cc}/u)
})

test('what people do beside a watch is a line once, and what was done before it is none', () => {
  const times = { at: NOW, until: NOW + 20 * MINUTE_MS, who: 'ann' }
  const about = { kind: 'node-down', subject: 'node:a', incident: 'K7QX2' } as const
  const deeds: Snapshot['deeds'] = [
    { ...times, ...about, id: '1', what: 'ack' },
    { ...times, ...about, id: '2', what: 'escalate' },
    { ...times, ...about, id: '3', what: 'note', reason: 'called\x1b the\nsite' },
    { ...times, id: '4', what: 'mute', scope: 'node:a', reason: 'new disk' },
    { ...times, id: '5', what: 'unmute', scope: 'node:a' },
    { ...times, id: '6', what: 'override', contact: 'ann', with: 'bob' },
    { ...times, id: '7', what: 'drill', contact: 'bob' },
  ]
  const lines = plainLines(WELL, { ...WELL, deeds })
  assert.deepEqual(
    lines.map((text) => text.replace(/^\S+ ann /, '').replace(/ until [^:]*:\d\d:\d\dZ/, ' until T')),
    [
      'acknowledged node-down node:a (K7QX2) until T',
      'asked for more people about node-down node:a (K7QX2)',
      'noted about node-down node:a (K7QX2): called the site',
      'muted node:a until T: new disk',
      'ended the mute of node:a',
      'put bob in the place of ann until T',
      'asked for a test page to bob',
    ],
  )
  assert.deepEqual(plainLines({ ...WELL, deeds }, { ...WELL, deeds }), [])
  assert.doesNotMatch(plainLines(null, { ...WELL, deeds }).join('\n'), /ann/)
})
