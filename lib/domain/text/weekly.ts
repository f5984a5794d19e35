/** Weekly: instants that come every week at a day and a time of a time zone, whatever its summer time does. */

import { clockTime, instantOf } from './local-time.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from './time.ts'

/** `Mon 09:00`. */
export const WEEKLY_PATTERN = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([01]\d|2[0-3]):([0-5]\d)$/

/** The latest instant at or before `now` at which it is `spec` (`Mon 09:00`) in the time zone. */
export function lastWeekly(spec: string, timeZone: string, now: number): number {
  return weeklyIn(lastWeek(spec, timeZone, now), { spec, timeZone })
}

/** The number of the local week that `lastWeekly` lies in, so that the numbers go up by one from each to the next. */
export function lastWeek(spec: string, timeZone: string, now: number): number {
  const week = Math.floor((clockTime(now, timeZone) - FIRST_MONDAY) / WEEK_MS)
  return weeklyIn(week, { spec, timeZone }) <= now ? week : week - 1
}

/** The instant of the local week with that number; see `instantOf` for times that summer time skips or repeats. */
export function weeklyIn(week: number, { spec, timeZone }: { spec: string; timeZone: string }): number {
  return instantOf(FIRST_MONDAY + week * WEEK_MS + intoWeekMs(spec), timeZone)
}

const WEEK_MS = 7 * DAY_MS
/** 29 December 1969; local weeks are counted from it, because their lengths differ. */
const FIRST_MONDAY = -3 * DAY_MS
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function intoWeekMs(spec: string): number {
  const [, day, hour, minute] = WEEKLY_PATTERN.exec(spec) ?? []
  if (day === undefined)
    throw new Error(`Cannot tell when "${spec}" is, expected a day and a time such as "Mon 09:00"`)
  return DAYS.indexOf(day) * DAY_MS + Number(hour) * HOUR_MS + Number(minute) * MINUTE_MS
}
