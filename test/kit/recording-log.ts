/** Recording log: a log that keeps its warnings, each as one line. */
import type { Log } from '../../lib/ports.ts'

interface RecordingLog {
  readonly log: Log
  /** `what {facts}`. */
  readonly warned: string[]
}

export function recordingLog(): RecordingLog {
  const warned: string[] = []
  const warn: Log['warn'] = (what, facts = {}) => void warned.push(`${what} ${JSON.stringify(facts)}`)
  return { log: { info: () => undefined, warn }, warned }
}
