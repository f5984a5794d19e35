/** Laws of the guarantees: more vantages and fewer seconds of evidence tell sooner; nothing is told before it was seen. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { guaranteesOf } from '../../../lib/tools/guarantees/guarantees.ts'
import { fleetSettings } from '../../domain/made-up-fleet.ts'

const settings = fleetSettings()
const of = (kind: string, vantages: number, more = settings) =>
  guaranteesOf(more, vantages).kinds.find((one) => one.kind === kind)!

describe('guarantees', () => {
  it('are a minute and a half for a node and for a data centre, with five Regions', () => {
    for (const kind of ['node-down', 'data-center-dark']) {
      assert.ok(of(kind, 5).p50Ms <= 45_000, `${kind} ${of(kind, 5).p50Ms}`)
      assert.ok(of(kind, 5).p99Ms <= 90_000)
    }
    assert.ok(of('chain-split', 5).p99Ms <= 120_000)
  })

  it('say that a single vantage takes longer, because nobody can contradict it', () => {
    assert.ok(of('node-down', 1).p50Ms > of('node-down', 3).p50Ms + 60_000)
  })

  it('follow the settings', () => {
    const patient = fleetSettings('thresholds: { node-down: { after: 5m } }')
    assert.ok(of('node-down', 3, patient).p50Ms > 5 * 60_000)
    const slow = fleetSettings('cadence: 2m')
    assert.ok(of('chain-split', 3, slow).p99Ms > of('chain-split', 3).p99Ms)
  })
})
