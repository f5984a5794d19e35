/** The heartbeat stops when a duty is not done, and the log says which. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { lineLog } from '../../lib/adapters/host/line-log.ts'
import type { DutyFacts } from '../../lib/domain/escalation/duties.ts'
import { beat } from '../../lib/work/beat.ts'
import { fleetSettings, lookOf, NOON } from '../domain/made-up-fleet.ts'

async function beaten(more: Partial<DutyFacts> = {}) {
  const settings = fleetSettings()
  const lines: string[] = []
  let pings = 0
  const looks = ['eu', 'us', 'ap'].map((vantage) => lookOf(settings, { vantage }))
  await beat({
    ping: async () => {
      pings += 1
    },
    log: lineLog({ now: () => NOON }, (line) => lines.push(line)),
    duties: { settings, now: NOON, overdue: [], looks, freshMs: 210_000, judgedAt: NOON, ...more },
  })
  return { pings, because: lines.map((line) => JSON.parse(line).because as string) }
}

it('all duties done: one ping and no word', async () => {
  assert.deepEqual(await beaten(), { pings: 1, because: [] })
})

it('any duty undone: no ping, and a line for each', async () => {
  const { pings, because } = await beaten({ looks: [], judgedAt: null })
  assert.equal(pings, 0)
  assert.deepEqual(because, [
    'nothing has been judged yet',
    '0 of 3 vantages have looked within 3 min 30 s, expected half',
  ])
})
