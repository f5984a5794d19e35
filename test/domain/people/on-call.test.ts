/** Laws of who is on call: weekly turns that no change of the clocks shifts, and overrides that always end somewhere. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Deed } from '../../../lib/domain/people/deed.ts'
import { peopleOf } from '../../../lib/domain/people/on-call.ts'
import type { RotationSettings } from '../../../lib/domain/settings/sections/rotation-settings.ts'
import { lastWeekly } from '../../../lib/domain/text/weekly.ts'

const WEEK = 7 * 86_400_000
const PEOPLE = ['ann', 'ben', 'cem', 'dan']
const contacts = PEOPLE.map((id) => ({ id, email: `${id}@example.com`, smsLink: true }))
const primary: RotationSettings = {
  id: 'primary',
  people: ['ben', 'cem', 'ann'],
  handover: 'Mon 09:00',
  timeZone: 'Europe/Berlin',
}

function told(names: readonly string[], at: string | number, deeds: readonly Deed[] = []): readonly string[] {
  const settings = { rotations: [primary, { ...primary, id: 'second', people: ['dan', 'ann'] }], contacts }
  return peopleOf(names, { settings, deeds, now: typeof at === 'number' ? at : Date.parse(at) })
}

describe('a rotation', () => {
  const handovers: readonly (readonly [at: string, who: string])[] = [
    ['2026-10-19T06:59:59.999Z', 'ann'],
    ['2026-10-19T07:00:00Z', 'ben'],
    // The clocks are put back on 25 October.
    ['2026-10-26T07:59:59.999Z', 'ben'],
    ['2026-10-26T08:00:00Z', 'cem'],
    ['2026-11-02T07:59:59.999Z', 'cem'],
    ['2026-11-02T08:00:00Z', 'ann'],
  ]
  for (const [at, who] of handovers)
    it(`has ${who} on call at ${at}`, () => assert.deepEqual(told(['primary'], at), [who]))

  it('gives everyone the same number of weeks in twelve years, changes of the clocks or not', () => {
    const first = Date.UTC(2024, 0, 3)
    const turns = Array.from({ length: 12 * 52 }, (_, week) => told(['primary'], first + week * WEEK)[0])
    assert.deepEqual(
      turns,
      turns.map((_, week) => turns[week % 3]),
    )
    assert.deepEqual(new Set(turns), new Set(primary.people))
  })

  it('hands over at the weekly instant and at no other time', () => {
    const instant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2036, 0, 1) })
    fc.assert(
      fc.property(instant, (now) => {
        const handover = lastWeekly(primary.handover, primary.timeZone, now)
        assert.deepEqual(told(['primary'], now), told(['primary'], handover))
        assert.notDeepEqual(told(['primary'], handover - 1), told(['primary'], handover))
      }),
    )
  })
})

const NOW = Date.parse('2026-10-21T12:00:00Z')
const HOUR = 3_600_000

function override(contact: string, by: string, over: Partial<Deed> = {}): Deed {
  const times = { at: NOW - HOUR, until: NOW + HOUR }
  return {
    what: 'override',
    id: `${contact}-${by}`,
    who: 'ann',
    contact,
    with: by,
    ...times,
    ...over,
  } as Deed
}

const STORIES: readonly (readonly [law: string, deeds: readonly Deed[], people: readonly string[]])[] = [
  ['nobody agreed on anything', [], ['ben', 'dan']],
  ['a stand-in for whom the rotation names', [override('ben', 'cem')], ['cem', 'dan']],
  ['a stand-in for whom the step names', [override('dan', 'cem')], ['ben', 'cem']],
  ['somebody else’s stand-in', [override('cem', 'ann')], ['ben', 'dan']],
  ['from its beginning on', [override('ben', 'cem', { at: NOW })], ['cem', 'dan']],
  ['not before it begins', [override('ben', 'cem', { at: NOW + 1 })], ['ben', 'dan']],
  ['no longer at its end', [override('ben', 'cem', { until: NOW })], ['ben', 'dan']],
  ['the newest counts', [override('ben', 'ann', { at: NOW - 1 }), override('ben', 'cem')], ['ann', 'dan']],
  ['in either order', [override('ben', 'cem'), override('ben', 'ann', { at: NOW - 1 })], ['ann', 'dan']],
  ['of two at once the later id', [override('ben', 'cem'), override('ben', 'ann')], ['cem', 'dan']],
  ['back to oneself', [override('ben', 'cem'), override('ben', 'ben', { at: NOW - 1 })], ['ben', 'dan']],
  ['the stand-in has one too', [override('ben', 'cem'), override('cem', 'ann')], ['ann', 'dan']],
  ['two who stand in for one another swap', [override('ben', 'cem'), override('cem', 'ben')], ['cem', 'dan']],
  ['who already is told is told once', [override('ben', 'dan')], ['dan']],
  ['a stand-in who is gone from the settings', [override('ben', 'eve')], ['ben', 'dan']],
  [
    'an older one, where the newest stand-in is gone',
    [override('ben', 'cem'), override('ben', 'eve', { at: NOW - 1 })],
    ['cem', 'dan'],
  ],
]

describe('an override', () => {
  for (const [law, deeds, people] of STORIES)
    it(law, () => assert.deepEqual(told(['primary', 'dan'], NOW, deeds), people))

  it('never loops and never loses anybody: there is always a contact who is told', () => {
    const person = fc.constantFrom(...PEOPLE)
    fc.assert(
      fc.property(fc.array(fc.tuple(person, person), { maxLength: 12 }), (pairs) => {
        const deeds = pairs.map(([a, b], i) => override(a, b, { id: String(i), at: NOW - i }))
        const people = told(['primary', 'second', 'ann'], NOW, deeds)
        assert.ok(people.length > 0 && people.every((one) => PEOPLE.includes(one)))
        assert.equal(new Set(people).size, people.length)
      }),
    )
  })
})
