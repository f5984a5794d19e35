/** Laws of a desk's work: the status needs no secret, and links are told why they cannot be used. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { itemStore } from '../../lib/adapters/store/item-store.ts'
import { memoryItems } from '../../lib/adapters/store/memory-items.ts'
import { deskWork } from '../../lib/work/desk-work.ts'
import type { ReadLinkKeys } from '../../lib/work/read-links.ts'
import { aPlace, aView } from '../contract/nouns.ts'
import { fleetSettings, NOON } from '../domain/made-up-fleet.ts'

const clock = { now: () => NOON }
const settings = fleetSettings()

function deskWith(linkKeys: ReadLinkKeys) {
  const warned: string[] = []
  const store = itemStore(memoryItems(clock), clock)
  const log = { info: () => undefined, warn: (what: string) => void warned.push(what) }
  const common = { clock, log, store, settings, settingsHash: 'test', freshMs: 210_000, installation: 'main' }
  return { store, warned, work: deskWork({ ...common, linkKeys }) }
}

it('the status is all that stands, and reads no key', async () => {
  const { store, work, warned } = deskWith(() => assert.fail('read'))
  const view = aView({ asOf: NOON })
  await store.putView(view)
  await store.putPlace(aPlace({ asOf: NOON }))
  const status = await work.status()
  assert.deepEqual(status, {
    now: NOON,
    settings,
    settingsHash: 'test',
    freshMs: 210_000,
    looks: [],
    views: [view],
    deeds: [],
    places: [aPlace({ asOf: NOON })],
  })
  assert.deepEqual(warned, [])
})

it('without keys every link is refused, and the log says why', async () => {
  const { work, warned } = deskWith(async () => ({ kind: 'none', problem: 'missing', because: 'not set' }))
  assert.deepEqual(await work.see('x'), { kind: 'refused' })
  assert.deepEqual(await work.acknowledge('x', undefined), { kind: 'refused' })
  assert.deepEqual(warned, ['links cannot be used', 'links cannot be used'])
})

it('keys that cannot be read refuse no link for good', async () => {
  const { work, warned } = deskWith(() => Promise.reject(new Error('throttled')))
  await assert.rejects(work.see('x'), /throttled/)
  work.failed(new Error('throttled'))
  assert.deepEqual(warned, ['desk cannot answer'])
})
