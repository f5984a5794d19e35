/** The commands by which people answer a page, on a data folder that another process has open. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { run as ack } from '../../../bin/commands/ack.ts'
import { run as escalate } from '../../../bin/commands/escalate.ts'
import { run as incidents } from '../../../bin/commands/incidents.ts'
import type { Command } from '../../../bin/commands/io.ts'
import { run as mute } from '../../../bin/commands/mute.ts'
import { run as mutes } from '../../../bin/commands/mutes.ts'
import { run as note } from '../../../bin/commands/note.ts'
import { run as override } from '../../../bin/commands/override.ts'
import { run as show } from '../../../bin/commands/show.ts'
import { run as unmute } from '../../../bin/commands/unmute.ts'
import { systemClock } from '../../../lib/adapters/host/system-clock.ts'
import { shortId } from '../../../lib/domain/kinds/short-id.ts'
import type { Deed } from '../../../lib/domain/people/deed.ts'
import { type LocalStore, openLocalStore } from '../../../lib/local/local-store.ts'
import { runHere } from '../../kit/in-process.ts'
import { sentOf, viewOf } from '../../kit/stored-night.ts'

const MINUTE = 60_000
const NOW = Date.now()
const ago = (minutes: number) => NOW - minutes * MINUTE
const fresh = { asOf: NOW }

const dark = viewOf({
  ...fresh,
  kind: 'data-center-dark',
  subject: 'data-center:fra1',
  since: ago(10),
  scope: 'data-center',
  evidence: {
    facts: { a: { kind: 'timeout' }, b: { kind: 'timeout' } },
    nodes: ['a', 'b'],
    seenBy: ['eu', 'us'],
    notSeenBy: ['ap'],
  },
})
const inside = viewOf({
  ...fresh,
  kind: 'node-down',
  subject: 'node:a',
  since: ago(9),
  explainedBy: 'data-center-dark data-center:fra1',
})
const slow = viewOf({ ...fresh, kind: 'slow', subject: 'node:c', since: ago(20), severity: 'warning' })
const over = viewOf({
  kind: 'low-peers',
  subject: 'node:c',
  since: ago(90),
  phase: 'closed',
  phaseSince: ago(60),
  asOf: ago(60),
  severity: 'warning',
})

const SETTINGS = `network: devnet
vantages: [eu]
dataCenters: [{ id: fra1 }, { id: ams1 }]
nodes:
  - { id: a, url: "http://127.0.0.1:1", dataCenter: fra1 }
  - { id: b, url: "http://127.0.0.1:2", dataCenter: fra1 }
  - { id: c, url: "http://127.0.0.1:3", dataCenter: ams1 }
contacts:
  - { id: ann, email: ann@example.com }
  - { id: bob, email: bob@example.com }
rotations: [{ id: primary, people: [ann, bob] }]
escalation:
  critical: { steps: [{ after: 0s, notify: [primary] }], ackExpires: 45m }
`

let folder: string
let local: LocalStore
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
  writeFileSync(join(folder, 'fleet.yaml'), SETTINGS)
  const dataDir = join(folder, '.watchfire')
  mkdirSync(dataDir)
  const log = { info: () => undefined, warn: () => undefined }
  local = await openLocalStore({ dataDir, env: {}, clock: systemClock, log })
  const { store } = local
  for (const view of [dark, inside, slow, over]) await store.putView(view)
  await store.record(sentOf(dark, { at: ago(8) }))
  await store.record(sentOf(over, { at: ago(80), contact: 'bob', channel: 'webhook slack', texting: 'none' }))
})
after(async () => {
  await local.close()
  rmSync(folder, { recursive: true, force: true })
})

const call = (command: Command, ...args: string[]) =>
  runHere(command, args, { cwd: folder, env: { USER: 'cat' } })
const json = async <T = Record<string, unknown>>(command: Command, ...args: string[]) => {
  const { code, stdout, stderr } = await call(command, ...args, '--json')
  assert.equal(stderr, '')
  assert.equal(stdout.trim().split('\n').length, 1, 'one document, and nothing else')
  return { code, said: JSON.parse(stdout) as T }
}
const deeds = async () => (await local.store.deeds()).toSorted((a, b) => a.at - b.at)
const last = async () => (await deeds()).at(-1)!
/** The deed that a call writes, and nothing but it. */
async function written(work: () => Promise<{ code: number }>): Promise<Deed> {
  const before = new Set((await deeds()).map(({ id }) => id))
  assert.equal((await work()).code, 0)
  const now = (await deeds()).filter(({ id }) => !before.has(id))
  assert.equal(now.length, 1)
  return now[0]!
}

describe('ack, escalate, note', () => {
  it('ack takes the id as it is typed, says who and until when, and is written as one deed', async () => {
    const typed = dark.id.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'i')
    const deed = await written(() => call(ack, typed))
    assert.deepEqual(
      [deed.what, deed.who, deed.until - deed.at, 'kind' in deed && [deed.kind, deed.subject, deed.incident]],
      ['ack', 'cat', 30 * MINUTE, [dark.kind, dark.subject, dark.id]],
    )
  })

  it('ack lasts as the settings say for its severity, or as is asked for', async () => {
    const usual = await written(() => call(ack, dark.id, '--settings', 'fleet.yaml', '--as', 'ann'))
    assert.deepEqual([usual.who, usual.until - usual.at], ['ann', 45 * MINUTE])
    const asked = await written(() => call(ack, dark.id, '--for', '1h30m'))
    assert.equal(asked.until - asked.at, 90 * MINUTE)
  })

  it('ack of what another incident explains says which one people are told of', async () => {
    const { stdout } = await call(ack, inside.id)
    assert.match(
      stdout,
      /^\w{5} critical node-down node:a: acknowledged by cat until .*Z \(30 min\)\.\nIt is explained by data-center-dark data-center:fra1, .*: acknowledge that one\.\n$/,
    )
  })

  it('escalate takes an acknowledgement back', async () => {
    const acknowledged = async () => (await json<{ acknowledged: unknown }>(show, slow.id)).said.acknowledged
    await call(ack, slow.id, '--as', 'ann')
    assert.equal(((await acknowledged()) as { who: string }).who, 'ann')
    assert.equal((await written(() => call(escalate, slow.id))).what, 'escalate')
    assert.equal(await acknowledged(), null)
  })

  it('note keeps the words', async () => {
    const deed = await written(() => call(note, dark.id, 'called the site: fibre cut'))
    assert.deepEqual([deed.what, deed.reason], ['note', 'called the site: fibre cut'])
  })

  it('--json prints the deed, with its instants in ISO 8601', async () => {
    const { code, said } = await json(ack, dark.id, '--for', '10m')
    const deed = await last()
    assert.deepEqual([code, said], [0, { ...deed, at: iso(deed.at), until: iso(deed.until) }])
  })

  for (const [name, command, more] of [
    ['ack', ack, []],
    ['escalate', escalate, []],
    ['note', note, ['too late']],
  ] as const)
    it(`${name} of an incident that is over says so, exits 1 and writes nothing`, async () => {
      const before = await deeds()
      const { code, stdout, stderr } = await call(command, over.id, ...more)
      assert.deepEqual([code, stdout], [1, ''])
      assert.equal(stderr, `watchfire: ${over.id} warning low-peers node:c is over: nothing was written\n`)
      assert.deepEqual(await deeds(), before)
    })
})

describe('mute, unmute, mutes', () => {
  it('a mute is listed with who, until when and why; what it covers is said, and shown as muted', async () => {
    const muting = ['kind:slow', '--for', '2h', '--reason', 'load test', '--settings', 'fleet.yaml']
    const { stdout } = await call(mute, ...muting)
    assert.match(
      stdout,
      /^kind:slow is muted by cat until .*Z \(2 h\): load test\nIt covers, of what is open now:\n {2}\w{5} warning slow node:c\n$/,
    )
    const listed = await json<Record<string, unknown>[]>(mutes)
    assert.deepEqual(
      [listed.code, listed.said.map(({ scope, who, reason }) => [scope, who, reason])],
      [0, [['kind:slow', 'cat', 'load test']]],
    )
    assert.match(
      (await call(mutes)).stdout,
      /^kind:slow is muted by cat since .* for another (2 h|1 h 59 min): load test\nPlanned maintenance is not known: .*\n$/,
    )
    assert.match(
      (await call(show, slow.id)).stdout,
      /^ {2}muted with kind:slow by cat until .*Z \(load test\)$/m,
    )
    assert.match((await call(escalate, slow.id)).stdout, /^It is muted until .*: unmute kind:slow first\.$/m)
  })

  it('unmute ends it, and a second one finds nothing to end', async () => {
    const { at, until, ...deed } = await written(() => call(unmute, 'kind:slow'))
    assert.deepEqual([deed.what, 'scope' in deed && deed.scope], ['unmute', 'kind:slow'])
    assert.ok(until - at > 110 * MINUTE, 'it is kept as long as what it ends')
    assert.equal((await call(mutes, '--settings', 'fleet.yaml')).stdout, 'Nothing is muted.\n')
    const again = await call(unmute, 'kind:slow')
    assert.deepEqual(
      [again.code, again.stdout, again.stderr],
      [1, '', 'watchfire: kind:slow is not muted: nothing was written. Nothing is muted.\n'],
    )
  })

  it('a mute of a data centre covers what is inside it, by the settings', async () => {
    const muting = ['data-center:fra1', '--for', '7d', '--reason', 'move', '--settings', 'fleet.yaml']
    const { stdout } = await call(mute, ...muting)
    assert.deepEqual(
      stdout.split('\n').filter((line) => line.startsWith('  ')),
      [`  ${dark.id} critical data-center-dark data-center:fra1`, `  ${inside.id} critical node-down node:a`],
    )
    assert.equal((await call(unmute, 'data-center:fra1')).code, 0)
  })

  it('without settings it says that nobody has checked the name', async () => {
    assert.match(
      (await call(mute, 'node:zzz', '--for', '1m', '--reason', 'x')).stdout,
      /^No settings are at hand: /m,
    )
    await call(unmute, 'node:zzz')
  })
})

describe('override', () => {
  const by = (...args: string[]) => call(override, ...args, '--settings', 'fleet.yaml')

  it('until an instant with its time zone, or for a time', async () => {
    const tomorrow = `${iso(NOW + 86_400_000).slice(0, 16)}+00:00`
    const deed = await written(() => by('ann', '--with', 'bob', '--until', tomorrow))
    assert.deepEqual(
      [deed.what === 'override' && [deed.contact, deed.with], deed.until],
      [['ann', 'bob'], Date.parse(tomorrow)],
    )
    const { stdout } = await by('ann', '--with', 'bob', '--until', '8h')
    assert.match(stdout, /^bob is told what would go to ann until .*Z \(8 h\), by cat\.\n$/)
  })

  it('with the same contact it is taken back, for as long as what it takes back; twice finds nothing', async () => {
    const deed = await written(() => by('ann', '--with', 'ann'))
    assert.ok(deed.until - deed.at > 23 * 60 * MINUTE)
    const again = await by('ann', '--with', 'ann')
    assert.deepEqual(
      [again.code, again.stderr],
      [1, 'watchfire: Nobody stands in for ann: nothing was written\n'],
    )
  })
})

describe('incidents', () => {
  it('lists the worst first, who has it in hand, what it explains and what that is', async () => {
    const { code, said } = await json<Record<string, unknown>[]>(incidents)
    assert.equal(code, 1)
    assert.deepEqual(
      said.map(({ id, explains, explainedBy }) => [id, explains, explainedBy]),
      [
        [dark.id, 1, undefined],
        [inside.id, 0, `${dark.kind} ${dark.subject}`],
        [slow.id, 0, undefined],
      ],
    )
    const [first] = said
    assert.equal((first!.acknowledged as { who: string }).who, 'cat')
    assert.deepEqual([first!.since, first!.muted], [iso(dark.since), null])
  })

  it('says it in three lines each', async () => {
    const { code, stdout } = await call(incidents)
    const lines = stdout.split('\n')
    assert.equal(code, 1)
    assert.match(
      lines[0]!,
      /^\w{5} CRITICAL data-center-dark data-center:fra1, open, began .*Z, 10 min.* ago$/,
    )
    assert.equal(lines[1], '  Data centre fra1: none of its 2 nodes can be reached.')
    assert.match(
      lines[2]!,
      new RegExp(`^ {2}acknowledged by cat until .*Z; explains 1 more: ${inside.id} node-down node:a$`),
    )
    assert.match(lines[8]!, /^ {2}nobody has acknowledged it$/)
    assert.equal(lines.length, 10)
  })
})

describe('show', () => {
  it('tells what is seen, by whom, the runbook, and the whole story', async () => {
    const { code, stdout } = await call(show, dark.id)
    assert.equal(code, 0)
    for (const part of [
      /^Data centre fra1: none of its 2 nodes can be reached\.\n {2}a did not answer in time\n {2}b did not answer in time\nSeen by eu, us; not by ap\.\nRunbook: docs\/runbook\/data-center-dark\.md$/m,
      /^\S+ \S+ first evidence$/m,
      /^\S+ \S+ eu opened it$/m,
      /^\S+ \S+ ann was told: it opened \(critical-1, by eu through sns eu\)$/m,
      /^\S+ \S+ cat noted: called the site: fibre cut$/m,
    ])
      assert.match(stdout, part)
  })

  it('of one that is over tells its story too', async () => {
    const { code, said } = await json<{ state: string; timeline: { what: string }[] }>(show, over.id)
    assert.deepEqual(
      [code, said.state, said.timeline.map(({ what }) => what)],
      [0, 'closed', ['first-evidence', 'opened', 'last-evidence', 'told', 'closed'].toSorted(byTime(said))],
    )
  })

  it('of a test page tells who asked, and it can be acknowledged', async () => {
    const at = ago(1)
    await local.store.putDeed({
      id: 'drill',
      what: 'drill',
      at,
      until: at + 10 * MINUTE,
      who: 'ann',
      contact: 'bob',
    })
    const about = { kind: 'drill', subject: 'contact:bob', since: at } as const
    const id = shortId(about)
    await local.store.record({
      ...sentOf(dark, { at: at + 1_000, contact: 'bob', reason: 'drill', step: 'drill-eu' }),
      ...about,
      incident: id,
    })
    assert.equal((await written(() => call(ack, id, '--as', 'bob'))).who, 'bob')
    const { said } = await json<{ state: string; runbook: unknown; timeline: { what: string }[] }>(show, id)
    assert.deepEqual(
      [said.state, said.runbook, said.timeline.map(({ what }) => what)],
      ['test', null, ['test-asked-for', 'told', 'acknowledged']],
    )
  })
})

describe('misuse exits 2, says what was expected, and writes nothing', () => {
  const muteSlow = ['kind:slow', '--for', '2h', '--reason', 'x']
  const until = ['--until', '8h']
  const cases: readonly (readonly [
    name: string,
    command: Command,
    args: readonly string[],
    problem: RegExp,
  ])[] = [
    ['ack', ack, [], /^watchfire: Cannot acknowledge: ID is missing, expected ID or --all\n$/],
    ['escalate', escalate, ['A', 'B'], /unexpected argument "B"/],
    ['ack', ack, [dark.id, '--fro', '1h'], /unknown option --fro, did you mean --for\?/],
    ['ack', ack, [dark.id, '--for', '25h'], /--for is "25h", expected at most 1 d/],
    ['ack', ack, [dark.id, '--for', 'soon'], /--for is "soon", expected a duration/],
    ['ack', ack, [dark.id, '--for', '0s'], /--for is "0s", expected a duration/],
    ['ack', ack, [dark.id, '--as', ' '], /--as is empty/],
    ['ack', ack, [dark.id, '--as', 'a\u001b[2J'], /--as has a line break or a control character/],
    [
      'ack',
      ack,
      [`${dark.id.slice(0, 4)}U`],
      new RegExp(
        `no incident is called that; did you mean ${dark.id}\\?\\nOpen are:\\n  ${dark.id} critical data-center-dark`,
      ),
    ],
    ['ack', ack, [dark.id, '--data', 'nowhere'], /there is no data folder .*nowhere; name one with --data/],
    ['ack', ack, [dark.id, '--aws'], /no settings; name a file with --settings/],
    ['ack', ack, [dark.id, '--aws', '--data', 'x'], /--aws and --data exclude each other/],
    ['ack', ack, [dark.id, '--settings', 'none.yaml'], /none\.yaml:1:1: Cannot read the settings/],
    ['escalate', escalate, ['UUUUU'], /Cannot escalate UUUUU: no incident is called that\n/],
    ['note', note, [dark.id], /TEXT is missing, expected ID TEXT/],
    [
      'note',
      note,
      [dark.id, 'two', 'words'],
      /unexpected argument "words"; if it belongs to TEXT, put all of that in quotes/,
    ],
    ['note', note, [dark.id, 'a\nb'], /TEXT has a line break/],
    ['note', note, [dark.id, 'x'.repeat(501)], /TEXT has 501 letters, expected 500 at most/],
    ['show', show, ['UUUUU'], /Cannot show UUUUU/],
    ['mute', mute, muteSlow.slice(0, 3), /--reason is missing/],
    ['ack', ack, ['--all', 'XXXXX'], /ID and --all exclude each other/],
    ['mute', mute, ['kind:slow', '--reason', 'x'], /--for is missing: every mute ends by itself/],
    ['mute', mute, ['kind:slow', '--for', '169h', '--reason', 'x'], /expected at most 7 d/],
    ['mute', mute, ['kind:blind', '--for', '1h', '--reason', 'x'], /kind:blind cannot be muted/],
    ['mute', mute, ['node:d', ...muteSlow.slice(1), '--settings', 'fleet.yaml'], /there is no node d/],
    ['unmute', unmute, [], /SCOPE is missing/],
    ['mutes', mutes, ['all'], /unexpected argument "all"\n/],
    ['override', override, ['ann', ...until], /--with is missing/],
    ['override', override, ['ann', '--with', 'bob'], /--until is missing/],
    [
      'override',
      override,
      ['ann', '--with', 'bob', '--until', '2026-11-23T08:00'],
      /expected an instant with its time zone/,
    ],
    ['override', override, ['ann', '--with', 'bob', '--until', '2026-02-30T08:00Z'], /expected an instant/],
    ['override', override, ['ann', '--with', 'bob', '--until', '2020-01-01T08:00Z'], /which is past/],
    ['override', override, ['ann', '--with', 'bob', '--until', '32d'], /expected at most 31 d from now/],
    [
      'override',
      override,
      ['primary', '--with', 'bob', ...until, '--settings', 'fleet.yaml'],
      /primary is a rotation, expected one of its people: ann, bob/,
    ],
    [
      'override',
      override,
      ['ann', '--with', 'bobb', ...until, '--settings', 'fleet.yaml'],
      /there is no contact bobb; did you mean bob\?/,
    ],
    ['incidents', incidents, ['--jsno'], /unknown option --jsno/],
  ]
  for (const [name, command, args, problem] of cases)
    it([name, ...args.map((arg) => arg.slice(0, 30))].join(' '), async () => {
      const before = await deeds()
      const { code, stdout, stderr } = await call(command, ...args)
      assert.deepEqual([code, stdout], [2, ''])
      assert.match(stderr, problem)
      assert.deepEqual(await deeds(), before)
    })

  it('ack by nobody', async () => {
    const { code, stderr } = await runHere(ack, [dark.id], { cwd: folder })
    assert.deepEqual([code, stderr.includes('say who you are with --as')], [2, true])
  })
})

it('bad settings that nobody named keep nobody from acknowledging', async () => {
  const bad = join(folder, 'bad')
  mkdirSync(bad)
  writeFileSync(join(bad, 'watchfire.yaml'), 'network: 7\n')
  const { code, stderr } = await runHere(ack, [dark.id, '--data', '../.watchfire'], {
    cwd: bad,
    env: { USER: 'cat' },
  })
  assert.equal(code, 0)
  assert.match(stderr, /^watchfire\.yaml:1:1: .*\nwarning: Going on without the settings\n$/s)
})

function iso(ms: number): string {
  return new Date(ms).toISOString()
}

function byTime({ timeline }: { readonly timeline: readonly { readonly what: string }[] }) {
  const place = (what: string) => timeline.findIndex((event) => event.what === what)
  return (a: string, b: string) => place(a) - place(b)
}
