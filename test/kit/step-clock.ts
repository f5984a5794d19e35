/** Step clock: simulated time that moves only when it is told to, waking sleepers in the order of their times. */
import type { Clock } from '../../lib/ports.ts'

export interface StepClock extends Clock {
  /** Moves to an instant, letting everything that becomes due run on the way. */
  runTo(at: number): Promise<void>
}

interface Sleeper {
  readonly wakesAt: number
  wake(): void
}

/** `isBusy` tells of work that takes real time, such as compression, for which simulated time waits. */
export function stepClock(startAt: number, isBusy: () => boolean = () => false): StepClock {
  let now = startAt
  let sleepers: Sleeper[] = []
  return {
    now: () => now,
    sleep(ms, signal) {
      if (signal?.aborted || ms <= 0) return Promise.resolve()
      return new Promise((resolve) => {
        const sleeper = { wakesAt: now + ms, wake: resolve }
        sleepers.push(sleeper)
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((other) => other !== sleeper)
          resolve()
        })
      })
    },
    async runTo(at) {
      await settle(isBusy)
      for (;;) {
        const next = sleepers.filter(({ wakesAt }) => wakesAt <= at).sort((a, b) => a.wakesAt - b.wakesAt)[0]
        if (!next) break
        sleepers = sleepers.filter((other) => other !== next)
        now = Math.max(now, next.wakesAt)
        next.wake()
        await settle(isBusy)
      }
      now = at
    },
  }
}

/** Lets every promise that can go on without time go on. */
async function settle(isBusy: () => boolean): Promise<void> {
  for (let quiet = 0; quiet < 20; quiet = isBusy() ? 0 : quiet + 1)
    await new Promise((resolve) => setImmediate(resolve))
}
