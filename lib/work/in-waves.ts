/** In waves: much work begun a part at a time, so that what begins has the processor, and what hangs keeps nobody waiting for long. */
import type { Clock } from '../ports.ts'

interface Waves {
  readonly clock: Pick<Clock, 'sleep'>
  /** How long what has begun may keep the next wave waiting. */
  readonly pauseMs: number
}

/** So many at once are no burden to the smallest function. */
const AT_ONCE = 32
/** However many there are, the last ones begin after so many pauses. */
const WAVES_MAX = 10

/** Whoever ends lets another one begin at once; while nobody does, a wave begins after each pause. */
export async function inWaves<T>(
  { clock, pauseMs }: Waves,
  work: readonly (() => Promise<T>)[],
): Promise<T[]> {
  const size = Math.max(AT_ONCE, Math.ceil(work.length / WAVES_MAX))
  const results: Promise<T>[] = []
  const ends: Promise<unknown>[] = []
  const begin = (): void => {
    const next = work[results.length]
    if (next === undefined) return
    const result = next().finally(begin)
    results.push(result)
    ends.push(Promise.allSettled([result]))
  }
  const beginWave = (): void => {
    for (let count = 0; count < size; count++) begin()
  }
  beginWave()
  const pausing = new AbortController()
  const pauses = (async () => {
    while (results.length < work.length && !pausing.signal.aborted) {
      await clock.sleep(pauseMs, pausing.signal)
      if (!pausing.signal.aborted) beginWave()
    }
  })()
  // Each that ends may have begun another one.
  for (let at = 0; at < ends.length; at++) await ends[at]
  pausing.abort()
  await pauses
  return await Promise.all(results)
}
