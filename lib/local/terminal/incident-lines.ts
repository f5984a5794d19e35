/** Incident lines: what is open, worst first, with what it explains beneath it. */

import type { View } from '../../domain/incidents/incident.ts'
import type { Incident, Merged } from '../../domain/incidents/merged-views.ts'
import { mutesCovering, muting } from '../../domain/incidents/mutes-covering.ts'
import type { Severity } from '../../domain/kinds/severity.ts'
import { keyOf } from '../../domain/kinds/subject.ts'
import { sayEvidence } from '../../domain/notices/evidence-words.ts'
import { bareName } from '../../domain/notices/phrases/subject-words.ts'
import { acknowledgedNow } from '../../domain/people/acknowledged.ts'
import { count } from '../../domain/text/lists.ts'
import { sayDuration, sayWhen } from '../../domain/text/time.ts'
import type { Snapshot } from '../snapshot.ts'
import { sayAge } from './age.ts'
import { isFresh } from './freshness.ts'
import { cutText, fitting, type Line, line, piece, type Tone, wrap } from './line.ts'

/** `rich`: two lines of evidence, all explained. `lean`: one line each. `bare`: no evidence. */
export type Detail = 'rich' | 'lean' | 'bare'

const INDENT = 6

interface Frame {
  readonly columns: number
  readonly detail: Detail
}

export function incidentLines(
  incidents: readonly Incident[],
  snapshot: Snapshot,
  { columns, detail }: Frame,
): readonly Line[] {
  return incidents.flatMap((incident) => [
    headOf(incident, snapshot, columns),
    ...(detail === 'bare' ? [] : inHandLines(incident, snapshot, columns)),
    ...evidenceOf(incident, snapshot, { columns, detail }),
    ...explainedLines(incident.explains, snapshot, { columns, detail }),
  ])
}

/** One line for all that may yet become incidents. */
export function suspicionLines(
  suspicions: readonly Merged[],
  { now }: Snapshot,
  columns: number,
): readonly Line[] {
  if (suspicions.length === 0) return []
  const each = suspicions.map(({ view }) => `${keyOf(view)} (${sayDuration(now - view.since)})`)
  return [[piece('suspected', 'warning'), piece(` ${cutText(each.join(', '), columns - 10)}`)]]
}

export const SEVERITY_TONES: Readonly<Record<Severity, Tone>> = {
  critical: 'critical',
  warning: 'warning',
  info: 'strong',
}

function headOf({ view, views }: Merged, snapshot: Snapshot, columns: number): Line {
  const left = [
    piece(`${view.id} `, 'strong'),
    piece(`${view.severity.toUpperCase().padEnd(8)} `, SEVERITY_TONES[view.severity]),
    piece(keyOf(view), 'strong'),
  ]
  const room = columns - left.reduce((sum, { text }) => sum + text.length, 0)
  return [...left, piece(fitting([...sayState(view, views, snapshot), ''], room), 'plain')]
}

/** Fullest first. */
function sayState(view: View, views: number, snapshot: Snapshot): readonly string[] {
  const { now, settings } = snapshot
  const since = sayWhen(view.since, now)
  const lasted = sayDuration(now - view.since)
  const [seen, all] = [views, settings.vantages.length]
  const clearing = view.phase === 'clearing' ? `, clearing for ${sayDuration(now - view.phaseSince)}` : ''
  const stale = isFresh(snapshot, view.asOf) ? '' : `, as of ${sayWhen(view.asOf, now)}`
  const brief = `${view.phase === 'clearing' ? ', clearing' : ''}${stale}`
  return [
    `  since ${since}, ${lasted}, in ${seen} of ${count(all, 'view')}${clearing}${stale}`,
    `  since ${since}, ${lasted}, ${seen}/${all} views${brief}`,
    `  since ${since}, ${seen}/${all} views${brief}`,
    `  ${since} ${seen}/${all}${brief}`,
    ` ${sayAge(now - view.since)} ${seen}/${all}`,
  ]
}

/** Who has it, and what keeps it quiet. */
function inHandLines({ view }: Merged, snapshot: Snapshot, columns: number): readonly Line[] {
  const { deeds, now } = snapshot
  const about = deeds.filter((deed) => 'kind' in deed && keyOf(deed) === keyOf(view) && deed.at >= view.since)
  const ack = acknowledgedNow(about, now)
  const mute = muting(mutesCovering(view, snapshot), now)
  return [
    ...(ack ? [`acknowledged by ${ack.who} until ${sayWhen(ack.until, now)}`] : []),
    ...(mute ? [`muted until ${sayWhen(mute.until, now)} by ${mute.who}`] : []),
  ].map((words) => [piece(`${' '.repeat(INDENT)}${cutText(words, columns - INDENT)}`, 'good')])
}

function evidenceOf({ view }: Merged, { settings }: Snapshot, { columns, detail }: Frame): readonly Line[] {
  if (detail === 'bare') return []
  return wrap(sayEvidence(view, settings), columns - INDENT, detail === 'rich' ? 2 : 1).map((words) =>
    indented(words),
  )
}

function explainedLines(
  explains: readonly Merged[],
  { settings }: Snapshot,
  { columns, detail }: Frame,
): readonly Line[] {
  if (explains.length === 0 || detail === 'bare') return []
  if (detail === 'lean' || explains.length > EXPLAINED_MAX) return [explainedBriefly(explains, columns)]
  return explains.map(({ view }) => [
    piece(`${' '.repeat(INDENT)}> ${view.id} `, 'faint'),
    piece(keyOf(view)),
    piece(`  ${sayEvidence(view, settings)}`, 'faint'),
  ])
}

const EXPLAINED_MAX = 4

/** The kinds with how often each, then the subjects. */
function explainedBriefly(explains: readonly Merged[], columns: number): Line {
  const kinds = [...Map.groupBy(explains, ({ view }) => view.kind)]
  const words = kinds.map(
    ([kind, those]) =>
      `${those.length} ${kind} (${those.map(({ view }) => bareName(view.subject)).join(', ')})`,
  )
  return indented(cutText(`> explains ${words.join(', ')}`, columns - INDENT))
}

function indented(words: string): Line {
  return line(`${' '.repeat(INDENT)}${words}`, 'faint')
}
