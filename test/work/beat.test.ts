/** The heartbeat stops when a duty is not done, and the log says which. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { lineLog } from '../../lib/adapters/host/line-log.ts'
import type { DueFacts } from '../../lib/domain/escalation/due-facts.ts'
import { regionTurns } from '../../lib/domain/escalation/turns.ts'
import type { View } from '../../lib/domain/incidents/incident.ts'
import { MINUTE_MS } from '../../lib/domain/text/time.ts'
import { beat } from '../../lib/work/beat.ts'
import { aView } from '../contract/nouns.ts'
import { fleetSettings, lookOf, NOON } from '../domain/made-up-fleet.ts'

const settings = fleetSettings('contacts: [{ id: ann, email: ann@example.com }]')

async function beaten(more: Partial<Parameters<typeof beat>[0]> = {}) {
  const lines: string[] = []
  let pings = 0
  await beat({
    clock: { now: () => NOON },
    ping: async () => {
      pings += 1
    },
    log: lineLog({ now: () => NOON }, (line) => lines.push(line)),
    turns: regionTurns(3),
    looks: ['eu', 'us', 'ap'].map((vantage) => lookOf(settings, { vantage })),
    judgedAt: NOON,
    facts: factsWith([]),
    ...more,
  })
  return { pings, because: lines.map((line) => JSON.parse(line).because as string) }
}

function factsWith(own: readonly View[]): DueFacts {
  return { vantage: 'eu', own, others: [], sent: [], deeds: [], settings, now: NOON, freshMs: 210_000 }
}

it('all duties done: one ping and no word', async () => {
  assert.deepEqual(await beaten(), { pings: 1, because: [] })
})

it('any duty undone: no ping, and a line for each', async () => {
  const { pings, because } = await beaten({ looks: [], judgedAt: NOON - 211_000 })
  assert.equal(pings, 0)
  assert.deepEqual(because, [
    'nothing has been judged since 2026-11-22 11:56:29Z',
    '0 of 3 vantages have looked within 3 min 30 s, expected half',
  ])
})

it('what is due for longer than every vantage needs to have its turn is a duty undone', async () => {
  const openedAt = NOON - 10 * MINUTE_MS
  const opened = { vantage: 'eu', since: openedAt, openedAt, phaseSince: openedAt, asOf: NOON }
  const open = aView({ subject: 'node:fra1-a', severity: 'critical', ...opened })
  const { pings, because } = await beaten({ facts: factsWith([open]) })
  assert.equal(pings, 0)
  assert.match(
    because.join(),
    /^critical-1 of node-down node:fra1-a \(\w+\) is due to ann since .* and was not sent$/,
  )
})
