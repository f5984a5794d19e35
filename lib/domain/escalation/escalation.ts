/** Escalation: which notices are due now, to whom, at which step and why; what was sent is level, never edge. */

import { isLive, type View } from '../incidents/incident.ts'
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
    ...facts.own.flatMap((view) => incidentDues(view, facts)),
    ...muteEndsDue(facts),
    ...drillsDue(facts),
  ]
}

/** Notices of less than a warning, and of what another incident explains, are shown and not sent. */
function incidentDues(view: View, facts: DueFacts): readonly Due[] {
  const story = storyOf(view, facts)
  if (story.isMuted || view.severity === 'info') return []
  if (view.phase === 'closed') return closingDues(story, facts)
  return isLive(view) && view.explainedBy === undefined ? liveDues(story, facts) : []
}
