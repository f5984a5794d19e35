/** Laws of judge runs: a handed look is not lost, everybody is told whatever store answers, and a judge alone fails last. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { runStores } from '../../lib/adapters/store/run-store.ts'
import { regionTurns } from '../../lib/domain/escalation/turns.ts'
import type { Store } from '../../lib/ports.ts'
import { judgeRuns } from '../../lib/work/judge-runs.ts'
import { whyNotTaken } from '../../lib/work/taken-look.ts'
import { fleetSettings, lookOf, NOON } from '../domain/made-up-fleet.ts'
import { storesInStepTime } from '../kit/busy-store.ts'
import { notedStore } from '../kit/noted-store.ts'

const MINUTE = 60_000
const settings = fleetSettings(
  `contacts: [{ id: ann, email: ann@example.com }]
thresholds: { node-down: { severity: critical, after: 0s } }
escalation: { critical: { steps: [{ after: 0s, notify: [ann] }] } }`,
  ['eu', 'us'],
)
const DESK = { deskUrl: 'https://desk.example.com/' }

function stage(replicaCount = 2) {
  const { stores, clock } = storesInStepTime(NOON, 2)
  const calls: string[] = []
  const warned: string[] = []
  const told: string[] = []
  const down = new Set<string>()
  const [eu, us] = stores as [Store, Store]
  const each = [
    { name: 'eu', store: eu },
    { name: 'us', store: us },
  ]
  const replicas = each.slice(0, replicaCount).map(({ name, store }) => ({
    name,
    store: notedStore(store, (call) => {
      if (down.has(name)) throw new Error(`${name} is gone`)
      calls.push(`${name} ${call}`)
    }),
  }))
  const log = {
    info: (what: string) => void told.push(what),
    warn: (what: string) => void warned.push(what),
  }
  const pager = {
    async send() {
      calls.push('send')
      return { messageId: 'm', channel: 'sns eu' }
    },
  }
  const judge = judgeRuns({
    clock,
    log,
    settings,
    settingsHash: 'test',
    vantage: 'eu',
    turns: regionTurns(2),
    freshMs: 210_000,
    openStore: runStores({ replicas, settings, clock, log }),
    linkKeys: async () => ({ kind: 'none', problem: 'missing', because: 'this is a test' }),
    ping: async () => void calls.push('ping'),
  })
  const run = async (more: Partial<Parameters<typeof judge>[0]> = {}) => {
    const ended = judge({ handed: null, desk: null, pager, ...more }).then(
      () => 'ended',
      (error: Error) => error.message,
    )
    await clock.runTo(clock.now() + MINUTE)
    return await ended
  }
  return { eu, us, calls, warned, told, down, run }
}

/** A look of this vantage in which one node is down. */
const handedLook = (stored: boolean) => ({
  look: lookOf(settings, { vantage: 'eu', at: NOON, nodes: { 'fra1-a': 'timeout' } }),
  stored,
})

it('a look that its own Region has stored is judged and told, and stored nowhere else', async () => {
  const { run, calls, told, warned } = stage()
  assert.equal(await run({ handed: handedLook(true) }), 'ended')
  assert.deepEqual(told, ['judged', 'told'])
  assert.deepEqual(calls.slice(-3), ['send', 'eu record', 'ping'])
  assert.ok(!calls.some((call) => call.endsWith('putLook')))
  assert.deepEqual(warned, ['messages go out without links'])
})

it('a look that it could not store is stored in the next Region', async () => {
  const { run, eu, us } = stage()
  assert.equal(await run({ handed: handedLook(false) }), 'ended')
  assert.equal(await eu.latestLook('eu'), null)
  assert.deepEqual(await us.latestLook('eu'), handedLook(false).look)
})

it('or told of, where there is none that takes it; it is judged all the same', async () => {
  const { run, down, told, warned } = stage()
  down.add('us')
  assert.equal(await run({ handed: handedLook(false) }), 'ended')
  assert.ok(warned.includes('look not stored anywhere'))
  assert.deepEqual(told, ['judged', 'told'])
  const single = stage(1)
  assert.equal(await single.run({ handed: handedLook(false) }), 'ended')
  assert.ok(!single.warned.includes('look not stored anywhere'))
})

it('the floor judges what the table has, and keeps its place after the pages', async () => {
  const { run, calls, eu } = stage()
  await eu.putLook(handedLook(true).look)
  assert.equal(await run({ desk: DESK }), 'ended')
  assert.deepEqual(calls.slice(-5), ['send', 'eu record', 'eu places', 'eu putPlace', 'ping'])
  assert.equal((await eu.places())[0]?.deskUrl, DESK.deskUrl)
})

it('while its own replica is gone it works in the next one', async () => {
  const { run, down, told, us } = stage()
  down.add('eu')
  assert.equal(await run({ handed: handedLook(false), desk: DESK }), 'ended')
  assert.deepEqual(told, ['judged', 'told'])
  assert.equal((await us.places())[0]?.deskUrl, DESK.deskUrl)
})

it('without any replica it tells once, fails after that, and keeps its place when one is back', async () => {
  const { run, down, calls, warned, eu } = stage()
  down.add('eu').add('us')
  const alone = 'Cannot reach the table in any Region: eu judged its own look alone'
  assert.equal(await run({ handed: handedLook(false), desk: DESK }), alone)
  assert.equal(await run({ handed: handedLook(false), desk: DESK }), alone)
  assert.deepEqual(calls, ['send', 'ping', 'ping'])
  assert.equal(warned.filter((what) => what === 'place not kept').length, 2)
  down.clear()
  assert.equal(await run({ desk: DESK }), 'ended')
  assert.equal((await eu.places())[0]?.deskUrl, DESK.deskUrl)
})

for (const [law, changes, because] of [
  ['of another vantage', { vantage: 'us' }, /expected eu/],
  ['dated an hour ahead', { at: NOON + 60 * MINUTE }, /expected the last minutes/],
  ['whose round is an hour ahead', { roundAt: NOON + 60 * MINUTE }, /expected the last minutes/],
  ['of an hour ago', { at: NOON - 60 * MINUTE }, /expected the last minutes/],
  ['without an instant', { at: 'now' }, /has no instant/],
  ['that is none', { nodes: 'all well' }, /no look/],
] as const)
  it(`H5: a handed look ${law} is refused, and what the table has is judged`, async () => {
    const { run, eu, warned, calls } = stage()
    await eu.putLook(handedLook(true).look)
    const { look } = handedLook(true)
    const stranger = { ...look, nodes: [], ...changes } as unknown as typeof look
    assert.match(String(whyNotTaken(stranger, { vantage: 'eu', now: NOON })), because)
    assert.equal(await run({ handed: { look: stranger, stored: false } }), 'ended')
    assert.ok(warned.includes('handed look refused'))
    assert.ok(calls.includes('send'), 'the true look was judged')
  })
