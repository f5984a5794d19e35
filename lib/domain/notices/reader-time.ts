/** Reader time: an instant in UTC, which everybody means the same by, and in the time of the contact who reads it. */
import { timeZoneOf } from '../people/time-zone.ts'
import type { Settings } from '../settings/settings.ts'
import { sayClock } from '../text/local-time.ts'
import { sayInstant, sayWhen } from '../text/time.ts'

interface Reader {
  readonly due: { readonly contact: string }
  readonly settings: Pick<Settings, 'contacts' | 'rotations'>
}

/** `2026-11-22 10:04:00Z (Sun 11:04 Europe/Berlin)`. */
export function sayInstantTo(reader: Reader, at: number): string {
  return `${sayInstant(at)}${inReaderTime(reader, at)}`
}

/** The same, with the date only where it is not that of `now`. */
export function sayWhenTo(reader: Reader, at: number, now: number): string {
  return `${sayWhen(at, now)}${inReaderTime(reader, at)}`
}

function inReaderTime({ due, settings }: Reader, at: number): string {
  const timeZone = timeZoneOf(due.contact, settings)
  return timeZone === undefined || timeZone === 'UTC' ? '' : ` (${sayClock(at, timeZone)} ${timeZone})`
}
