/** Line log: Watchfire's own log, one JSON object a line. */
import type { Clock, Log } from '../../ports.ts'

export function lineLog(clock: Pick<Clock, 'now'>, write: (line: string) => void): Log {
  const log = (level: 'info' | 'warn', what: string, facts: Readonly<Record<string, unknown>> = {}) =>
    write(`${JSON.stringify({ at: new Date(clock.now()).toISOString(), level, what, ...facts })}\n`)
  return { info: (what, facts) => log('info', what, facts), warn: (what, facts) => log('warn', what, facts) }
}
