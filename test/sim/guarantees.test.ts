/** Guarantees in simulated time: what is measured is what was promised, and docs/guarantees.md has both. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { guaranteesTable, saySeconds } from '../../lib/tools/guarantees/guarantee-words.ts'
import { guaranteesOf, shareOf } from '../../lib/tools/guarantees/guarantees.ts'
import { fleetSettings } from '../domain/made-up-fleet.ts'
import { holdPageToGolden } from '../kit/golden.ts'
import { type MeasuredFault, measuredDelays } from './guarantees/measured.ts'

const REGIONS = ['eu', 'us', 'ap', 'sa', 'af']
const COUNTS = [1, 3, 5]
const TRIALS = 100

/** Until the third block has reached all nodes, and for instants of the fault that fall otherwise. */
const SLACK_MS = 8_000

/** The promise for five Regions that look once a minute, in milliseconds, and the kind it is worked out as. */
const FAULTS = {
  'node killed': { kind: 'node-down', p50Ms: 45_000, p99Ms: 90_000 },
  'data centre dark': { kind: 'data-center-dark', p50Ms: 45_000, p99Ms: 90_000 },
  'chain split, from its third slot': { kind: 'chain-split', p50Ms: 120_000, p99Ms: 120_000 },
} as const satisfies Record<MeasuredFault, object>

describe('From a fault to the first page', async () => {
  const workedOut = COUNTS.map((count) => guaranteesOf(fleetSettings(), count))
  const measured = new Map<string, readonly number[]>()
  for (const fault of Object.keys(FAULTS) as MeasuredFault[])
    for (const [place, count] of COUNTS.entries()) {
      it(`${fault}, ${count} Regions: within what was worked out`, async () => {
        const regions = REGIONS.slice(0, count)
        const delays = await measuredDelays({ fault, regions, trials: TRIALS })
        measured.set(`${fault} ${count}`, delays)
        const promised = workedOut[place]!.kinds.find(({ kind }) => kind === FAULTS[fault].kind)!
        assert.ok(shareOf(delays, 0.5) <= promised.p50Ms + SLACK_MS, `p50 ${shareOf(delays, 0.5)} ms`)
        assert.ok(shareOf(delays, 0.99) <= promised.p99Ms + SLACK_MS, `p99 ${shareOf(delays, 0.99)} ms`)
      })
    }

  for (const fault of Object.keys(FAULTS) as MeasuredFault[])
    it(`${fault}, 5 Regions: within what is promised`, () => {
      const delays = measured.get(`${fault} 5`)!
      assert.ok(shareOf(delays, 0.5) <= FAULTS[fault].p50Ms)
      assert.ok(shareOf(delays, 0.99) <= FAULTS[fault].p99Ms)
    })

  it('docs/guarantees.md has what was worked out and what was measured', () => {
    const head = ['fault', ...COUNTS.map((count) => `${count}: p50 / p99`)]
    const rows = Object.keys(FAULTS).map((fault) => [
      fault,
      ...COUNTS.map((count) => {
        const delays = measured.get(`${fault} ${count}`)!
        return `${saySeconds(shareOf(delays, 0.5))} / ${saySeconds(shareOf(delays, 0.99))}`
      }),
    ])
    const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('')
    holdPageToGolden('docs/guarantees.md', { 'worked-out': guaranteesTable(workedOut), measured: table })
  })
})
