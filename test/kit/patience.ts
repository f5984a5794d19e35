/** Patience: how a test waits for what another process does, on a machine that may be busy with everything else. */
import { setTimeout as sleep } from 'node:timers/promises'

/** Only what never comes reaches it; nothing is concluded from how long anything took. */
export const PATIENCE_MS = 10 * 60_000

const POLL_MS = 10

/** Waits until it holds; what it waits for is said when it does not come. */
export async function eventually(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadlineAt = performance.now() + PATIENCE_MS
  while (!(await holds())) {
    if (performance.now() >= deadlineAt)
      throw new Error(`${what} did not come in ${PATIENCE_MS / 60_000} min`)
    await sleep(POLL_MS)
  }
}
