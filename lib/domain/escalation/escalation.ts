/** Escalation: which notices are due now, to whom, at which step and why; what was sent is level, never edge. */

import { type EarlierView, isLive, type View } from '../incidents/incident.ts'
import { isAccountedFor } from './accounted.ts'
import { closingDues } from './closing.ts'
import { drillsDue } from './drills.ts'
import type { Due } from './due.ts'
import type { DueFacts } from './due-facts.ts'
import { muteEndsDue } from './mute-ends.ts'
import { liveDues } from './steps.ts'
import { storyOf } from './story.ts'

/** What each contact is still to be told. */
export function due(facts: DueFacts): readonly Due[] {
  return [
    ...facts.own.flatMap((view) => [
      ...incidentDues(view, facts),
      ...(view.earlier ?? []).flatMap((ended) => incidentDues(ended, withRecordsUntil(ended, facts))),
    ]),
    ...muteEndsDue(facts),
    ...drillsDue(facts),
  ]
}

/** What was sent of a later one is not about the one before. */
function withRecordsUntil({ evidence }: EarlierView, facts: DueFacts): DueFacts {
  return { ...facts, sent: facts.sent.filter(({ since }) => since <= evidence.asOf) }
}

/**
 * Notices of less than a warning, of what is muted, and of what another incident that is told accounts for, are shown
 * and not sent. An end outlives all that: whoever was told hears of it, whatever it had become.
 */
function incidentDues(view: View, facts: DueFacts): readonly Due[] {
  const story = storyOf(view, facts)
  if (view.phase === 'closed') return closingDues(story, facts)
  if (story.isMuted || view.severity === 'info' || !isLive(view)) return []
  return isAccountedFor(view, facts) ? [] : liveDues(story, facts)
}
