/** Calendar: days, times and time zones as the settings spell them. */
import { z } from 'zod'
import type { ClockTime } from '../text/local-time.ts'
import { nearest } from '../text/nearest.ts'
import { WEEKLY_PATTERN } from '../text/weekly.ts'
import { type Complaint, complain } from './complaint.ts'
import { DEFAULTS } from './defaults.ts'
import { type About, text } from './leaves.ts'
import { quote, type TextPlace } from './place.ts'

/** A time of every week, `Mon 09:00`. */
export function weeklyTime(about: About) {
  return text(WEEKLY_PATTERN, {
    ...about,
    expected: 'a day and a time such as "Mon 09:00" (Mon, Tue, Wed, Thu, Fri, Sat or Sun; 00:00 to 23:59)',
  })
}

/** A time of one day, `2026-12-01 02:00`. */
export function timeOfDay(about: About) {
  const error = 'a date and a time such as "2026-12-01 02:00"'
  return z
    .string({ error })
    .regex(DATE_PATTERN, { error })
    .refine((written) => readClockTime(written) !== undefined, { error })
    .meta({ ...about })
}

/** Whether there is such a time zone is told by `timeZoneComplaints`, which knows near misses. */
export function timeZone() {
  return z
    .string({ error: 'an IANA time zone such as Europe/Berlin' })
    .meta({ description: 'An IANA time zone.', default: DEFAULTS.timeZone, examples: ['Europe/Berlin'] })
}

const DATE_PATTERN = /^(\d{4}-\d\d-\d\d) (([01]\d|2[0-3]):[0-5]\d)$/

/** Undefined for what is no date, 30 February among them. */
export function readClockTime(written: string): ClockTime | undefined {
  const [, day, time] = DATE_PATTERN.exec(written) ?? []
  const clock = Date.parse(`${day}T${time}Z`)
  return Number.isNaN(clock) || !new Date(clock).toISOString().startsWith(day!) ? undefined : clock
}

export function timeZoneComplaints({ path, value }: TextPlace): readonly Complaint[] {
  if (isTimeZone(value)) return []
  const meant = nearest(value, Intl.supportedValuesOf('timeZone'))
  const expected =
    meant === undefined ? 'expected one such as Europe/Berlin' : `did you mean ${quote(meant)}?`
  return [complain(path, `is ${quote(value)}, which is no IANA time zone, ${expected}`)]
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
