/** Watch log: the log of a watch, whose warnings also stand on its screen for a while, and are said again at its end. */
import { MINUTE_MS, sayInstant } from '../domain/text/time.ts'
import type { Clock, Log } from '../ports.ts'

interface Trouble {
  readonly says: string
  readonly since: number
  readonly at: number
  readonly times: number
}

interface WatchLog {
  readonly log: Log
  /** What was warned of lately, newest last. */
  troubles(): readonly string[]
  /** All that was warned of, each once, a line each. */
  summary(): readonly string[]
}

/** What lasts is warned of once a minute. */
const SHOWN_MS = 2 * MINUTE_MS
/** Beyond that the oldest are forgotten. */
const TROUBLES_MAX = 50

/** `beneath`: where lines go besides. */
export function watchLog(clock: Pick<Clock, 'now'>, beneath: Log): WatchLog {
  const kept = new Map<string, Trouble>()
  const warn: Log['warn'] = (what, facts = {}) => {
    const says = sayTrouble(what, facts)
    const at = clock.now()
    const { since = at, times = 0 } = kept.get(says) ?? {}
    kept.delete(says)
    kept.set(says, { says, since, at, times: times + 1 })
    for (const oldest of [...kept.keys()].slice(0, -TROUBLES_MAX)) kept.delete(oldest)
    beneath.warn(what, facts)
  }
  return {
    log: { info: beneath.info, warn },
    troubles: () =>
      [...kept.values()].filter(({ at }) => clock.now() - at < SHOWN_MS).map(({ says }) => says),
    summary: () => [...kept.values()].map(sayKept),
  }
}

function sayTrouble(what: string, { because, contact }: Readonly<Record<string, unknown>>): string {
  const whom = contact === undefined ? '' : ` to ${String(contact)}`
  return because === undefined ? what : `${what}${whom}: ${String(because).replace(/^Error: /, '')}`
}

function sayKept({ says, since, at, times }: Trouble): string {
  return times === 1
    ? `${sayInstant(at)}: ${says}`
    : `${times} times from ${sayInstant(since)} to ${sayInstant(at)}: ${says}`
}
