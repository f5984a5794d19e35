/** Laws of what a judge reads and writes, in the units that DynamoDB charges for. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { itemStore } from '../../lib/adapters/store/item-store.ts'
import { readSettings } from '../../lib/domain/settings/read-settings.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { judgeRound } from '../../lib/work/judge-round.ts'
import { readDueFacts } from '../../lib/work/read-due-facts.ts'
import { emptyMemory } from '../../lib/work/round.ts'
import { aSent } from '../contract/nouns.ts'
import { lookOf, NOON } from '../domain/made-up-fleet.ts'
import { countingItems } from '../kit/counting-items.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const VANTAGES = ['eu', 'us', 'ap', 'sa', 'af']
const HALF_MINUTE_MS = MINUTE_MS / 2

/** So many nodes, a quarter of them in each data centre. */
function settingsOf(count: number): Settings {
  const nodes = Array.from(
    { length: count },
    (_, place) =>
      `  - { id: node-${place}, url: "http://127.0.0.1:${9_000 + place}", dataCenter: dc${place % 4} }`,
  )
  const text = `network: mainnet
vantages: [${VANTAGES.join(', ')}]
dataCenters: [${[0, 1, 2, 3].map((place) => `{ id: dc${place}, provider: P${place} }`).join(', ')}]
contacts: [{ id: ann, email: ann@example.com }]
nodes:
${nodes.join('\n')}`
  const read = readSettings({ file: 'test.yaml', text, files: () => undefined })
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join('; '))
  return read.value.settings
}

/** A fleet that one Region judges twice a minute, after each look of all of them. */
function stage(nodes: number, sick: number) {
  const settings = settingsOf(nodes)
  let now = NOON
  const clock = { now: () => now, sleep: async () => undefined }
  const { items, take } = countingItems(clock)
  const store = itemStore(items, clock)
  const memory = emptyMemory()
  const reading = { clock, store, settings, vantage: 'eu', freshMs: 210_000, memory }
  const unwell = Object.fromEntries(
    settings.nodes
      .slice(0, sick)
      .map(({ id }, place) => [id, place % 2 === 0 ? ('timeout' as const) : { peers: 1 }]),
  )
  async function judgements(minutes: number): Promise<void> {
    const until = now + minutes * MINUTE_MS
    for (; now < until; now += HALF_MINUTE_MS) {
      if (now % MINUTE_MS === 0)
        for (const vantage of VANTAGES)
          await store.putLook(lookOf(settings, { vantage, at: now, nodes: unwell }))
      await judgeRound(reading)
    }
  }
  return { store, take, judgements, due: () => readDueFacts(reading), now: () => now }
}

it('A6: 100 sick nodes: all views of a Region are written in few units, and not in every run', async () => {
  const { take, judgements } = stage(120, 100)
  await judgements(12)
  take()
  await judgements(12)
  const { view } = take()
  const each = view!.written / 24
  assert.ok(each <= 30, `${each} units a run`)
})

it('A6: a fleet with one old trouble renews its view when half of freshness has passed', async () => {
  const { take, judgements, store, now } = stage(8, 1)
  await judgements(20)
  take()
  await judgements(30)
  const { view } = take()
  assert.ok(view!.written <= 20, `${view!.written} units in half an hour`)
  const oldest = Math.min(
    ...(await store.views()).filter(({ phase }) => phase !== 'closed').map(({ asOf }) => asOf),
  )
  assert.ok(now() - oldest <= 150_000)
})

it('A6: of a week of 100 records a day a run reads those of open and ending incidents alone', async () => {
  const { take, judgements, store, due } = stage(8, 1)
  await judgements(10)
  const [open] = (await store.views()).filter(({ phase }) => phase === 'open')
  for (let record = 0; record < 700; record++) {
    const at = NOON - (record * 7 * DAY_MS) / 700
    await store.record(aSent({ subject: `node:node-${record % 7}`, kind: 'slow', since: at, at }))
  }
  const { kind, subject, since, id } = open!
  const told = aSent({ kind, subject, since, incident: id, at: since + 1, contact: 'ann' })
  await store.record(told)
  take()
  await judgements(1)
  const { sent } = take()
  assert.ok(sent!.read <= 8, `${sent!.read} units in two runs`)
  assert.deepEqual((await due()).sent, [told])
})
