/** Time shapes: durations, days, times and time zones as the settings spell them. */
import { z } from 'zod'
import { DURATION_PATTERN, writeDuration } from '../text/duration.ts'
import { type ClockTime, instantOf } from '../text/local-time.ts'
import { nearest } from '../text/nearest.ts'
import { readDuration } from '../text/time.ts'
import { WEEKLY_PATTERN } from '../text/weekly.ts'
import { type KeyProblem, problemAt } from './key-problem.ts'
import { type KeyMeaning, text } from './shapes.ts'
import { quote, type TextAt } from './value-at.ts'

interface DurationBounds {
  readonly minMs: number
  readonly maxMs: number
}

export function duration({ minMs, maxMs }: DurationBounds, meaning: KeyMeaning) {
  const [min, max] = [writeDuration(minMs), writeDuration(maxMs)]
  const error = `a duration from ${min} to ${max}, such as 90s or 2m`
  const inBounds = (written: string): boolean => {
    const ms = readDuration(written)
    return ms === undefined || (ms >= minMs && ms <= maxMs)
  }
  return z
    .string({ error })
    .regex(DURATION_PATTERN, { error })
    .refine(inBounds, { error })
    .meta({ form: `duration, ${min} to ${max}`, ...meaning })
}

/** A time of every week, `Mon 09:00`. */
export function weeklyTime(meaning: KeyMeaning) {
  return text(WEEKLY_PATTERN, {
    form: 'time of a week',
    ...meaning,
    expected: 'a day and a time such as "Mon 09:00" (Mon, Tue, Wed, Thu, Fri, Sat or Sun; 00:00 to 23:59)',
  })
}

/** A time of one day, `2026-12-01 02:00`. */
export function timeOfDay(meaning: KeyMeaning) {
  const error = 'a date and a time such as "2026-12-01 02:00"'
  return z
    .string({ error })
    .regex(DATE_PATTERN, { error })
    .refine((written) => readClockTime(written) !== undefined, { error })
    .meta({ form: 'time of one day', ...meaning })
}

const DATE_PATTERN = /^(\d{4}-\d\d-\d\d) (([01]\d|2[0-3]):[0-5]\d)$/

/** The instant of a time of one day; NaN for what is no date, 30 February among them. */
export function instantWritten(written: string, timeZone: string): number {
  const clock = readClockTime(written)
  return clock === undefined ? Number.NaN : instantOf(clock, timeZone)
}

function readClockTime(written: string): ClockTime | undefined {
  const [, day, time] = DATE_PATTERN.exec(written) ?? []
  const clock = Date.parse(`${day}T${time}Z`)
  return Number.isNaN(clock) || !new Date(clock).toISOString().startsWith(day!) ? undefined : clock
}

/** The same for everybody, and without summer time. */
export const TIME_ZONE_DEFAULT = 'UTC'

/** Whether there is such a time zone is told by `timeZoneProblems`, which knows near misses. */
export function timeZone(meaning: KeyMeaning) {
  return z
    .string({ error: 'an IANA time zone such as Europe/Berlin' })
    .meta({ form: 'time zone', default: TIME_ZONE_DEFAULT, examples: ['Europe/Berlin'], ...meaning })
}

export function timeZoneProblems({ path, value }: TextAt): readonly KeyProblem[] {
  const says = isTimeZone(value) ? wrongWithZone(value) : `which is no IANA time zone, ${zoneExpected(value)}`
  return says === undefined ? [] : [problemAt(path, `is ${quote(value)}, ${says}`)]
}

function zoneExpected(written: string): string {
  const meant = nearest(written, Intl.supportedValuesOf('timeZone'))
  return meant === undefined ? 'expected one such as Europe/Berlin' : `did you mean ${quote(meant)}?`
}

/** Names that are understood, and seldom as they are meant; undefined for a place. */
function wrongWithZone(name: string): string | undefined {
  const expected = 'expected a place such as Europe/Berlin, or UTC'
  if (/^(Etc\/)?(UTC|UCT|GMT|Universal|Zulu|Greenwich)$/i.test(name)) return undefined
  const [, sign, hours] = /^Etc\/GMT([+-])(\d+)$/i.exec(name) ?? []
  // POSIX counts westward: Etc/GMT+1 is an hour behind UTC.
  if (Number(hours) > 0) return `which is UTC${sign === '+' ? '-' : '+'}${hours} all year round, ${expected}`
  if (/^Etc\/|^SystemV\/|^[A-Z]{2,3}([+-]?\d+([A-Z]{3})?)?$/i.test(name))
    return `which is an abbreviation and names no place, ${expected}`
  return undefined
}

export function isTimeZone(name: string): boolean {
  // Offsets such as +02:00 are understood but know no summer time.
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
