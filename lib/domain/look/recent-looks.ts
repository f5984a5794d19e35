/** Recent looks: how a vantage's last looks at an endpoint came out, one letter each, carried from look to look. */

/** Newest last: `.` reached, `x` failed, `?` unknown. */
export type RecentLooks = string

const LETTERS = { reached: '.', failed: 'x', unknown: '?' } as const

/** An hour at the usual cadence of a minute. */
const LOOKS_KEPT = 60

export function withLook(before: RecentLooks | undefined, state: keyof typeof LETTERS): RecentLooks {
  return `${before ?? ''}${LETTERS[state]}`.slice(-LOOKS_KEPT)
}

/** A longer absence is an outage, which is told as one. */
const ABSENCE_LOOKS_MAX = 10

interface Counted {
  /** Looks that came to something, well or not, but for those of an outage. */
  readonly looks: number
  readonly failed: number
  /** How often it went away and came back. */
  readonly absences: number
}

/** An absence counts if it began and ended among these looks: of no other can anybody say whether it was short. */
export function countLooks(recent: RecentLooks): Counted {
  const told = recent.replaceAll('?', '')
  const absences = [...told.matchAll(/(?<=\.)x+(?=\.)/g)].map(([letters]) => letters.length)
  const short = absences.filter((looks) => looks <= ABSENCE_LOOKS_MAX)
  const failed = short.reduce((sum, looks) => sum + looks, 0)
  return { looks: told.replaceAll('x', '').length + failed, failed, absences: short.length }
}

/** Whether one of the last so many failed. */
export function hasFailedOf(recent: RecentLooks, last: number): boolean {
  return recent.slice(-last).includes('x')
}

/** How many of them failed up to the last one, without another in between. */
export function failedInRow(recent: RecentLooks): number {
  return recent.length - recent.replace(/x+$/, '').length
}
