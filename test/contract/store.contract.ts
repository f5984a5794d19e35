/** The contract of `Store`: what looks, views, claims, records, deeds and places are held to on every engine. */

import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { itemStore } from '../../lib/adapters/store/item-store.ts'
import type { Items } from '../../lib/adapters/store/items.ts'
import { nodeSubject } from '../../lib/domain/kinds/subject.ts'
import type { Deed } from '../../lib/domain/people/deed.ts'
import type { Claim, Sent } from '../../lib/domain/people/record.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../lib/domain/text/time.ts'
import type { Store } from '../../lib/ports.ts'
import { anyDeed, anyLook, anyPlace, anySent, anyView } from './any-nouns.ts'
import { type Engine, type TestClock, testClock } from './engines.ts'
import { aClaim, aDeed, aLook, aPlace, aSent, aTry, aView, START } from './nouns.ts'

interface Opened {
  readonly store: Store
  readonly items: Items
  readonly clock: TestClock
  reopen(): Promise<Store>
}

export function storeContract(engine: Engine): void {
  describe(`the store in ${engine.name}`, { skip: engine.skip }, () => {
    const opened: Store[] = []
    before(() => engine.start())
    after(async () => {
      await Promise.all(opened.map((store) => store.close()))
      await engine.stop()
    })

    async function open(): Promise<Opened> {
      const clock = testClock()
      const openItems = await engine.newTable(clock)
      const items = await openItems()
      const reopen = async () => {
        const store = itemStore(await openItems(), clock)
        opened.push(store)
        return store
      }
      const store = itemStore(items, clock)
      opened.push(store)
      return { store, items, clock, reopen }
    }

    looks(open)
    views(open)
    claims(open)
    recordsAndDeeds(open)
    places(open)
    everyItem(open)

    if (engine.lasting)
      test('everything survives close and reopen', async () => {
        const { store, reopen } = await open()
        await store.putLook(aLook())
        await store.putView(aView())
        await store.claim(aTry())
        await store.record(aSent())
        await store.putDeed(aDeed())
        await store.putPlace(aPlace())
        await store.close()
        const again = await reopen()
        assert.deepEqual(await again.latestLook('eu-central-1'), aLook())
        assert.deepEqual(await again.views(), [aView()])
        assert.equal(await again.claim(aTry()), false)
        assert.deepEqual(await again.sent(), [aSent()])
        assert.deepEqual(await again.deeds(), [aDeed()])
        assert.deepEqual(await again.places(), [aPlace()])
      })
  })
}

type Open = () => Promise<Opened>

function looks(open: Open): void {
  test('a look is written once', async () => {
    const { store } = await open()
    assert.equal(await store.latestLook('eu-central-1'), null)
    assert.equal(await store.putLook(aLook()), 'stored')
    assert.equal(await store.putLook(aLook({ settings: 'other' })), 'already')
    assert.deepEqual(await store.latestLook('eu-central-1'), aLook())
  })

  test('the latest look is the one of the latest instant, whatever the order of writing', async () => {
    const { store } = await open()
    for (const at of [START, START + 120_000, START + 60_000]) await store.putLook(aLook({ at }))
    assert.equal((await store.latestLook('eu-central-1'))?.at, START + 120_000)
  })

  test('each vantage has looks of its own, also when one name begins with the other', async () => {
    const { store } = await open()
    const vantages = ['eu', 'eu#1', 'eu%231', 'eu-1']
    for (const vantage of vantages) assert.equal(await store.putLook(aLook({ vantage })), 'stored')
    for (const vantage of vantages) assert.equal((await store.latestLook(vantage))?.vantage, vantage)
  })

  test('a look that does not fit one item is refused by name and size, and nothing is stored', async () => {
    const { store } = await open()
    const settings = randomBytes(420_000).toString('base64')
    await assert.rejects(
      store.putLook(aLook({ settings })),
      /^Error: Cannot store the look of eu-central-1 at 2026-11-22T10:04:00.000Z: it takes \d+ bytes compressed, and one item holds at most 405504/,
    )
    assert.equal(await store.latestLook('eu-central-1'), null)
  })

  test('a look that just fits one item is stored', async () => {
    const { store } = await open()
    const look = aLook({ settings: randomBytes(395_000).toString('base64') })
    await store.putLook(look)
    assert.deepEqual(await store.latestLook('eu-central-1'), look)
  })
}

function views(open: Open): void {
  test('a view is replaced only by one with a later asOf', async () => {
    const { store } = await open()
    assert.equal(await store.putView(aView({ flaps: 0 })), 'stored')
    assert.equal(await store.putView(aView({ flaps: 1 })), 'older')
    assert.equal(await store.putView(aView({ flaps: 2, asOf: START - 1 })), 'older')
    assert.equal(await store.putView(aView({ flaps: 3, asOf: START + 1 })), 'stored')
    assert.deepEqual(
      (await store.views()).map(({ flaps }) => flaps),
      [3],
    )
  })

  test('views are those of every vantage, kind and subject', async () => {
    const { store } = await open()
    const all = [
      aView(),
      aView({ vantage: 'us-west-2' }),
      aView({ kind: 'slow' }),
      aView({ subject: 'node:fra1#lighthouse' }),
      aView({ subject: 'node:fra1%23lighthouse' }),
    ]
    for (const view of all) assert.equal(await store.putView(view), 'stored')
    assert.deepEqual(new Set(await store.views()), new Set(all))
  })

  test('all views are read, also beyond one page of 1 MB', async () => {
    const { store } = await open()
    // What cannot be compressed.
    const evidence = { ...aView().evidence, nodes: [randomBytes(75_000).toString('base64')] }
    const subjects = Array.from({ length: 24 }, (_, n) => nodeSubject(`${n}`))
    for (const subject of subjects) await store.putView(aView({ subject, evidence }))
    assert.deepEqual(new Set((await store.views()).map((view) => view.subject)), new Set(subjects))
  })
}

function claims(open: Open): void {
  async function race(store: Store, claim: Claim): Promise<number> {
    const claims = await Promise.all(Array.from({ length: 20 }, () => store.claim(aTry(claim))))
    return claims.filter((won) => won).length
  }

  test('of twenty that claim one notice, one wins; again when the claim may be retaken', async () => {
    const { store } = await open()
    assert.equal(await race(store, aClaim()), 1)
    assert.equal(await race(store, aClaim({ at: START + MINUTE_MS })), 1)
  })

  test('a claim stands for 60 s, then it may be taken again, and stands again', async () => {
    const { store } = await open()
    const tries: readonly (readonly [number, boolean])[] = [
      [0, true],
      [1, false],
      [60 * SECOND_MS - 1, false],
      [60 * SECOND_MS, true],
      [120 * SECOND_MS - 1, false],
      [120 * SECOND_MS, true],
    ]
    for (const [ms, won] of tries) {
      assert.equal(await store.claim(aTry({ at: START + ms })), won, `after ${ms} ms`)
    }
  })

  test('a try is found again, with what became of it', async () => {
    const { store } = await open()
    assert.equal(await store.lastTry(aTry()), null)
    await store.claim(aTry())
    assert.deepEqual(await store.lastTry(aTry({ incident: 'other' })), aTry())
    assert.equal(await store.lastTry(aTry({ vantage: 'us-west-2' })), null)
    const refused = aTry({ standsUntil: START, unsure: 0 })
    await store.amendTry(aTry(), refused)
    assert.deepEqual(await store.lastTry(aTry()), refused)
    assert.equal(await store.claim(aTry()), true)
  })

  test('what became of a try is not written over the next one', async () => {
    const { store } = await open()
    await store.claim(aTry())
    const next = aTry({ at: START + MINUTE_MS, standsUntil: START + 10 * MINUTE_MS, unsure: 2 })
    await store.claim(next)
    await store.amendTry(aTry(), aTry({ standsUntil: START }))
    assert.deepEqual(await store.lastTry(aTry()), next)
  })

  test('a claim binds one kind, subject, incident, step, contact and vantage', async () => {
    const { store } = await open()
    assert.equal(await store.claim(aTry()), true)
    const others: readonly Partial<Claim>[] = [
      { kind: 'slow' },
      { subject: 'node:other' },
      // Two incidents of one subject that began in one minute have one id.
      { since: START + 1 },
      { step: 'repeat-1' },
      { contact: 'oncall-b' },
      { vantage: 'us-west-2' },
      { step: 'drill-#a', contact: 'b' },
      { step: 'drill-', contact: 'a#b' },
    ]
    for (const other of others) assert.equal(await store.claim(aTry(other)), true, JSON.stringify(other))
    assert.equal(await store.claim(aTry()), false)
  })

  test('a claim is no record, and a record is no claim', async () => {
    const { store } = await open()
    await store.claim(aTry())
    assert.deepEqual(await store.sent(), [])
    await store.record(aSent({ step: 'repeat-1' }))
    assert.equal(await store.claim(aTry({ step: 'repeat-1' })), true)
  })
}

function recordsAndDeeds(open: Open): void {
  test('records are found by what they are about, and no other', async () => {
    const { store } = await open()
    const wanted = [aSent(), aSent({ step: 'close' }), aSent({ kind: 'slow', vantage: 'us-west-2' })]
    const others = [aSent({ subject: 'node:fra1-lighthouse-2' }), aSent({ kind: 'slow', subject: 'fleet' })]
    for (const one of [...wanted, ...others]) await store.record(one)
    const { subject } = aSent()
    const found = await store.sentAbout([
      { kind: 'node-down', subject },
      { kind: 'slow', subject },
      { kind: 'blind', subject: 'fleet' },
    ])
    assert.deepEqual(new Set(found), new Set(wanted))
    assert.deepEqual(await store.sentAbout([]), [])
  })

  test('what a phone was told or spared is found newest first, and of contacts without one nothing', async () => {
    const { store } = await open()
    const at = (seconds: number, texting: Sent['texting'], contact = 'ann') =>
      aSent({ at: START + seconds * SECOND_MS, texting, contact, step: `repeat-${seconds}` })
    for (const one of [at(10, 'held'), at(2, 'sent'), at(30, 'none'), at(5, 'sent', 'ann#b')])
      await store.record(one)
    assert.deepEqual(await store.sentToPhone('ann'), [at(10, 'held'), at(2, 'sent')])
    assert.deepEqual(await store.sentToPhone('ann', 1), [at(10, 'held')])
    assert.deepEqual(await store.sentToPhone('bob'), [])
  })

  test('what was sent is recorded once for every vantage, and the first record stays', async () => {
    const { store } = await open()
    await store.record(aSent())
    await store.record(aSent({ messageId: 'm-2', at: START + 1 }))
    await store.record(aSent({ vantage: 'us-west-2' }))
    await store.record(aSent({ kind: 'slow' }))
    assert.deepEqual(
      new Set(await store.sent()),
      new Set([aSent(), aSent({ vantage: 'us-west-2' }), aSent({ kind: 'slow' })]),
    )
  })

  const MUTE: Deed = {
    id: 'd-2',
    at: START,
    who: 'ann',
    what: 'mute',
    scope: 'node:a',
    until: START + 1,
    reason: 'work',
  }

  test('a deed is written once under its id', async () => {
    const { store } = await open()
    await store.putDeed(aDeed())
    await store.putDeed(aDeed({ who: 'somebody else' }))
    await store.putDeed(MUTE)
    assert.deepEqual(new Set(await store.deeds()), new Set([aDeed(), MUTE]))
  })
}

function places(open: Open): void {
  test('a place is replaced only by one said later, and each vantage has its own', async () => {
    const { store } = await open()
    const { deskUrl: _, ...withoutDesk } = aPlace({ vantage: 'us-west-2' })
    const later = aPlace({ settingsHash: 'cd34', asOf: START + 1 })
    assert.equal(await store.putPlace(aPlace()), 'stored')
    assert.equal(await store.putPlace(withoutDesk), 'stored')
    assert.equal(await store.putPlace(aPlace({ settingsHash: 'other' })), 'older')
    assert.equal(await store.putPlace(later), 'stored')
    assert.equal(await store.putPlace(aPlace()), 'older')
    assert.deepEqual(new Set(await store.places()), new Set([later, withoutDesk]))
  })
}

function everyItem(open: Open): void {
  async function counts(store: Store): Promise<Readonly<Record<string, number>>> {
    return {
      looks: (await store.latestLook('eu-central-1')) === null ? 0 : 1,
      views: (await store.views()).length,
      sent: (await store.sent()).length,
      deeds: (await store.deeds()).length,
      places: (await store.places()).length,
    }
  }

  test('what has expired is not read, whether or not the engine has deleted it', async () => {
    const { store, clock } = await open()
    await store.putLook(aLook())
    await store.putView(aView())
    await store.record(aSent())
    await store.putDeed(aDeed({ until: START + MINUTE_MS }))
    await store.putPlace(aPlace({ asOf: START + SECOND_MS }))
    const steps = [
      { ms: DAY_MS - SECOND_MS, left: { looks: 1, views: 1, sent: 1, deeds: 1, places: 1 } },
      { ms: SECOND_MS, left: { looks: 0, views: 0, sent: 1, deeds: 1, places: 1 } },
      { ms: 6 * DAY_MS, left: { looks: 0, views: 0, sent: 0, deeds: 1, places: 1 } },
      { ms: MINUTE_MS, left: { looks: 0, views: 0, sent: 0, deeds: 0, places: 0 } },
    ]
    for (const { ms, left } of steps) {
      clock.advance(ms)
      assert.deepEqual(await counts(store), left, `at ${clock.now() - START} ms`)
    }
  })

  test('items of a newer release are ignored, and the look before them is the latest', async () => {
    const { store, items } = await open()
    const future = { ttl: START / 1_000 + 3_600, v: 3, body: 'not what this release writes' }
    await store.putLook(aLook())
    for (const minutes of [1, 2, 3]) {
      const sk = new Date(START + minutes * MINUTE_MS).toISOString()
      await items.put({ ...future, pk: 'look#eu-central-1', sk }, { kind: 'absent' })
    }
    for (const pk of ['view', 'sent', 'deed', 'place']) {
      await items.put({ ...future, pk, sk: 'x' }, { kind: 'absent' })
    }
    assert.deepEqual(await store.latestLook('eu-central-1'), aLook())
    assert.deepEqual(await counts(store), { looks: 1, views: 0, sent: 0, deeds: 0, places: 0 })
  })

  test('what is read is what was written', async () => {
    const { store, clock } = await open()
    // At the start of Unix time nothing that these tests make has expired.
    clock.advance(-START)
    for (const [n, sample] of fc.sample(anyLook, 10).entries()) {
      const look = { ...sample, vantage: `${sample.vantage}-${n}` }
      await store.putLook(look)
      assert.deepEqual(await store.latestLook(look.vantage), look)
    }
    const views = fc.sample(anyView, 10).map((view, n) => ({ ...view, subject: nodeSubject(`${n}`) }))
    for (const view of views) await store.putView(view)
    assert.deepEqual(new Set(await store.views()), new Set(views))
    const records = fc.sample(anySent, 10).map((sent, n) => ({ ...sent, step: `repeat-${n}` as const }))
    for (const sent of records) await store.record(sent)
    assert.deepEqual(new Set(await store.sent()), new Set(records))
    const deeds = fc.sample(anyDeed, 10).map((deed, n) => ({ ...deed, id: `${deed.id}-${n}` }))
    for (const deed of deeds) await store.putDeed(deed)
    assert.deepEqual(new Set(await store.deeds()), new Set(deeds))
    const places = fc.sample(anyPlace, 10).map((place, n) => ({ ...place, vantage: `${place.vantage}-${n}` }))
    for (const place of places) await store.putPlace(place)
    assert.deepEqual(new Set(await store.places()), new Set(places))
  })
}
