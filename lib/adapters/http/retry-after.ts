/** Retry after: how long a service wants to be left alone, as its answer says it. */
import { SECOND_MS } from '../../domain/text/time.ts'

/** Seconds or a date (RFC 9110, 10.2.3); null when it is neither, at least a second when it is. */
export function retryAfterMs(written: string, now: number): number | null {
  const text = written.trim()
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * SECOND_MS : Date.parse(text) - now
  return Number.isNaN(ms) ? null : Math.max(ms, SECOND_MS)
}
