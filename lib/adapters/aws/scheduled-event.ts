/** Scheduled event: the instant that the schedule meant, whether it is still worth a look, and where the desk is. */
import type { Place } from '../../domain/people/desk-place.ts'
import { MINUTE_MS } from '../../domain/text/time.ts'
import type { ScheduledInput } from '../../names/scheduled-input.ts'

/** Later than this, the next round is there; earlier than this, the instant was made up. */
const OFF_MS_MAX = MINUTE_MS

type Scheduled =
  | { readonly kind: 'timely'; readonly at: number }
  /** A late one tells what the next look tells better; one from the future would hide all looks before it. */
  | { readonly kind: 'untimely'; readonly at: number; readonly lateMs: number }

/** Throws for an event that names no instant: then the schedule is broken, and an alarm must say so. */
export function readScheduled(event: unknown, now: number): Scheduled {
  const said = inputOf(event).at
  const at = typeof said === 'string' ? Date.parse(said) : Number.NaN
  if (Number.isNaN(at))
    throw new Error(
      `Cannot read the scheduled event: at is ${JSON.stringify(said)}, expected an ISO 8601 instant`,
    )
  const lateMs = now - at
  return Math.abs(lateMs) <= OFF_MS_MAX ? { kind: 'timely', at } : { kind: 'untimely', at, lateMs }
}

/** The desk of this Region, or that it has none; null in an event that is not of a schedule, and tells nothing. */
export function deskTold(event: unknown): Pick<Place, 'deskUrl'> | null {
  const { at, deskUrl } = inputOf(event)
  if (at === undefined) return null
  return typeof deskUrl === 'string' ? { deskUrl } : {}
}

function inputOf(event: unknown): Partial<Record<keyof ScheduledInput, unknown>> {
  return typeof event === 'object' && event !== null ? event : {}
}
