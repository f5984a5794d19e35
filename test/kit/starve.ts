/** Starve: lets a process run for a share of the time, as a control group does whose quota is that share. */
import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

const PERIOD_MS = 100

/** Until the condition is false or the process has ended; it runs on afterwards. */
export async function starve(
  child: ChildProcess,
  { share, isOn }: { readonly share: number; readonly isOn: () => boolean },
): Promise<void> {
  const isRunning = () => child.exitCode === null && child.signalCode === null
  try {
    while (isOn() && isRunning()) {
      child.kill('SIGSTOP')
      await sleep(PERIOD_MS * (1 - share))
      child.kill('SIGCONT')
      await sleep(PERIOD_MS * share)
    }
  } finally {
    child.kill('SIGCONT')
  }
}
