/** Needed records: which of all that was ever sent decides what is due now, so that no more than that is read. */
import { isLive, type View } from '../incidents/incident.ts'
import { keyOf } from '../kinds/subject.ts'
import type { About } from '../people/record.ts'
import { isAccountedFor } from './accounted.ts'
import { drillsDue } from './drills.ts'
import type { DueFacts } from './due-facts.ts'
import { muteEndsDue } from './mute-ends.ts'

/** Of incidents that are open or ending, and of what else could be due if nothing had been sent. */
export function neededRecords(known: Omit<DueFacts, 'sent'>): readonly About[] {
  const facts = { ...known, sent: [] }
  const needed = [
    ...facts.own.filter((view) => mayBeTold(view, facts)),
    ...drillsDue(facts),
    ...muteEndsDue(facts).flatMap((due) => [due, ...due.held]),
  ]
  return [
    ...new Map(needed.map(({ kind, subject }) => [keyOf({ kind, subject }), { kind, subject }])).values(),
  ]
}

/** A suspicion and an info are told to nobody, and neither is what another one accounts for until it ends. */
function mayBeTold(view: View, facts: DueFacts): boolean {
  if ((view.earlier ?? []).length > 0) return true
  if (view.phase === 'closed') return view.openedAt !== undefined
  return isLive(view) && view.severity !== 'info' && !isAccountedFor(view, facts)
}
