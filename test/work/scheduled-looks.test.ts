/** Laws of scheduled looks: one at its instant, none that comes too late or too early, and each has a line in the log. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { itemStore } from '../../lib/adapters/store/item-store.ts'
import { memoryItems } from '../../lib/adapters/store/memory-items.ts'
import type { Store } from '../../lib/ports.ts'
import { scheduledLooks } from '../../lib/work/scheduled-looks.ts'
import { chainOf, fleetSettings, NODES, NOON } from '../domain/made-up-fleet.ts'
import { scriptedNodes } from '../kit/scripted-nodes.ts'
import { stepClock } from '../kit/step-clock.ts'

const settings = fleetSettings()

function stage(over: Partial<Pick<Store, 'latestLook' | 'putLook'>> = {}) {
  const clock = stepClock(NOON)
  const lines: (readonly [string, unknown])[] = []
  const note = (what: string, facts?: object) => void lines.push([what, facts])
  const { nodes, script } = scriptedNodes(clock, chainOf(settings))
  const store = itemStore(memoryItems(clock), clock)
  const look = scheduledLooks({
    clock,
    log: { info: note, warn: note },
    nodes,
    settings,
    settingsHash: 'test',
    vantage: 'eu',
    openStore: () => ({ ...store, ...over }),
  })
  return { store, look, lines, script }
}

for (const [law, lateMs, isLooked] of [
  ['one that comes at once is looked at', 0, true],
  ['one that is a minute late is looked at', 60_000, true],
  ['one that is later is not', 60_001, false],
  ['one of a clock that goes a little fast is looked at', -60_000, true],
  ['one of the future is not', -60_001, false],
] as const)
  it(law, async () => {
    const { look, store, lines } = stage()
    const at = NOON - lateMs
    const looked = await look(at)
    assert.equal(looked?.look.at, isLooked ? at : undefined)
    assert.equal((await store.latestLook('eu'))?.at, isLooked ? at : undefined)
    const said = new Date(at).toISOString()
    const facts = isLooked
      ? { at: said, stored: true, endedAfterMs: lateMs, reached: NODES.length }
      : { at: said, lateMs }
    assert.deepEqual(lines, [[isLooked ? 'looked' : 'look dropped', facts]])
  })

it('where no store answers, a look is handed on, and the next one remembers it', async () => {
  const gone = () => Promise.reject(new Error('gone'))
  const { look, script, lines } = stage({ latestLook: gone, putLook: gone })
  const first = await look(NOON)
  assert.equal(first?.stored, false)
  script('fra1-a').fault = { kind: 'connection-reset', detail: 'reset' }
  const second = await look(NOON + 1_000)
  assert.equal(second?.look.nodes.find(({ id }) => id === 'fra1-a')?.tries, 3)
  assert.deepEqual(
    lines.map(([what]) => what),
    [
      'previous look not read',
      'look not stored',
      'looked',
      'previous look not read',
      'look not stored',
      'looked',
    ],
  )
})
