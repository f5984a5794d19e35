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

interface Waiting {
  /** Work that takes real time, such as compression, for which simulated time waits. */
  readonly isBusy?: () => boolean
  /** How many turns of the event loop must pass quietly; one is enough where nothing leaves the process. */
  readonly quietTurns?: number
}

export function stepClock(startAt: number, waiting: Waiting = {}): StepClock {
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
      await settle(waiting)
      for (;;) {
        const next = sleepers.filter(({ wakesAt }) => wakesAt <= at).sort((a, b) => a.wakesAt - b.wakesAt)[0]
        if (!next) break
        sleepers = sleepers.filter((other) => other !== next)
        now = Math.max(now, next.wakesAt)
        next.wake()
        await settle(waiting)
      }
      now = at
    },
  }
}

/** Lets every promise that can go on without time go on. */
async function settle({ isBusy = () => false, quietTurns = 20 }: Waiting): Promise<void> {
  for (let quiet = 0; quiet < quietTurns; quiet = isBusy() ? 0 : quiet + 1)
    await new Promise((resolve) => setImmediate(resolve))
}
