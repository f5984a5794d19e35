/** Stories of a whole watch in simulated time: three vantages look, judge and page over one store. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Fault } from '../../lib/domain/look/fault.ts'
import type { Message, Notice } from '../../lib/domain/notices/notice.ts'
import type { LinkKeys } from '../../lib/domain/people/links/link-keys.ts'
import { withCadence } from '../../lib/domain/settings/read-settings.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { withTerminal } from '../../lib/local/terminal-contact.ts'
import { watchVantages } from '../../lib/local/watch-vantages.ts'
import type { Log, Store } from '../../lib/ports.ts'
import { chainOf, fleetSettings, NODES, NOON } from '../domain/made-up-fleet.ts'
import { storeInStepTime } from '../kit/busy-store.ts'
import { type Scripted, scriptedNodes } from '../kit/scripted-nodes.ts'

const MINUTE = 60_000
const TIMEOUT: Fault = { kind: 'timeout', detail: 'no answer' }
const QUIET: Log = {
  info: () => undefined,
  warn: (what, facts) => assert.fail(`${what} ${JSON.stringify(facts)}`),
}

const DESK_URL = 'http://127.0.0.1:7380'
const LINK_KEYS: LinkKeys = { kind: 'keys', keys: [{ id: '1', bytes: new Uint8Array(32).fill(7) }] }

const receipt = (count: number) => ({ messageId: `${count}`, channel: 'file' })

interface Stage extends Scripted {
  readonly store: Store
  readonly notices: readonly Notice[]
  /** When somebody was pinged, in minutes after the start. */
  readonly pings: readonly number[]
  /** What the log has warned of, unless nothing may be warned of. */
  readonly warned: readonly string[]
  /** From now on no channel takes anything; or takes it again. */
  channelsAre(state: 'down' | 'up'): void
  /** What was sent so far, `reason kind subject`. */
  told(): string[]
  /** Runs until so many minutes after the start. */
  minute(minute: number): Promise<void>
  /** Ends this process's watch without letting it finish anything, and starts another over the same store. */
  restart(deskUrl?: string): Promise<void>
  end(): Promise<void>
}

interface Staging {
  readonly settings?: Settings
  /** Whether warnings are gathered instead of failing the story. */
  readonly mayWarn?: boolean
  readonly hasHeart?: boolean
}

async function stage(of: Settings | Staging = {}): Promise<Stage> {
  const {
    settings = fleetSettings(),
    mayWarn = false,
    hasHeart = false,
  } = 'nodes' in of ? { settings: of } : of
  const { clock, store } = storeInStepTime(NOON)
  const scripted = scriptedNodes(clock, chainOf(settings))
  const notices: Notice[] = []
  const pings: number[] = []
  const warned: string[] = []
  const log: Log = {
    info: () => undefined,
    warn: (what, facts) => void warned.push(`${what}: ${String(facts?.because)}`),
  }
  let isDown = false
  const pager = {
    async send(message: Message) {
      if (isDown) throw new Error('line is down')
      return receipt(notices.push(...message.notices))
    },
  }
  const ping = async () => void pings.push((clock.now() - NOON) / MINUTE)
  const start = (deskUrl = DESK_URL) => {
    const stop = new AbortController()
    const done = watchVantages({
      clock,
      settings: withTerminal(settings),
      settingsHash: 'test',
      store,
      pager,
      linkKeys: async () => LINK_KEYS,
      deskUrl,
      log: mayWarn ? log : QUIET,
      toolsOf: () => ({ nodes: scripted.nodes, ping: hasHeart ? ping : null }),
      signal: stop.signal,
      told: () => undefined,
    })
    return { stop, done }
  }
  let running = start()
  const end = async () => {
    running.stop.abort()
    await running.done
  }
  return {
    ...scripted,
    store,
    notices,
    pings,
    warned,
    channelsAre: (state) => {
      isDown = state === 'down'
    },
    told: () => notices.map(({ reason, kind, subject }) => `${reason} ${kind} ${subject}`),
    minute: (minute) => clock.runTo(NOON + minute * MINUTE),
    async restart(deskUrl) {
      await end()
      running = start(deskUrl)
    },
    end,
  }
}

function breakNodes(on: Stage, ids: readonly string[], fault: Fault | null): void {
  for (const id of ids) on.script(id).fault = fault
}

it('nothing to say, nothing said', async () => {
  const on = await stage()
  await on.minute(20)
  assert.deepEqual(on.told(), [])
  await on.end()
})

it('a node goes down and comes back: one voice, once each', async () => {
  const on = await stage()
  await on.minute(3)
  breakNodes(on, ['fra1-a'], TIMEOUT)
  await on.minute(6)
  assert.deepEqual(on.told(), ['opening node-down node:fra1-a'])
  breakNodes(on, ['fra1-a'], null)
  await on.minute(11)
  assert.equal(on.told().length, 1)
  await on.minute(14)
  assert.deepEqual(on.told(), ['opening node-down node:fra1-a', 'close node-down node:fra1-a'])
  await on.end()
})

it('a dark data centre is one page that lists its nodes, repeated while nobody acknowledges', async () => {
  const on = await stage()
  await on.minute(2)
  breakNodes(on, ['ams1-a', 'ams1-b'], TIMEOUT)
  await on.minute(6)
  assert.deepEqual(on.told(), ['opening data-center-dark data-center:ams1'])
  assert.match(on.notices[0]!.text, /ams1-a/)
  assert.match(on.notices[0]!.text, /ams1-b/)
  await on.minute(21)
  assert.deepEqual(on.told(), [
    'opening data-center-dark data-center:ams1',
    'repeat data-center-dark data-center:ams1',
  ])
  await on.end()
})

it('the whole network stands still: one page for the network, none for the nodes', async () => {
  const on = await stage()
  await on.minute(2)
  const stuckAt = Math.floor((NOON + 2 * MINUTE - chainOf(fleetSettings()).genesisTimeMs) / 12_000)
  for (const id of NODES) on.script(id).stuckAt = stuckAt
  await on.minute(6)
  assert.deepEqual(on.told(), ['opening network-stall network'])
  await on.end()
})

describe('a token that all nodes refuse', () => {
  for (const vantages of [['eu'], ['eu', 'us', 'ap']])
    it(`is reported as what it is within ten minutes, from ${vantages.length}`, async () => {
      const on = await stage(fleetSettings('', vantages))
      for (const id of NODES) on.script(id).status = 401
      await on.minute(10.1)
      assert.deepEqual(on.told(), ['opening blind fleet'])
      assert.match(on.notices[0]!.text, /refuses our token/)
      await on.end()
    })
})

it('a restart in the middle of an incident keeps its beginning and says nothing twice', async () => {
  const on = await stage()
  await on.minute(2)
  breakNodes(on, ['fra1-a'], TIMEOUT)
  await on.minute(5)
  const [opening] = on.notices
  await on.restart()
  await on.minute(9)
  assert.equal(on.told().length, 1)
  breakNodes(on, ['fra1-a'], null)
  await on.minute(17)
  assert.deepEqual(on.told(), ['opening node-down node:fra1-a', 'close node-down node:fra1-a'])
  assert.equal(on.notices[1]!.incident, opening!.incident)
  await on.end()
})

it('a pager that fails is tried again until it works', async () => {
  const on = await stage({ mayWarn: true })
  on.channelsAre('down')
  breakNodes(on, ['fra1-a'], TIMEOUT)
  await on.minute(3)
  assert.deepEqual(on.told(), [])
  assert.ok(on.warned.every((what) => what === 'message not sent: Error: line is down'))
  const tries = on.warned.length
  assert.ok(tries >= 2)
  on.channelsAre('up')
  await on.minute(10)
  assert.deepEqual(on.told(), ['opening node-down node:fra1-a'])
  assert.equal(on.warned.length, tries)
  await on.end()
})

describe('the heart of a watch', () => {
  it('beats for every vantage and round while the duties are done, an incident or not', async () => {
    const on = await stage({ mayWarn: true, hasHeart: true })
    await on.minute(1)
    const before = on.pings.length
    breakNodes(on, ['fra1-a'], TIMEOUT)
    await on.minute(11)
    assert.deepEqual(on.told(), ['opening node-down node:fra1-a'])
    assert.equal(on.pings.length - before, 30)
    await on.end()
  })

  it('stops when what is due cannot be told, by the short turns of a watch, and beats again when it was', async () => {
    const on = await stage({ mayWarn: true, hasHeart: true })
    on.channelsAre('down')
    await on.minute(1)
    breakNodes(on, ['fra1-a'], TIMEOUT)
    await on.minute(10)
    const last = on.pings.at(-1)!
    assert.ok(last < 6, `still beating at ${last}`)
    const withheld = on.warned.filter((what) => what.startsWith('heartbeat withheld'))
    assert.match(
      withheld.at(-1)!,
      /-1 of node-down node:fra1-a \(\w+\) is due to terminal since .* and was not sent$/,
    )
    on.channelsAre('up')
    await on.minute(12)
    assert.deepEqual(on.told(), ['opening node-down node:fra1-a'])
    assert.ok(on.pings.at(-1)! > 10)
    await on.end()
  })

  it('stops when no look is fresh any more', async () => {
    const on = await stage({ mayWarn: true, hasHeart: true })
    await on.minute(3)
    const { putLook } = on.store
    Object.assign(on.store, { putLook: async () => Promise.reject(new Error('disk full')) })
    await on.minute(12)
    assert.ok(on.pings.at(-1)! < 6)
    assert.ok(on.warned.some((what) => /^heartbeat withheld: 0 of 3 vantages have looked/.test(what)))
    Object.assign(on.store, { putLook })
    await on.minute(14)
    assert.ok(on.pings.at(-1)! > 13)
    await on.end()
  })
})

/** Why somebody was told, and the hosts of the desks that the links lead to. */
function desksOf({ reason, links }: Notice): readonly string[] {
  return [reason, ...(links?.kind === 'links' ? links.urls : []).map((url) => new URL(url).host)]
}

describe('the place of a watch', () => {
  it('is kept for every vantage from the start, with the desk and the settings', async () => {
    const on = await stage()
    await on.minute(0.01)
    assert.deepEqual(
      (await on.store.places()).map(({ vantage, deskUrl, settingsHash }) => [vantage, deskUrl, settingsHash]),
      ['ap', 'eu', 'us'].map((vantage) => [vantage, DESK_URL, 'test']),
    )
    await on.end()
  })

  it('is where the links of its pages lead, once, and after a restart at another port to that one alone', async () => {
    const on = await stage()
    await on.minute(2)
    breakNodes(on, ['ams1-a', 'ams1-b'], TIMEOUT)
    await on.minute(6)
    await on.restart('http://127.0.0.1:7381')
    await on.minute(21)
    assert.deepEqual(on.notices.map(desksOf), [
      ['opening', '127.0.0.1:7380'],
      ['repeat', '127.0.0.1:7381'],
    ])
    await on.end()
  })

  it('is known before the first page of a watch, which may come in its first rounds', async () => {
    const on = await stage({ mayWarn: true })
    on.channelsAre('down')
    breakNodes(on, ['ams1-a', 'ams1-b'], TIMEOUT)
    await on.minute(5)
    on.channelsAre('up')
    await on.restart('http://127.0.0.1:7381')
    await on.minute(6.5)
    assert.deepEqual(on.notices.map(desksOf), [['opening', '127.0.0.1:7381']])
    await on.end()
  })

  it('is said again every day, so that it never expires while the watch runs', async () => {
    const on = await stage(withCadence(fleetSettings('', ['eu']), 30 * MINUTE))
    await on.minute(24 * 60 + 31)
    const [place] = await on.store.places()
    assert.equal(place?.asOf, NOON + 24 * 60 * MINUTE)
    await on.end()
  })
})

it('an incident that comes again within the minute is told again, and its end too', async () => {
  const settings = fleetSettings('thresholds: { node-down: { after: 0s, clears: 0s } }', ['eu'])
  const on = await stage(withCadence(settings, 2_000))
  for (const second of [10, 30]) {
    await on.minute(second / 60)
    breakNodes(on, ['fra1-a'], TIMEOUT)
    await on.minute((second + 3) / 60)
    breakNodes(on, ['fra1-a'], null)
  }
  await on.minute(1)
  const once = ['opening node-down node:fra1-a', 'close node-down node:fra1-a']
  assert.deepEqual(on.told(), [...once, ...once])
  assert.equal(new Set(on.notices.map(({ incident }) => incident)).size, 1)
  await on.end()
})
