/** Time: durations as people write them and instants as people read them, always in UTC. */

export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

const UNIT_MS = { ms: 1, s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS } as const

/** Reads `500ms`, `12s`, `5m`, `2h`, `7d`, or a run of them (`1h30m`); undefined when it is none of these. */
export function readDuration(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)]
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text) return undefined
  return parts.reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * UNIT_MS[unit as keyof typeof UNIT_MS],
    0,
  )
}

/** Says a duration with at most two units: `45 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`. */
export function sayDuration(ms: number): string {
  if (ms > 0 && ms < SECOND_MS) return `${Math.round(ms)} ms`
  const seconds = Math.round(Math.abs(ms) / SECOND_MS)
  const units: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ]
  const first = units.findIndex(([amount]) => amount > 0)
  if (first < 0) return '0 s'
  return units
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ')
}

/** The time of day, `10:04:00Z`. */
export function sayTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(11, 19)}Z`
}

/** Date and time to the second, `2026-11-22 10:04:00Z`. */
export function sayInstant(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ').concat('Z')
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/

/** Reads an instant in ISO 8601 with its time zone, `2026-11-23T08:00+01:00`; undefined when it is none. */
export function readInstant(text: string): number | undefined {
  const ms = INSTANT.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(ms)) return undefined
  // The parser takes 30 February for 2 March.
  const day = text.slice(0, 10)
  return new Date(Date.parse(day)).toISOString().startsWith(day) ? ms : undefined
}

/** The time of day, with the date where it is not today's. */
export function sayWhen(at: number, now: number): string {
  return sameDay(at, now) ? sayTime(at) : sayInstant(at)
}

export function sameDay(a: number, b: number): boolean {
  return sayInstant(a).slice(0, 10) === sayInstant(b).slice(0, 10)
}
