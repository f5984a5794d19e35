/** System clock: the machine's own time and timers, as the Clock port. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../../ports.ts'

/** The longest time one timer can wait: 24 days. */
const SLEEP_MAX_MS = 2 ** 31 - 1

export const systemClock: Clock = { now: () => Date.now(), sleep }

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await wait(Math.min(Math.max(ms, 0), SLEEP_MAX_MS), undefined, signal === undefined ? {} : { signal })
  } catch (error) {
    // An aborted sleep ends at once and is no failure.
    if ((error as Error).name !== 'AbortError') throw error
  }
}
