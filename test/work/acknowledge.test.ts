/** Laws of acknowledging by link: only pressing writes, once; what is over, expired or unknown is left alone. */
import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { failoverStore } from '../../lib/adapters/store/failover-store.ts'
import { itemStore } from '../../lib/adapters/store/item-store.ts'
import { memoryItems } from '../../lib/adapters/store/memory-items.ts'
import type { View } from '../../lib/domain/incidents/incident.ts'
import { shortId } from '../../lib/domain/kinds/short-id.ts'
import type { Deed } from '../../lib/domain/people/deed.ts'
import { readLinkKeys } from '../../lib/domain/people/links/link-keys.ts'
import { signLink } from '../../lib/domain/people/links/link-token.ts'
import type { Store } from '../../lib/ports.ts'
import { acknowledgeByLink, seeLink } from '../../lib/work/acknowledge.ts'
import { aDeed, aSent, aView } from '../contract/nouns.ts'
import { fleetSettings, NOON } from '../domain/made-up-fleet.ts'
import { longLink } from '../kit/long-link.ts'

const MINUTE = 60_000
const PEOPLE = `contacts: [{ id: oncall-a, email: a@example.com }, { id: oncall-b, email: b@example.com }]
escalation:
  critical: { steps: [{ after: 0s, notify: [oncall-a] }], ackExpires: 20m }
  warning: { steps: [{ after: 0s, notify: [oncall-a] }], ackExpires: 40m }
`
const settings = fleetSettings(PEOPLE)
const keys = readLinkKeys(`1:${'A'.repeat(43)}`, { name: 'link-key', place: 'eu' })
const ABOUT = { kind: 'node-down', subject: 'node:fra1-a' } as const
const OPEN: Partial<View> = {
  ...ABOUT,
  vantage: 'eu',
  id: 'K7QX2',
  since: NOON - 5 * MINUTE,
  severity: 'critical',
}
const silent = { info: () => undefined, warn: () => undefined }

let now: number
let store: Store
const clock = { now: () => now }
const fresh = () => itemStore(memoryItems(clock), clock)
beforeEach(() => {
  now = NOON + MINUTE
  store = fresh()
})

const desk = (over: { store?: Store } = {}) => ({
  clock,
  store,
  log: silent,
  settings,
  installation: 'main',
  keys,
  freshMs: 10 * MINUTE,
  ...over,
})
const token = (
  over: { incident?: string; contact?: string; at?: number } = {},
  form: 'long' | 'short' = 'short',
) => {
  assert.ok(keys.kind === 'keys')
  const usual = { key: keys.keys[0], installation: 'main', incident: 'K7QX2', contact: 'oncall-a', at: NOON }
  const signed = { ...usual, ...over }
  return form === 'long' ? longLink(signed) : signLink(signed)
}
const press = (link = token(), ackMs?: number, over = {}) => acknowledgeByLink(link, ackMs, desk(over))
const see = (link = token(), over = {}) => seeLink(link, desk(over))

/** The incident is open by these views, and oncall-a was told of it. */
async function opened(...views: readonly Partial<View>[]): Promise<void> {
  for (const view of views.length === 0 ? [{}] : views)
    await store.putView(aView({ asOf: NOON, phaseSince: NOON, ...OPEN, ...view }))
  await store.record(
    aSent({ ...ABOUT, incident: 'K7QX2', since: NOON - 5 * MINUTE, at: NOON, vantage: 'eu' }),
  )
}

describe('pressing the button', () => {
  it('writes one acknowledgement as the contact of the link, for as long as the severity allows', async () => {
    await opened()
    const state = await press()
    assert.ok(state.kind === 'acknowledged')
    const until = now + 20 * MINUTE
    assert.deepEqual([state.when, state.who, state.until], ['now', 'oncall-a', until])
    const [deed, ...others] = await store.deeds()
    assert.match(deed!.id, /^ack-[A-Za-z0-9_-]{22}$/)
    assert.deepEqual(
      [deed, others],
      [{ id: deed!.id, what: 'ack', at: now, who: 'oncall-a', until, ...ABOUT, incident: 'K7QX2' }, []],
    )
  })

  it('stands as long as a warning allows, or as long as was asked, but never more than a day', async () => {
    await opened({ severity: 'warning' })
    const untils = []
    for (const [minute, ackMs] of [undefined, 5 * MINUTE, 1_000 * 60 * MINUTE].entries()) {
      const state = await press(token({ at: NOON - minute * MINUTE }), ackMs)
      assert.ok(state.kind === 'acknowledged')
      untils.push((state.until - now) / MINUTE)
    }
    assert.deepEqual(untils, [40, 5, 24 * 60])
  })

  it('twice writes nothing the second time, in either form, and says who has it', async () => {
    await opened()
    await press()
    const before = await store.deeds()
    now += 3 * MINUTE
    for (const again of [await press(), await press(token({}, 'long')), await see()])
      assert.deepEqual(again.kind === 'acknowledged' && [again.when, again.who, again.until], [
        'before',
        'oncall-a',
        NOON + 21 * MINUTE,
      ])
    assert.deepEqual(await store.deeds(), before)
  })

  it('of a link whose acknowledgement has expired is refused, and the next notice has another link', async () => {
    await opened()
    await press()
    const before = await store.deeds()
    now += 20 * MINUTE
    assert.deepEqual(await press(), { kind: 'refused' })
    assert.deepEqual(await see(), { kind: 'refused' })
    assert.deepEqual(await store.deeds(), before)
    assert.equal((await press(token({ at: now }))).kind, 'acknowledged')
  })

  it('in two Regions at once writes one deed in each, which is the same', async () => {
    await opened()
    const first = store
    store = fresh()
    await opened()
    await Promise.all([press(token(), undefined, { store: first }), press(token({}, 'long'))])
    const both = [...(await first.deeds()), ...(await store.deeds())]
    assert.deepEqual([both.length, both[0]], [2, both[1]])
  })

  it('as somebody else while an acknowledgement stands is one more', async () => {
    await opened()
    await press()
    const other = token({ contact: 'oncall-b' })
    const seen = await see(other)
    assert.deepEqual(seen.kind === 'open' && seen.standing.map(({ who }) => who), ['oncall-a'])
    await press(other)
    assert.deepEqual((await store.deeds()).map(({ who }) => who).toSorted(), ['oncall-a', 'oncall-b'])
  })

  it('reaches another replica when the own one neither reads nor writes', async () => {
    await opened()
    const broken = new Proxy({} as Store, { get: () => () => Promise.reject(new Error('gone')) })
    const waiting = { now: () => now, sleep: (_: number, signal?: AbortSignal) => never(signal) }
    const replicas = [
      { name: 'eu', store: broken },
      { name: 'us', store },
    ]
    const answering = failoverStore({ replicas, clock: waiting, log: silent })
    assert.equal((await press(token(), undefined, { store: answering })).kind, 'acknowledged')
    assert.equal((await store.deeds()).length, 1)
    const none = failoverStore({ replicas: replicas.slice(0, 1), clock: waiting, log: silent })
    await assert.rejects(press(token(), undefined, { store: none }), /gone/)
  })
})

/** Sleeps until it is called off. */
function never(signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve()))
}

describe('looking at the page', () => {
  it('writes nothing, and tells what is going on', async () => {
    await opened()
    const state = await see()
    assert.ok(state.kind === 'open')
    assert.deepEqual(
      [state.who, state.ackMs, state.incident.id, state.incident.since, state.incident.view?.severity],
      ['oncall-a', 20 * MINUTE, 'K7QX2', NOON - 5 * MINUTE, 'critical'],
    )
    assert.deepEqual(await store.deeds(), [])
  })

  it('of a bad token asks the store for nothing', async () => {
    const asking = new Proxy({} as Store, {
      get: (_, name) => () => assert.fail(`asked for ${String(name)}`),
    })
    for (const bad of [
      '',
      'x'.repeat(32),
      token({ at: NOON - 48 * 60 * MINUTE }),
      token({ contact: 'nobody' }),
    ]) {
      assert.deepEqual(await see(bad, { store: asking }), { kind: 'refused' })
      assert.deepEqual(await press(bad, undefined, { store: asking }), { kind: 'refused' })
    }
  })

  it('of a token for an incident that nobody knows is refused', async () => {
    assert.deepEqual(await press(), { kind: 'refused' })
    assert.deepEqual(await store.deeds(), [])
  })
})

describe('the incident of a link', () => {
  const kindOf = async (link?: string) => (await see(link)).kind

  it('is found by its records when an older label has replaced it', async () => {
    await opened({ id: 'OLDER', since: NOON - 8 * MINUTE })
    const state = await press()
    assert.ok(state.kind === 'acknowledged')
    assert.deepEqual([state.incident.id, state.incident.since], ['K7QX2', NOON - 8 * MINUTE])
    const [deed] = (await store.deeds()) as [Deed & { what: 'ack' }]
    assert.deepEqual([deed.kind, deed.subject], [ABOUT.kind, ABOUT.subject])
  })

  it('is found by the view before the record of its notice is here', async () => {
    await store.putView(aView({ ...OPEN, asOf: NOON }))
    assert.equal(await kindOf(), 'open')
  })

  it('is what that contact was told of, where two bear one label', async () => {
    await opened()
    const other = { kind: 'slow', subject: 'node:ams1-a' } as const
    await store.putView(aView({ ...OPEN, ...other, asOf: NOON }))
    await store.record(aSent({ ...other, incident: 'K7QX2', since: NOON, contact: 'oncall-b', at: NOON + 1 }))
    const subjects = [await see(), await see(token({ contact: 'oncall-b' }))].map(
      (state) => state.kind === 'open' && state.incident.subject,
    )
    assert.deepEqual(subjects, ['node:fra1-a', 'node:ams1-a'])
  })

  it('is over when it is closed, and nothing is written', async () => {
    await opened({ phase: 'closed', phaseSince: NOON + 30_000 })
    const state = await press()
    assert.deepEqual([state.kind, state.kind === 'over' && state.endedAt], ['over', NOON + 30_000])
    assert.deepEqual(await store.deeds(), [])
  })

  it('is over when it was acknowledged and then closed', async () => {
    await opened()
    await press()
    await store.putView(aView({ ...OPEN, phase: 'closed', asOf: NOON + MINUTE, phaseSince: NOON + MINUTE }))
    assert.equal(await kindOf(), 'over')
  })

  it('is over when it began again after the notice: that is another one', async () => {
    await opened({ id: 'NEWER', since: NOON + 30_000 })
    assert.equal(await kindOf(), 'over')
    assert.equal(await kindOf(token({ at: NOON + MINUTE })), 'open')
  })

  it('is open while one vantage that watches holds it, in whatever phase', async () => {
    for (const phase of ['open', 'clearing', 'suspect'] as const) {
      store = fresh()
      await opened({ phase: 'closed', vantage: 'us' }, { phase })
      assert.equal(await kindOf(), 'open', phase)
    }
  })

  it('is over when only a vantage that fell silent still holds it', async () => {
    await opened({ asOf: NOON - 30 * MINUTE }, { vantage: 'us', phase: 'closed' })
    assert.equal(await kindOf(), 'over')
  })

  it('is open by its record alone when no view is here, until its end was told', async () => {
    await store.record(aSent({ ...ABOUT, incident: 'K7QX2', since: NOON, at: NOON }))
    assert.equal(await kindOf(), 'open')
    await store.record(
      aSent({ ...ABOUT, incident: 'K7QX2', since: NOON, at: NOON + 1, step: 'close', reason: 'close' }),
    )
    assert.equal(await kindOf(), 'over')
  })

  it('can be a drill, by its record or by the deed that asked for it', async () => {
    const drill = { kind: 'drill', subject: 'contact:oncall-a', since: NOON } as const
    const id = shortId(drill)
    const link = token({ incident: id })
    assert.equal(await kindOf(link), 'refused')
    const {
      what: _,
      kind: __,
      subject: ___,
      incident: ____,
      ...base
    } = aDeed({ at: NOON, until: NOON + MINUTE * 30 })
    await store.putDeed({ ...base, what: 'drill', contact: 'oncall-a' })
    assert.equal(await kindOf(link), 'open')
    store = fresh()
    await store.record(aSent({ ...drill, incident: id, at: NOON, reason: 'drill', step: 'drill-eu' }))
    const state = await press(link)
    assert.ok(state.kind === 'acknowledged')
    const [deed] = (await store.deeds()) as [Deed & { what: 'ack' }]
    assert.deepEqual([deed.kind, deed.subject, deed.incident], ['drill', 'contact:oncall-a', id])
  })
})
