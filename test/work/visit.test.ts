/** Laws of a visit: who is tried again, and who is asked again which network it is on. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Fault } from '../../lib/domain/look/fault.ts'
import type { Look } from '../../lib/domain/look/look.ts'
import { nodeIn } from '../../lib/domain/look/look.ts'
import type { BeaconNodes } from '../../lib/ports.ts'
import { lookAround } from '../../lib/work/look-around.ts'
import { chainOf, fleetSettings, NOON } from '../domain/made-up-fleet.ts'
import { scriptedNodes } from '../kit/scripted-nodes.ts'
import { stepClock } from '../kit/step-clock.ts'

const RESET: Fault = { kind: 'connection-reset', detail: 'gone' }
const TIMINGS = { dns: null, connect: null, tls: null, firstByte: null, total: 1 }
const settings = fleetSettings()

/** Looks at the fleet, the first asks of one node failing so often in each look. */
function watcher(failing: string) {
  const clock = stepClock(NOON)
  const scripted = scriptedNodes(clock, chainOf(settings))
  let failures = 0
  const asked: { readonly path: string; readonly fresh: boolean }[] = []
  const nodes: BeaconNodes = {
    ...scripted.nodes,
    async ask(endpoint, question, options) {
      if (endpoint.id !== failing) return await scripted.nodes.ask(endpoint, question, options)
      asked.push({ path: question.path, fresh: options.fresh === true })
      if (failures-- > 0) return { kind: 'fault', fault: RESET, timingsMs: TIMINGS }
      return await scripted.nodes.ask(endpoint, question, options)
    },
  }
  return {
    asked,
    look(previous: Look | null, failuresFirst: number): Promise<Look> {
      failures = failuresFirst
      asked.length = 0
      return lookAround({ clock, nodes, settings, settingsHash: 't', vantage: 'eu', at: NOON, previous })
    },
  }
}

describe('a node that fails', () => {
  it('is tried twice more, on fresh connections, if the previous look reached it', async () => {
    const { look, asked } = watcher('fra1-a')
    const well = await look(null, 0)
    const again = nodeIn(await look(well, 2), 'fra1-a')!
    assert.deepEqual([again.state, again.tries], ['reached', 3])
    assert.deepEqual(
      asked.slice(0, 3).map(({ fresh }) => fresh),
      [false, true, true],
    )
    const down = nodeIn(await look(well, 99), 'fra1-a')!
    assert.deepEqual([down.state, down.tries, asked.length], ['failed', 3, 3])
  })

  it('is tried once if it was not', async () => {
    const { look, asked } = watcher('fra1-a')
    const failed = await look(null, 1)
    assert.deepEqual([nodeIn(failed, 'fra1-a')!.state, asked.length], ['failed', 1])
    await look(failed, 99)
    assert.equal(asked.length, 1)
  })
})

it('what changes rarely is asked at first contact, and not in the next look', async () => {
  const { look, asked } = watcher('fra1-a')
  const first = await look(null, 0)
  assert.ok(asked.some(({ path }) => path.endsWith('/genesis')))
  await look(first, 0)
  assert.equal(asked.length, 4)
})

it('a node known to be on another network is asked each time whether it still is', async () => {
  const { look, asked } = watcher('fra1-a')
  const first = await look(null, 0)
  const foreign = { timeMs: 5, validatorsRoot: '0x5' }
  const nodes = first.nodes.map((node) =>
    node.id === 'fra1-a' ? { ...node, about: { ...node.about, genesis: foreign } } : node,
  )
  const second = await look({ ...first, nodes }, 0)
  assert.ok(asked.some(({ path }) => path.endsWith('/genesis')))
  assert.equal(nodeIn(second, 'fra1-a')!.about.genesis!.timeMs, chainOf(settings).genesisTimeMs)
})

it('F14: what we had no time for is no absence: it is not tried again at once, nor asked more in the next look', async () => {
  const NO_TIME: Fault = { kind: 'no-time', detail: 'busy' }
  const clock = stepClock(NOON)
  const scripted = scriptedNodes(clock, chainOf(settings))
  let isBusy = false
  let asked = 0
  const nodes: BeaconNodes = {
    ...scripted.nodes,
    async ask(endpoint, question, options) {
      if (endpoint.id === 'fra1-a') asked += 1
      if (isBusy) return { kind: 'fault', fault: NO_TIME, timingsMs: TIMINGS }
      return await scripted.nodes.ask(endpoint, question, options)
    },
  }
  const look = (previous: Look | null) => {
    asked = 0
    return lookAround({ clock, nodes, settings, settingsHash: 't', vantage: 'eu', at: NOON, previous })
  }
  const first = await look(null)
  isBusy = true
  const busy = await look(first)
  assert.deepEqual([nodeIn(busy, 'fra1-a')!.state, asked], ['unknown', 1])
  isBusy = false
  const after = await look(busy)
  assert.deepEqual([nodeIn(after, 'fra1-a')!.state, asked], ['reached', 4])
})
