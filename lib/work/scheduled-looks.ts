/** Scheduled looks: the looks of a vantage that runs the first half of its rounds alone, each told its instant. */

import { MINUTE_MS } from '../domain/text/time.ts'
import type { LookedRound } from './look-round.ts'
import { emptyMemory, type Looking, lookHalf } from './round.ts'
import { roundLog } from './round-log.ts'

interface LookOptions extends Omit<Looking, 'at' | 'store' | 'memory' | 'told'> {
  /** The store of one run. */
  readonly openStore: () => Looking['store']
}

/** Later than this, the next round is there; earlier than this, the instant was made up. */
const OFF_MS_MAX = MINUTE_MS

/** Answers the look, or null for an instant that is too far away to be looked at now. */
export function scheduledLooks(options: LookOptions): (at: number) => Promise<LookedRound | null> {
  const { clock, log, openStore } = options
  const memory = emptyMemory()
  const told = roundLog(log)
  return async (at) => {
    const lateMs = clock.now() - at
    // A late one tells what the next look tells better; one from the future would hide all looks before it.
    if (Math.abs(lateMs) > OFF_MS_MAX) {
      log.warn('look dropped', { at: new Date(at).toISOString(), lateMs })
      return null
    }
    return await lookHalf({ ...options, at, store: openStore(), memory, told })
  }
}
