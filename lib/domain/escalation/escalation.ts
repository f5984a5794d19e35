/** Escalation: which notices are due now, to whom, at which step and why; what was sent is level, never edge. */

import { isLive, type View } from '../incidents/incident.ts'
import type { Deed } from '../people/deed.ts'
import type { Sent } from '../people/record.ts'
import type { Settings } from '../settings/settings.ts'
import { closingDues } from './closing.ts'
import { drillsDue } from './drills.ts'
import type { Due } from './due.ts'
import { muteEndsDue } from './mute-ends.ts'
import { liveDues } from './steps.ts'
import { storyOf } from './story.ts'

export interface Facts {
  /** The vantage that asks. */
  readonly vantage: string
  /** This vantage's views. */
  readonly own: readonly View[]
  /** The other vantages' views. */
  readonly others: readonly View[]
  readonly sent: readonly Sent[]
  readonly deeds: readonly Deed[]
  readonly settings: Settings
  readonly now: number
  /** A view that was not renewed for this long belongs to a vantage that fell silent. */
  readonly freshMs: number
}

/** What each contact is still to be told. */
export function due(facts: Facts): readonly Due[] {
  return [
    ...facts.own.flatMap((view) => incidentDues(view, facts)),
    ...muteEndsDue(facts),
    ...drillsDue(facts),
  ]
}

/** Notices of less than a warning, and of what another incident explains, are shown and not sent. */
function incidentDues(view: View, facts: Facts): readonly Due[] {
  const story = storyOf(view, facts)
  if (story.isMuted || view.severity === 'info') return []
  if (view.phase === 'closed') return closingDues(story, facts)
  return isLive(view) && view.explainedBy === undefined ? liveDues(story, facts) : []
}
