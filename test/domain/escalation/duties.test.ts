/** Laws of the duties: the heartbeat may beat only while looks are fresh, judged, and everybody was told who is due. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type DutyFacts, failedDuties, type Overdue } from '../../../lib/domain/escalation/duties.ts'
import type { Look } from '../../../lib/domain/look/look.ts'
import { fleetSettings, lookOf, NOON } from '../made-up-fleet.ts'

const FRESH_MS = 210_000

function vantagesAgo(agesMs: readonly (number | null)[], names: readonly string[]): readonly Look[] {
  const settings = fleetSettings()
  return agesMs.flatMap((age, place) =>
    age === null ? [] : [lookOf(settings, { vantage: names[place]!, at: NOON - age })],
  )
}

function duties(more: Partial<DutyFacts> = {}, agesMs: readonly (number | null)[] = [0, 0, 0]) {
  const names = ['eu', 'us', 'ap', 'sa', 'af'].slice(0, agesMs.length)
  return failedDuties({
    settings: fleetSettings('', names),
    now: NOON,
    overdue: [],
    looks: vantagesAgo(agesMs, names),
    freshMs: FRESH_MS,
    judgedAt: NOON,
    ...more,
  })
}

it('all is done when looks are fresh and judged, and nothing is overdue', () => {
  assert.deepEqual(duties(), [])
})

describe('looks', () => {
  const OLD = FRESH_MS + 1
  const CASES: readonly (readonly [agesMs: readonly (number | null)[], fresh: number | 'enough'])[] = [
    [[0], 'enough'],
    [[OLD], 0],
    [[FRESH_MS], 'enough'],
    [[0, OLD], 'enough'],
    [[null, null], 0],
    [[0, 0, OLD], 'enough'],
    [[0, OLD, null], 1],
    [[0, 0, OLD, null], 'enough'],
    [[0, 0, OLD, OLD, null], 2],
    [[0, 0, 0, OLD, null], 'enough'],
  ]
  for (const [agesMs, fresh] of CASES)
    it(`of ${agesMs.map((age) => (age === null ? 'never' : age > FRESH_MS ? 'old' : 'fresh')).join(', ')} are ${fresh === 'enough' ? 'enough' : 'too few'}`, () => {
      const expected = `${fresh} of ${agesMs.length} vantages have looked within 3 min 30 s, expected half`
      assert.deepEqual(duties({}, agesMs), fresh === 'enough' ? [] : [expected])
    })

  it('of vantages that the settings no longer name do not count', () => {
    const settings = fleetSettings('', ['new-a', 'new-b'])
    assert.match(duties({ settings }).join(), /^0 of 2 vantages/)
  })
})

it('a judgement must have been made, and lately', () => {
  assert.deepEqual(duties({ judgedAt: null }), ['nothing has been judged yet'])
  assert.deepEqual(duties({ judgedAt: NOON - FRESH_MS }), [])
  assert.deepEqual(duties({ judgedAt: NOON - FRESH_MS - 1_000 }), [
    'nothing has been judged since 2026-11-22 11:56:29Z',
  ])
})

it('what was due and not sent is named, each', () => {
  const one: Overdue = {
    incident: 'k7qx2',
    kind: 'chain-split',
    subject: 'fleet',
    step: 'critical-2',
    contact: 'ann',
    dueAt: NOON - 300_000,
  }
  assert.deepEqual(duties({ overdue: [one, { ...one, contact: 'bob' }] }), [
    'critical-2 of chain-split fleet (k7qx2) is due to ann since 2026-11-22 11:55:00Z and was not sent',
    'critical-2 of chain-split fleet (k7qx2) is due to bob since 2026-11-22 11:55:00Z and was not sent',
  ])
})

it('every duty that fails is named, not the first alone', () => {
  assert.equal(duties({ judgedAt: null, looks: [] }).length, 2)
})
