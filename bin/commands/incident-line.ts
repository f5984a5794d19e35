/** Incident line: one incident in lines for people: how it is called, how long it lasts, and who has it in hand. */

import type { Attended, Attention } from '../../lib/domain/incidents/attention.ts'
import type { View } from '../../lib/domain/incidents/incident.ts'
import { keyOf } from '../../lib/domain/kinds/subject.ts'
import { sayEvidence } from '../../lib/domain/notices/evidence-words.ts'
import type { FleetSettings } from '../../lib/domain/notices/situation.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { MINUTE_MS, sayDuration, sayInstant } from '../../lib/domain/text/time.ts'

/** Longer than a vantage that works leaves a view as it is. */
const SILENT_MS = 15 * MINUTE_MS

/** `Q5RPX CRITICAL chain-split fleet, open, began 2026-11-22 16:58:54Z, 5 min ago`. */
export function sayIncident(view: View, now: number): string {
  const { id, severity, phase, phaseSince, since, asOf } = view
  const name = `${id} ${severity.toUpperCase()} ${keyOf(view)}`
  if (phase === 'closed') return `${name}, closed ${sayInstant(phaseSince)}, began ${sayInstant(since)}`
  const stale = now - asOf > SILENT_MS ? `, last judged ${sayDuration(now - asOf)} ago` : ''
  return `${name}, ${phase}, began ${sayInstant(since)}, ${sayDuration(now - since)} ago${stale}`
}

/** Whoever reads it wants to know first whether somebody else is at it. */
export function sayAttention({ acknowledged, muted, explains }: Attention): readonly string[] {
  return [
    acknowledged
      ? `acknowledged by ${acknowledged.who} until ${sayInstant(acknowledged.until)}`
      : 'nobody has acknowledged it',
    ...(muted ? [sayMuting(muted)] : []),
    ...(explains.length > 0 ? [`explains ${explains.length} more: ${listed(explains)}`] : []),
  ]
}

interface LineContext {
  readonly now: number
  readonly settings: Settings | null
}

/** Without settings nobody knows who runs a data centre and how many nodes there are. */
export function namesIn(settings: Settings | null): FleetSettings {
  return settings ?? { nodes: [], dataCenters: [] }
}

/** For a list: the incident, what is seen of it, and who cares. */
export function sayAttended(attended: Attended, { now, settings }: LineContext): readonly string[] {
  const { view } = attended
  const explained = view.explainedBy === undefined ? [] : [`explained by ${view.explainedBy}`]
  const attention = [...explained, ...sayAttention(attended)].join('; ')
  return [sayIncident(view, now), `  ${sayEvidence(view, namesIn(settings))}`, `  ${attention}`]
}

function sayMuting({ scope, who, until, reason }: NonNullable<Attention['muted']>): string {
  const by = who === 'settings' ? 'planned maintenance' : who
  const why = reason === undefined ? '' : ` (${reason})`
  return `muted with ${scope} by ${by} until ${sayInstant(until)}${why}`
}

const LISTED_MAX = 6

function listed(views: readonly View[]): string {
  const names = views.slice(0, LISTED_MAX).map((view) => `${view.id} ${keyOf(view)}`)
  const rest = views.length - names.length
  return rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ')
}
