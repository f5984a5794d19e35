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
  ['S12: one that is a minute late is looked at', 60_001, true],
  ['A3: one that is two minutes late is looked at', 120_000, true],
  ['S12: one that is later is a failure, and no success', 120_001, false],
  ['one of a clock that goes a little fast is looked at', -60_000, true],
  ['one of the future is a failure', -60_001, false],
] as const)
  it(law, async () => {
    const { look, store, lines } = stage()
    const at = NOON - lateMs
    const looked = look(at)
    if (isLooked) await looked
    else await assert.rejects(looked, /^Error: Cannot look for .*Z: it is -?\d+ ms late, expected /)
    const kept = await store.latestLook('eu')
    assert.deepEqual([kept?.at, kept?.roundAt], isLooked ? [NOON, at] : [undefined, undefined])
    const said = new Date(at).toISOString()
    const facts = isLooked
      ? { at: said, stored: true, endedAfterMs: lateMs, reached: NODES.length }
      : { at: said, lateMs }
    assert.deepEqual(lines, [[isLooked ? 'looked' : 'look dropped', facts]])
  })

it('S12: a late look has the age of its beginning, and the one of its own round is not taken for it', async () => {
  const { look, store } = stage()
  const onTime = await look(NOON)
  const late = await look(NOON - 60_000)
  assert.deepEqual(
    [onTime, late].map((one) => one.look.at),
    [NOON, NOON],
  )
  assert.deepEqual(
    [onTime, late].map((one) => one.stored),
    [true, true],
  )
  assert.equal((await store.latestLook('eu'))?.roundAt, NOON)
})

it('where no store answers, a look is handed on, and the next one remembers it', async () => {
  const gone = () => Promise.reject(new Error('gone'))
  const { look, script, lines } = stage({ latestLook: gone, putLook: gone })
  const first = await look(NOON)
  assert.equal(first.stored, false)
  script('fra1-a').fault = { kind: 'connection-reset', detail: 'reset' }
  const second = await look(NOON + 1_000)
  assert.equal(second.look.nodes.find(({ id }) => id === 'fra1-a')?.tries, 3)
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
