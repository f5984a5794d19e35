/** Laws of weekly instants: they follow the local clocks through every change, once a week, and never lie ahead. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { clockTime, instantOf } from '../../../lib/domain/text/local-time.ts'
import { lastWeek, lastWeekly } from '../../../lib/domain/text/weekly.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
/** Ahead and behind of UTC, by odd amounts, with changes of an hour, of half an hour, at midnight, and none. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
]

const CASES: readonly (readonly [law: string, spec: string, zone: string, now: string, last: string])[] = [
  ['winter', 'Mon 09:00', 'Europe/Berlin', '2026-01-07T12:00:00Z', '2026-01-05T08:00:00Z'],
  ['summer', 'Mon 09:00', 'Europe/Berlin', '2026-07-08T12:00:00Z', '2026-07-06T07:00:00Z'],
  ['at the instant itself', 'Mon 09:00', 'Europe/Berlin', '2026-07-06T07:00:00Z', '2026-07-06T07:00:00Z'],
  ['a moment before it', 'Mon 09:00', 'Europe/Berlin', '2026-07-06T06:59:59.999Z', '2026-06-29T07:00:00Z'],
  ['the change between', 'Mon 09:00', 'Europe/Berlin', '2026-03-30T06:59:00Z', '2026-03-23T08:00:00Z'],
  ['after the change', 'Mon 09:00', 'Europe/Berlin', '2026-03-30T07:00:00Z', '2026-03-30T07:00:00Z'],
  [
    'behind UTC, there it is Sunday',
    'Sun 22:00',
    'America/New_York',
    '2026-01-05T04:00:00Z',
    '2026-01-05T03:00:00Z',
  ],
  [
    'a skipped time is an hour later',
    'Sun 02:30',
    'Europe/Berlin',
    '2026-03-29T12:00:00Z',
    '2026-03-29T01:30:00Z',
  ],
  ['not before that', 'Sun 02:30', 'Europe/Berlin', '2026-03-29T01:29:00Z', '2026-03-22T01:30:00Z'],
  [
    'a repeated time is the first',
    'Sun 02:30',
    'Europe/Berlin',
    '2026-10-25T12:00:00Z',
    '2026-10-25T00:30:00Z',
  ],
  [
    'and not again an hour later',
    'Sun 02:30',
    'Europe/Berlin',
    '2026-10-25T01:30:00Z',
    '2026-10-25T00:30:00Z',
  ],
  [
    'half an hour skipped',
    'Sun 02:15',
    'Australia/Lord_Howe',
    '2026-10-04T12:00:00Z',
    '2026-10-03T15:45:00Z',
  ],
  [
    'half an hour repeated',
    'Sun 01:45',
    'Australia/Lord_Howe',
    '2026-04-05T12:00:00Z',
    '2026-04-04T14:45:00Z',
  ],
  ['midnight skipped', 'Sun 00:00', 'Asia/Beirut', '2026-03-29T12:00:00Z', '2026-03-28T22:00:00Z'],
  ['a day ahead of UTC', 'Mon 00:00', 'Pacific/Kiritimati', '2026-01-04T10:00:00Z', '2026-01-04T10:00:00Z'],
]

describe('the latest weekly instant', () => {
  for (const [law, spec, zone, now, last] of CASES)
    it(`${law}: ${spec} in ${zone} at ${now}`, () => {
      assert.equal(
        new Date(lastWeekly(spec, zone, Date.parse(now))).toISOString(),
        new Date(last).toISOString(),
      )
    })

  it('is what it says where it has no meaning', () => {
    assert.throws(() => lastWeekly('Monday 9:00', 'UTC', 0), /expected a day and a time such as "Mon 09:00"/)
  })
})

const zone = fc.constantFrom(...ZONES)
const now = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2036, 0, 1) })
const spec = fc
  .record({
    day: fc.constantFrom('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'),
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
  })
  .map(
    ({ day, hour, minute }) => `${day} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
  )

describe('every weekly instant', () => {
  it('lies at or before now, less than a week and a change of the clocks ago, and stays the last', () => {
    fc.assert(
      fc.property(spec, zone, now, (when, where, at) => {
        const last = lastWeekly(when, where, at)
        assert.ok(last <= at && at - last < 7 * DAY + 2 * HOUR)
        assert.equal(lastWeekly(when, where, last), last)
      }),
    )
  })

  it('comes once a week: the number of its week goes up by one from each to the next', () => {
    fc.assert(
      fc.property(spec, zone, now, (when, where, at) => {
        const last = lastWeekly(when, where, at)
        assert.equal(lastWeek(when, where, last - 1), lastWeek(when, where, at) - 1)
      }),
    )
  })

  it('shows the day and the time on the local clocks, or a skipped time that is at most an hour later', () => {
    fc.assert(
      fc.property(spec, zone, now, (when, where, at) => {
        const shown = clockTime(lastWeekly(when, where, at), where)
        const sought = clockTime(instantOf(shown, where), where)
        assert.equal(sought, shown)
        const late = [0, HOUR / 2, HOUR].map((ms) => new Date(shown - ms).toUTCString())
        assert.ok(late.some((text) => `${text.slice(0, 3)} ${text.slice(17, 22)}` === when))
      }),
    )
  })
})
