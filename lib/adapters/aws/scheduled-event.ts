/** Scheduled event: the instant that the schedule meant, and where the desk is. */
import type { DeskPlace } from '../../domain/people/desk-place.ts'
import type { ScheduledInput } from '../../names/scheduled-input.ts'

/** Throws for an event that names no instant: then the schedule is broken, and an alarm must say so. */
export function scheduledAt(event: unknown): number {
  const said = inputOf(event).at
  const at = typeof said === 'string' ? Date.parse(said) : Number.NaN
  if (!Number.isNaN(at)) return at
  throw new Error(
    `Cannot read the scheduled event: at is ${JSON.stringify(said)}, expected an ISO 8601 instant`,
  )
}

/** Links are signed for it, so that a stranger's address in an event must not become the desk's. */
const OWN_KIND = /^https:\/\/[a-z0-9]+\.lambda-url\.[a-z0-9-]+\.on\.aws\/$/

/** The desk of this Region, or that it has none; null in an event that is not of a schedule, and tells nothing. */
export function deskTold(event: unknown): Pick<DeskPlace, 'deskUrl'> | null {
  const { at, deskUrl } = inputOf(event)
  if (at === undefined) return null
  return typeof deskUrl === 'string' && OWN_KIND.test(deskUrl) ? { deskUrl } : {}
}

function inputOf(event: unknown): Partial<Record<keyof ScheduledInput, unknown>> {
  return typeof event === 'object' && event !== null ? event : {}
}
