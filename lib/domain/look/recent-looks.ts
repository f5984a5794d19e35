/** Recent looks: how a vantage's last looks at an endpoint came out, one letter each, carried from look to look. */

/** Newest last: `.` reached, `x` failed, `?` unknown. */
export type RecentLooks = string

const LETTERS = { reached: '.', failed: 'x', unknown: '?' } as const

/** An hour at the usual cadence of a minute. */
const LOOKS_KEPT = 60

export function withLook(before: RecentLooks | undefined, state: keyof typeof LETTERS): RecentLooks {
  return `${before ?? ''}${LETTERS[state]}`.slice(-LOOKS_KEPT)
}

interface Counted {
  /** Looks that came to something, well or not. */
  readonly looks: number
  readonly failed: number
  /** How often it went away and came back. */
  readonly absences: number
}

export function countLooks(recent: RecentLooks): Counted {
  const told = recent.replaceAll('?', '')
  return {
    looks: told.length,
    failed: told.replaceAll('.', '').length,
    absences: told.match(/x+(?=\.)/g)?.length ?? 0,
  }
}

/** Whether one of the last so many failed. */
export function hasFailedOf(recent: RecentLooks, last: number): boolean {
  return recent.slice(-last).includes('x')
}
