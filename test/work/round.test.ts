/** Laws of a round: its order, how often it reads, and that its second half runs as well without the first. */
import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { regionTurns } from '../../lib/domain/escalation/turns.ts'
import type { RoundEvent } from '../../lib/work/round.ts'
import { emptyMemory, judgeHalf, lookHalf, playRound } from '../../lib/work/round.ts'
import { aView } from '../contract/nouns.ts'
import { chainOf, fleetSettings, NOON } from '../domain/made-up-fleet.ts'
import { storeInStepTime } from '../kit/busy-store.ts'
import { NO_LINKS } from '../kit/no-links.ts'
import { notedStore } from '../kit/noted-store.ts'
import { scriptedNodes } from '../kit/scripted-nodes.ts'

const MINUTE = 60_000
/** A single vantage needs twice the time until it believes itself, so there is none to wait for. */
const settings = fleetSettings(
  `contacts: [{ id: ann, email: ann@example.com }]
thresholds: { node-down: { severity: critical, after: 0s, clears: 1m } }
escalation: { critical: { steps: [{ after: 0s, notify: [ann] }], repeatEvery: 1h } }`,
  ['eu'],
)
const DESK = { deskUrl: 'https://desk.example.com/' }
const READS = ['latestLook', 'views', 'sentAbout', 'deeds', 'places'] as const

/** A vantage whose store, channel and heart note what they are asked. */
function stage() {
  const { clock, store } = storeInStepTime(NOON)
  const { nodes, script } = scriptedNodes(clock, chainOf(settings))
  const calls: string[] = []
  const events: RoundEvent[] = []
  const warned: string[] = []
  const pager = {
    async send() {
      calls.push('send')
      return { messageId: 'm', channel: 'sns eu' }
    },
  }
  const round = {
    clock,
    store: notedStore(store, (call) => void calls.push(call)),
    nodes,
    settings,
    settingsHash: 'test',
    vantage: 'eu',
    log: { info: () => undefined, warn: (what: string) => void warned.push(what) },
    freshMs: 210_000,
    // As if there were two more, so that there is a turn to wait for.
    turns: regionTurns(3),
    equip: async () => ({ pager, links: NO_LINKS }),
    desk: DESK,
    ping: async () => void calls.push('ping'),
    memory: emptyMemory(),
    told: (event: RoundEvent) => void events.push(event),
  }
  return { clock, store, script, calls, events, warned, round }
}

describe('a round', () => {
  let on: ReturnType<typeof stage>
  beforeEach(async () => {
    on = stage()
    // Not in its own turn.
    await on.clock.runTo(NOON + 5_000)
  })
  /** Lets one whole run end, however long it waits for its turn. */
  async function ends<T>(run: Promise<T>): Promise<T> {
    const [result] = await Promise.all([run, on.clock.runTo(on.clock.now() + MINUTE)])
    return result
  }
  const play = (more: Partial<Parameters<typeof playRound>[0]> = {}) =>
    ends(playRound({ ...on.round, at: on.clock.now(), ...more }))
  const breakNode = () => {
    on.script('fra1-a').fault = { kind: 'connection-refused', detail: 'refused' }
  }
  const reads = () =>
    Object.fromEntries(READS.map((name) => [name, on.calls.filter((one) => one === name).length]))

  it('looks, keeps the look, judges, writes views, tells, keeps the place and beats, in this order', async () => {
    breakNode()
    await play()
    const order = ['putLook', 'views', 'putView', 'claim', 'send', 'record', 'putPlace', 'ping']
    const firsts = order.map((name) => on.calls.indexOf(name))
    assert.ok(!firsts.includes(-1), on.calls.join(' '))
    assert.deepEqual(
      firsts,
      firsts.toSorted((a, b) => a - b),
    )
    assert.deepEqual(
      on.events.map(({ kind }) => kind),
      ['look', 'judged', 'notice'],
    )
    assert.deepEqual(on.warned, [])
  })

  it('reads views, records and deeds once when nothing is due', async () => {
    await play()
    assert.deepEqual(reads(), { latestLook: 2, views: 1, sentAbout: 1, deeds: 1, places: 1 })
  })

  it('reads them, and the looks, once more after it has waited for its turn, its heartbeat included', async () => {
    breakNode()
    await play()
    assert.ok(on.calls.includes('send') && on.calls.includes('ping'))
    assert.deepEqual(reads(), { latestLook: 3, views: 2, sentAbout: 2, deeds: 2, places: 1 })
  })

  it('beats in the run that has told at last what was due for long', async () => {
    const openedAt = NOON - 20 * MINUTE
    const since = { since: openedAt, openedAt, phaseSince: openedAt }
    breakNode()
    await on.store.putView(aView({ vantage: 'eu', subject: 'node:fra1-a', severity: 'critical', ...since }))
    await play()
    assert.deepEqual(on.calls.slice(-1), ['ping'])
    assert.deepEqual(on.warned, [])
  })

  it('judges and tells in its second half alone, by what the store has', async () => {
    breakNode()
    await ends(lookHalf({ ...on.round, at: on.clock.now() }))
    await ends(judgeHalf(on.round))
    assert.ok(on.calls.includes('send'))
    on.calls.length = 0
    await ends(judgeHalf(on.round))
    assert.ok(!on.calls.includes('send') && on.calls.includes('ping'))
  })

  it('judges also when its look failed', async () => {
    const ask = () => Promise.reject(new Error('no'))
    await play({ nodes: { ask, close: async () => undefined } })
    assert.deepEqual(
      on.events.map(({ kind }) => kind),
      ['judged'],
    )
    assert.equal(on.warned[0], 'eu look failed')
  })

  it('keeps no look that was cut short, and says and does nothing more', async () => {
    const stop = new AbortController()
    stop.abort()
    await play({ signal: stop.signal })
    assert.deepEqual([on.calls, on.events, on.warned], [['latestLook'], [], []])
  })

  it('keeps its place once, and none where nobody has told it of one', async () => {
    await play({ desk: null })
    assert.deepEqual(await on.store.places(), [])
    await play()
    await play()
    assert.equal(reads().places, 1)
    assert.deepEqual(
      (await on.store.places()).map(({ deskUrl, settingsHash }) => [deskUrl, settingsHash]),
      [[DESK.deskUrl, 'test']],
    )
  })

  it('may leave the telling aside, and ends before it', async () => {
    const aside: (() => Promise<void>)[] = []
    breakNode()
    await play({ aside: async (tell) => void aside.push(tell) })
    assert.ok(!on.calls.includes('send'))
    await ends(aside[0]!())
    assert.ok(on.calls.includes('send'))
  })
})
