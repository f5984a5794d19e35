/** Laws of keeping a place: written when it is new, changed or a day old, and else neither read nor written. */
import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { itemStore } from '../../lib/adapters/store/item-store.ts'
import { memoryItems } from '../../lib/adapters/store/memory-items.ts'
import { DAY_MS } from '../../lib/domain/text/time.ts'
import type { Store } from '../../lib/ports.ts'
import { keepPlace } from '../../lib/work/keep-place.ts'
import { aPlace, START } from '../contract/nouns.ts'

const { asOf: _, ...own } = aPlace()

describe('a place', () => {
  let now = START
  let calls: string[] = []
  let warnings: string[] = []
  let store: Store
  const clock = { now: () => now }
  const log = { info: () => undefined, warn: (what: string) => void warnings.push(what) }
  beforeEach(() => {
    now = START
    calls = []
    warnings = []
    const items = itemStore(memoryItems(clock), clock)
    store = {
      ...items,
      places() {
        calls.push('read')
        return items.places()
      },
      putPlace(place) {
        calls.push('write')
        return items.putPlace(place)
      },
    }
  })
  const keep = (said = own, kept: Parameters<typeof keepPlace>[0]['kept'] = null) =>
    keepPlace({ clock, store, log, own: said, kept })

  it('is written once a container, and nothing is asked again within a day', async () => {
    const kept = await keep()
    assert.deepEqual([kept, calls], [aPlace(), ['read', 'write']])
    now += DAY_MS - 1
    assert.equal(await keep(own, kept), kept)
    assert.equal(calls.length, 2)
  })

  it('is written again when a day has passed', async () => {
    const kept = await keep()
    now += DAY_MS
    assert.deepEqual(await keep(own, kept), aPlace({ asOf: now }))
    assert.deepEqual(await store.places(), [aPlace({ asOf: now })])
  })

  it('is only read by a new container that finds it as it is', async () => {
    await keep()
    now += 1
    calls = []
    assert.deepEqual([await keep(), calls], [aPlace(), ['read']])
  })

  it("is not there because another vantage's is the same", async () => {
    const other = aPlace({ vantage: 'ap-southeast-2' })
    await store.putPlace(other)
    await keep()
    assert.deepEqual(new Set(await store.places()), new Set([other, aPlace()]))
  })

  const { deskUrl: __, ...withoutDesk } = own
  for (const [what, changed] of Object.entries({
    'other settings': { ...own, settingsHash: 'cd34' },
    'another address': { ...own, deskUrl: 'https://other.example.com/' },
    'a desk no more': withoutDesk,
  }))
    it(`is written over by ${what}, and another vantage's is left alone`, async () => {
      const other = aPlace({ vantage: 'us-west-2', settingsHash: 'cd34' })
      await store.putPlace(other)
      await keep()
      now += 1
      await keep(changed as typeof own)
      assert.deepEqual(new Set(await store.places()), new Set([other, { ...changed, asOf: now }]))
    })

  it('that another run wrote at the same time is looked at again in the next run', async () => {
    const { places } = store
    await store.putPlace(aPlace({ settingsHash: 'cd34' }))
    store.places = async () => []
    assert.equal(await keep(), null)
    store.places = places
    now += 1
    assert.deepEqual(await keep(), aPlace({ asOf: now }))
  })

  for (const call of ['places', 'putPlace'] as const)
    it(`that cannot be kept because ${call} fails is told in the log, and tried again`, async () => {
      const well = store[call]
      Object.assign(store, { [call]: () => Promise.reject(new Error('no')) })
      assert.equal(await keep(), null)
      assert.deepEqual(warnings, ['place not kept'])
      Object.assign(store, { [call]: well })
      assert.deepEqual(await keep(), aPlace())
    })
})
