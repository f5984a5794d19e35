/** Line log: Watchfire's own log, one JSON object a line. */
import type { Clock, Log } from '../../ports.ts'

/**
 * Lambda believes a line's `level` only beside an RFC 3339 `timestamp`; whatever has none is INFO to it. Facts of the
 * same names change neither. Source: "Log-level filtering" in the developer guide of Lambda.
 */
export function lineLog(clock: Pick<Clock, 'now'>, write: (line: string) => void): Log {
  const log = (level: 'info' | 'warn', what: string, facts: Readonly<Record<string, unknown>> = {}) => {
    const head = { timestamp: new Date(clock.now()).toISOString(), level, what }
    write(`${JSON.stringify({ ...head, ...facts, ...head })}\n`)
  }
  return { info: (what, facts) => log('info', what, facts), warn: (what, facts) => log('warn', what, facts) }
}
