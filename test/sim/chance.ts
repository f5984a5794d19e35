/** Chance: numbers at random that a seed repeats. */

export interface Chance {
  /** Evenly from 0 up to 1. */
  even(): number
  /** Around a median that is as likely to be halved as to be doubled, with a long tail. */
  around(median: number): number
}

/** How far the tail reaches: one value in a thousand is more than six times the median. */
const SPREAD = 0.6

export function chance(seed: number): Chance {
  let state = seed >>> 0
  /** Mulberry32. */
  const even = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - even())) * Math.cos(2 * Math.PI * even())
  return { even, around: (median) => median * Math.exp(SPREAD * normal()) }
}
