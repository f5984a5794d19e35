/** Stories of a whole watch in simulated time: three vantages look, judge and page over one store. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Fault } from '../../lib/domain/look/fault.ts'
import type { Notice } from '../../lib/domain/notices/notice.ts'
import { withCadence } from '../../lib/domain/settings/read.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { withTerminal } from '../../lib/local/terminal-contact.ts'
import { watchVantages } from '../../lib/local/watch-vantages.ts'
import type { Log } from '../../lib/ports.ts'
import { chainOf, fleetSettings, NODES, NOON } from '../domain/made-up-fleet.ts'
import { storeInStepTime } from '../kit/busy-store.ts'
import { NO_LINKS } from '../kit/no-links.ts'
import { type Scripted, scriptedNodes } from '../kit/scripted-nodes.ts'

const MINUTE = 60_000
const TIMEOUT: Fault = { kind: 'timeout', detail: 'no answer' }
const QUIET: Log = {
  info: () => undefined,
  warn: (what, facts) => assert.fail(`${what} ${JSON.stringify(facts)}`),
}

const receipt = (count: number) => ({ messageId: `${count}`, channel: 'file' })

interface Stage extends Scripted {
  readonly notices: readonly Notice[]
  /** What was sent so far, `reason kind subject`. */
  told(): string[]
  /** Runs until so many minutes after the start. */
  minute(minute: number): Promise<void>
  /** Ends this process's watch without letting it finish anything, and starts another over the same store. */
  restart(): Promise<void>
  end(): Promise<void>
}

async function stage(settings: Settings = fleetSettings()): Promise<Stage> {
  const { clock, store } = storeInStepTime(NOON)
  const scripted = scriptedNodes(clock, chainOf(settings))
  const notices: Notice[] = []
  const start = () => {
    const stop = new AbortController()
    const done = watchVantages({
      clock,
      settings: withTerminal(settings),
      settingsHash: 'test',
      store,
      tools: {
        pager: { send: async (message) => receipt(notices.push(...message.notices)) },
        links: NO_LINKS,
      },
      log: QUIET,
      nodesFrom: () => scripted.nodes,
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
    notices,
    told: () => notices.map(({ reason, kind, subject }) => `${reason} ${kind} ${subject}`),
    minute: (minute) => clock.runTo(NOON + minute * MINUTE),
    async restart() {
      await end()
      running = start()
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
  const settings = fleetSettings()
  const { clock, store } = storeInStepTime(NOON)
  const scripted = scriptedNodes(clock, chainOf(settings))
  const stop = new AbortController()
  let tries = 0
  const warned: string[] = []
  const done = watchVantages({
    clock,
    settings: withTerminal(settings),
    settingsHash: 'test',
    store,
    tools: {
      pager: {
        async send() {
          if (++tries < 3) throw new Error('line is down')
          return receipt(tries)
        },
      },
      links: NO_LINKS,
    },
    log: { info: () => undefined, warn: (what) => void warned.push(what) },
    nodesFrom: () => scripted.nodes,
    signal: stop.signal,
    told: () => undefined,
  })
  scripted.script('fra1-a').fault = TIMEOUT
  await clock.runTo(NOON + 10 * MINUTE)
  assert.equal(tries, 3)
  assert.deepEqual(warned, ['message not sent', 'message not sent'])
  stop.abort()
  await done
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
