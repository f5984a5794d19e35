/** Overdue: what was due so long ago that every vantage has had turns enough since, and was not sent. */

import { MINUTE_MS } from '../text/time.ts'
import type { Due } from './due.ts'
import type { DueFacts } from './due-facts.ts'
import type { Overdue } from './duties.ts'
import { due } from './escalation.ts'
import type { Turns } from './turns.ts'

/** Each vantage runs every minute; after two and a round of turns even one that failed once has tried again. */
const TRIES_MS = 2 * MINUTE_MS

/** Due then and still due now; what came to be due in between has time. */
export function overdue(facts: DueFacts, { lengthMs, count }: Turns): readonly Overdue[] {
  const then = facts.now - TRIES_MS - lengthMs * count
  const own = facts.own.filter(({ phaseSince }) => phaseSince <= then)
  const before = new Set(due({ ...facts, own, now: then }).map(nameOf))
  return due({ ...facts, own })
    .filter((one) => before.has(nameOf(one)))
    .map(({ id, kind, subject, step, contact }) => ({
      incident: id,
      kind,
      subject,
      step,
      contact,
      dueAt: then,
    }))
}

function nameOf({ kind, subject, since, step, contact }: Due): string {
  return [kind, subject, since, step, contact].join(' ')
}
