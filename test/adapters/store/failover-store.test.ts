/** Laws of failing over: the first replica that answers is the one of the whole run; memory pages where none does. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ownReplica, replicasForPeople, replicasFrom } from '../../../lib/adapters/aws/region-store.ts'
import { containerMemory, remembering } from '../../../lib/adapters/store/container-memory.ts'
import { TABLE_CALLS } from '../../../lib/adapters/store/dynamo-client.ts'
import { CALL_MS_MAX, failoverStore } from '../../../lib/adapters/store/failover-store.ts'
import { itemStore } from '../../../lib/adapters/store/item-store.ts'
import { memoryItems } from '../../../lib/adapters/store/memory-items.ts'
import type { Log, Store } from '../../../lib/ports.ts'
import { aDeed, aLook, aPlace, aSent, aTry, aView, START } from '../../contract/nouns.ts'
import { fleetSettings } from '../../domain/made-up-fleet.ts'
import { type StepClock, stepClock } from '../../kit/step-clock.ts'

const MINUTE = 60_000

/** A store in memory that can be told to fail or to hang, and counts the calls it gets. */
function fragile(clock: StepClock): {
  readonly store: Store
  mood: 'well' | 'failing' | 'hanging'
  calls: number
} {
  const inner = itemStore(memoryItems(clock), clock)
  const held = { mood: 'well' as 'well' | 'failing' | 'hanging', calls: 0, store: inner }
  held.store = Object.fromEntries(
    Object.entries(inner).map(([name, method]: [string, (...args: never[]) => Promise<unknown>]) => [
      name,
      (...args: never[]) => {
        held.calls++
        if (held.mood === 'hanging') return new Promise(() => undefined)
        return held.mood === 'failing' ? Promise.reject(new Error('no')) : method(...args)
      },
    ]),
  ) as unknown as Store
  return held
}

function stage() {
  const clock = stepClock(START)
  const warnings: unknown[] = []
  const log: Log = { info: () => undefined, warn: (...said) => void warnings.push(said) }
  const near = fragile(clock)
  const far = fragile(clock)
  const replicas = [
    { name: 'near', store: near.store },
    { name: 'far', store: far.store },
  ]
  return { clock, warnings, log, near, far, open: () => failoverStore({ replicas, clock, log }) }
}

/** Moves time on while the work waits for it. */
async function whileTimePasses<T>(clock: StepClock, work: Promise<T>): Promise<T> {
  const [result] = await Promise.all([work, clock.runTo(clock.now() + 5_000)])
  return result
}

/** What the SDK waits at most before it tries again for the first time. */
const RETRY_PAUSE_MS = 100

for (const from of ['the same Region', 'another Region'] as const)
  it(`A7: a call to a table from ${from} is tried again, on a new connection, before the next replica is`, () => {
    const { attemptsMax, connectMs, requestMs } = TABLE_CALLS[from]
    assert.ok(attemptsMax >= 2 && connectMs < requestMs)
    assert.ok(2 * requestMs + RETRY_PAUSE_MS <= CALL_MS_MAX)
  })

it('A7: a person may have a slow line, and is answered before the next replica is tried', () => {
  assert.ok(TABLE_CALLS["a person's machine"].requestMs < CALL_MS_MAX)
})

describe('a store over replicas', () => {
  it('asks no other while the first answers', async () => {
    const { near, far, open } = stage()
    const store = open()
    await store.putView(aView())
    assert.deepEqual(await store.views(), [aView()])
    assert.deepEqual([near.calls, far.calls, store.inUse()], [2, 0, 'near'])
  })

  for (const mood of ['failing', 'hanging'] as const)
    it(`goes to the next from one that is ${mood}, says so once, and stays there for the run`, async () => {
      const { clock, near, far, open, warnings } = stage()
      near.mood = mood
      await far.store.putView(aView())
      const store = open()
      assert.deepEqual(await whileTimePasses(clock, store.views()), [aView()])
      near.mood = 'well'
      assert.equal(await store.claim(aTry()), true)
      assert.deepEqual([near.calls, store.inUse(), warnings.length], [1, 'far', 1])
      assert.equal(open().inUse(), 'near')
    })

  it('fails when the last one does', async () => {
    const { near, far, open } = stage()
    near.mood = 'failing'
    far.mood = 'failing'
    await assert.rejects(open().views(), /no/)
    far.mood = 'well'
    assert.deepEqual(await open().views(), [])
  })

  it('does not skip a replica when several calls fail at once', async () => {
    const { near, far, open } = stage()
    near.mood = 'failing'
    const store = open()
    await Promise.all([store.views(), store.sent(), store.deeds()])
    assert.deepEqual([far.calls, store.inUse()], [3, 'far'])
  })

  it('is asked from the own Region on, in the order of the settings', () => {
    const settings = fleetSettings('', ['eu-central-1', 'us-west-2', 'ap-southeast-2'])
    const order = replicasFrom(settings, { vantage: 'us-west-2', installation: 'main' })
    assert.deepEqual(
      order.map(({ name }) => name),
      ['us-west-2', 'ap-southeast-2', 'eu-central-1'],
    )
  })

  it('is asked in three Regions at most while a person waits, and a look has its own alone', () => {
    const names = ['eu-central-1', 'us-west-2', 'ap-southeast-2', 'sa-east-1', 'af-south-1']
    const of = { vantage: 'sa-east-1', installation: 'main' }
    assert.deepEqual(
      replicasForPeople(fleetSettings('', names), of).map(({ name }) => name),
      ['sa-east-1', 'af-south-1', 'eu-central-1'],
    )
    assert.equal(ownReplica(of).name, 'sa-east-1')
  })
})

describe('what a container remembers', () => {
  const settings = fleetSettings('')

  it('is what it saw in the table: views, deeds, places and what was sent', async () => {
    const clock = stepClock(START)
    const memory = containerMemory(clock, settings)
    const table = itemStore(memoryItems(clock), clock)
    const others = aView({ vantage: 'us-west-2' })
    const far = aPlace({ vantage: 'us-west-2' })
    await Promise.all([table.putView(others), table.record(aSent()), table.putDeed(aDeed())])
    await table.putPlace(far)
    const store = remembering(table, memory)
    await Promise.all([store.views(), store.sent(), store.deeds(), store.places()])
    await store.putView(aView())
    await store.putPlace(aPlace())
    await store.record(aSent({ contact: 'oncall-b' }))
    assert.deepEqual(new Set(await memory.views()), new Set([others, aView()]))
    assert.deepEqual(new Set(await memory.sent()), new Set([aSent(), aSent({ contact: 'oncall-b' })]))
    assert.deepEqual(await memory.deeds(), [aDeed()])
    assert.deepEqual(new Set(await memory.places()), new Set([far, aPlace()]))
    assert.equal((await table.sent()).length, 2)
    assert.equal((await table.places()).length, 2)
  })

  it('its own look counts where the table has only an older one', async () => {
    const clock = stepClock(START)
    const memory = containerMemory(clock, settings)
    const table = itemStore(memoryItems(clock), clock)
    const store = remembering(table, memory)
    await table.putLook(aLook({ at: START }))
    await memory.putLook(aLook({ at: START + MINUTE }))
    await memory.putLook(aLook({ at: START - MINUTE }))
    assert.equal((await store.latestLook('eu-central-1'))?.at, START + MINUTE)
    await table.putLook(aLook({ at: START + 2 * MINUTE }))
    assert.equal((await store.latestLook('eu-central-1'))?.at, START + 2 * MINUTE)
    assert.equal(await store.latestLook('us-west-2'), null)
  })

  it('lets no contact be told of one subject twice within a repeat, under whatever label or step', async () => {
    const clock = stepClock(START)
    const memory = containerMemory(clock, settings)
    assert.equal(await memory.claim(aTry()), true)
    await memory.record(aSent())
    const later = (minutes: number) =>
      memory.claim(aTry({ incident: 'other', step: 'close', at: START + minutes * MINUTE }))
    assert.equal(await later(14.9), false)
    assert.equal(await memory.claim(aTry({ contact: 'oncall-b' })), true)
    assert.equal(await memory.claim(aTry({ subject: 'node:b' })), true)
    assert.equal(await later(15), true)
  })
})
