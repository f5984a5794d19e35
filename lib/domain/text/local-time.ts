/** Local time: what the clocks of a time zone show at an instant, and the instant at which they show a time. */
import { DAY_MS, SECOND_MS } from './time.ts'

/** What the clocks show, as the Unix time in milliseconds at which those of UTC show the same. */
export type ClockTime = number

export function clockTime(at: number, timeZone: string): ClockTime {
  return at + offsetMs(at, timeZone)
}

/**
 * The instant at which the clocks show `clock`. A time that exists twice, because the clocks are put back, is the
 * first of the two. A time that does not exist, because they are put forward, is as much later as they are: where
 * 02:00 is followed by 03:00, 02:30 means 03:30.
 */
export function instantOf(clock: ClockTime, timeZone: string): number {
  // Clocks differ from UTC by less than a day, so these two lie on either side of any change that matters.
  const before = offsetMs(clock - DAY_MS, timeZone)
  const after = offsetMs(clock + DAY_MS, timeZone)
  const found = [before, after].find((offset) => offsetMs(clock - offset, timeZone) === offset)
  return clock - (found ?? before)
}

/** `Sun 11:04`, as the clocks show it. */
export function sayClock(at: number, timeZone: string): string {
  const clock = new Date(clockTime(at, timeZone))
  return `${WEEKDAYS[clock.getUTCDay()]} ${clock.toISOString().slice(11, 16)}`
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** How far the clocks are ahead of UTC. */
function offsetMs(at: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(at)
  const [year, month, day, hour, minute, second] = PARTS.map((type) =>
    Number(parts.find((part) => part.type === type)!.value),
  ) as [number, number, number, number, number, number]
  const wholeSecond = Math.floor(at / SECOND_MS) * SECOND_MS
  return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSecond
}

const PARTS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const

/** Making one takes a hundred times as long as using it; there are only as many as time zones. */
const FORMATS = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timeZone)
  if (known !== undefined) return known
  const numeric = Object.fromEntries(PARTS.map((part) => [part, 'numeric']))
  const format = new Intl.DateTimeFormat('en-US', { ...numeric, timeZone, hourCycle: 'h23' })
  FORMATS.set(timeZone, format)
  return format
}
