/** Remembered: what was read a moment ago is given again, and what is being read is read once for all who ask. */
import type { Clock } from '../ports.ts'

interface Asked<T> {
  readonly at: number
  readonly answer: Promise<T>
}

/** Good for `forMs` from when it was asked for; a failure is told to those who wait for it, and then forgotten. */
export function remembered<T>(
  clock: Pick<Clock, 'now'>,
  forMs: number,
  read: () => Promise<T>,
): () => Promise<T> {
  let last: Asked<T> | null = null
  return () => {
    const now = clock.now()
    // A clock that was set back must not keep an old answer alive.
    if (last !== null && now >= last.at && now - last.at < forMs) return last.answer
    const next = { at: now, answer: read() }
    last = next
    next.answer.catch(() => {
      if (last === next) last = null
    })
    return next.answer
  }
}
