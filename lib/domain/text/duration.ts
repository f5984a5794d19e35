/** Duration: how the settings spell a length of time; the reverse of `readDuration`. */
import { DAY_MS, HOUR_MS, MINUTE_MS, readDuration, SECOND_MS } from './time.ts'

export const DURATION_PATTERN = /^(\d+(\.\d+)?(ms|s|m|h|d))+$/

/** Whole milliseconds of a duration that the schema has let through. */
export function durationMs(text: string): number {
  return Math.round(readDuration(text)!)
}

/** `90000` is `1m30s`. */
export function writeDuration(ms: number): string {
  let rest = ms
  let text = ''
  for (const [unit, size] of UNITS) {
    const amount = Math.floor(rest / size)
    rest -= amount * size
    if (amount > 0) text += `${amount}${unit}`
  }
  return text || '0s'
}

const UNITS = [
  ['d', DAY_MS],
  ['h', HOUR_MS],
  ['m', MINUTE_MS],
  ['s', SECOND_MS],
  ['ms', 1],
] as const
