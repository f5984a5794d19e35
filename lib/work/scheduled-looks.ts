/** Scheduled looks: the looks of a vantage that runs the first half of its rounds alone, each told its instant. */

import { MINUTE_MS } from '../domain/text/time.ts'
import type { LookedRound } from './look-round.ts'
import { emptyMemory, type Looking, lookHalf } from './round.ts'
import { roundLog } from './round-log.ts'

interface LookOptions extends Omit<Looking, 'at' | 'store' | 'memory' | 'told'> {
  /** The store of one run. */
  readonly openStore: () => Looking['store']
}

/**
 * A schedule may fire at any second of its minute, and what it sends may wait for another one: a look that comes
 * late is a look of now, and is compared as one. Beyond that, something is broken that somebody should see.
 */
const LATE_MS_MAX = 2 * MINUTE_MS
/** Kept by its instant, one from further in the future would hide those before it. */
const EARLY_MS_MAX = MINUTE_MS

/** Fails for an instant that is too far away to be looked at now: a look that is not made is no success. */
export function scheduledLooks(options: LookOptions): (at: number) => Promise<LookedRound> {
  const { clock, log, openStore } = options
  const memory = emptyMemory()
  const told = roundLog(log)
  return async (at) => {
    const lateMs = clock.now() - at
    if (lateMs > LATE_MS_MAX || -lateMs > EARLY_MS_MAX) {
      const instant = new Date(at).toISOString()
      log.warn('look dropped', { at: instant, lateMs })
      throw new Error(
        `Cannot look for ${instant}: it is ${lateMs} ms late, expected ${-EARLY_MS_MAX} to ${LATE_MS_MAX}`,
      )
    }
    return await lookHalf({ ...options, at, store: openStore(), memory, told })
  }
}
