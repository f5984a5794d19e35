/** Laws of a look round: stored once by its instant, looked at once, and handed on whatever the store does. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { itemStore } from '../../lib/adapters/store/item-store.ts'
import { memoryItems } from '../../lib/adapters/store/memory-items.ts'
import type { Look } from '../../lib/domain/look/look.ts'
import type { BeaconNodes, Store } from '../../lib/ports.ts'
import { lookRound } from '../../lib/work/look-round.ts'
import { chainOf, fleetSettings, lookOf, NODES, NOON } from '../domain/made-up-fleet.ts'
import { scriptedNodes } from '../kit/scripted-nodes.ts'
import { stepClock } from '../kit/step-clock.ts'

const MINUTE = 60_000
const settings = fleetSettings()

function stage() {
  const clock = stepClock(NOON)
  const warnings: string[] = []
  const { nodes, script } = scriptedNodes(clock, chainOf(settings))
  const asked: string[] = []
  const counting: BeaconNodes = {
    ...nodes,
    ask: (endpoint, ...rest) => {
      asked.push(endpoint.id)
      return nodes.ask(endpoint, ...rest)
    },
  }
  const store = itemStore(memoryItems(clock), clock)
  const look = (
    at: number,
    over: Partial<Pick<Store, 'latestLook' | 'putLook'>> = {},
    remembered: Look | null = null,
  ) =>
    lookRound({
      clock,
      nodes: counting,
      settings,
      settingsHash: 'test',
      vantage: 'eu',
      at,
      store: { ...store, ...over },
      log: { info: () => undefined, warn: (what) => void warnings.push(what) },
      remembered,
    })
  return { clock, store, look, asked, warnings, script }
}

const broken = () => Promise.reject(new Error('no'))

it('a look is stored under its instant, and the same event again asks no node', async () => {
  const { store, look, asked } = stage()
  const first = await look(NOON)
  const questions = asked.length
  assert.ok(questions >= NODES.length)
  const again = await look(NOON)
  assert.equal(asked.length, questions)
  assert.deepEqual(again, { look: first.look, stored: true })
  assert.deepEqual(await store.latestLook('eu'), first.look)
})

it('two runs of one instant that overlap leave one look', async () => {
  const { store, look } = stage()
  const [a, b] = await Promise.all([look(NOON), look(NOON)])
  assert.deepEqual([a.stored, b.stored], [true, true])
  assert.ok([a.look, b.look].some((one) => JSON.stringify(one) === JSON.stringify(a.look)))
  assert.equal((await store.latestLook('eu'))?.at, NOON)
})

it('a late look is stored, and replaces none that is newer', async () => {
  const { store, look } = stage()
  const newer = await look(NOON + MINUTE)
  const late = await look(NOON)
  assert.deepEqual([late.look.at, late.stored], [NOON, true])
  assert.deepEqual(await store.latestLook('eu'), newer.look)
})

it('a look that cannot be stored is handed on as such, and said', async () => {
  const { look, warnings } = stage()
  const { look: seen, stored } = await look(NOON, { putLook: broken })
  assert.deepEqual([seen.nodes.length, stored, warnings], [NODES.length, false, ['look not stored']])
})

it('where the store cannot tell, the look that the process remembers is the previous one', async () => {
  const { look, script, warnings } = stage()
  script('fra1-a').fault = { kind: 'connection-reset', detail: 'reset' }
  const tries = async (remembered: Look | null) => {
    const { look: seen } = await look(NOON + MINUTE, { latestLook: broken, putLook: broken }, remembered)
    return seen.nodes.find(({ id }) => id === 'fra1-a')?.tries
  }
  assert.equal(await tries(null), 1)
  assert.equal(await tries(lookOf(settings, { vantage: 'eu' })), 3)
  assert.ok(warnings.includes('previous look not read'))
})
