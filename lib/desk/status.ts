/** Status: how things stand, in one object for machines and in lines for people: open incidents and who watches. */

import {
  countingViews,
  type Incident,
  liveIncidents,
  type Merged,
  mergeViews,
} from '../domain/incidents/merged-views.ts'
import { mutedNow } from '../domain/incidents/mutes-covering.ts'
import { keyOf, type Subject } from '../domain/kinds/subject.ts'
import { sayEvidence } from '../domain/notices/evidence-words.ts'
import type { FleetSettings } from '../domain/notices/situation.ts'
import { acknowledgedNow } from '../domain/people/acknowledged.ts'
import type { Quiet } from '../domain/people/mutes.ts'
import { sayDuration, sayInstant } from '../domain/text/time.ts'
import type { Evidence, GroupLeft } from '../domain/verdicts/verdict.ts'
import type { DeskStatus } from '../work/desk-work.ts'

interface Status {
  /** ISO 8601, as all instants here. */
  readonly at: string
  readonly vantages: readonly VantageStatus[]
  /** Worst first. */
  readonly incidents: readonly IncidentStatus[]
  readonly muted: readonly MuteStatus[]
}

interface MuteStatus {
  readonly scope: string
  readonly until: string
  /** `settings` for planned maintenance. */
  readonly who: string
  readonly reason: string | null
}

interface VantageStatus {
  readonly name: string
  readonly state: 'fresh' | 'silent' | 'never-looked'
  readonly lastLook: string | null
  /** Whether its judge has the settings of this desk, as far as it said so. */
  readonly settings: 'same' | 'other' | 'unknown'
}

interface IncidentLine {
  readonly id: string
  readonly kind: string
  readonly subject: Subject
  readonly severity: string
  readonly phase: string
  readonly since: string
  readonly says: string
  /** What the sentence is made of. */
  readonly facts: Evidence['facts']
  /** What the validator groups that use its nodes had left. */
  readonly left: readonly GroupLeft[]
}

interface IncidentStatus extends IncidentLine {
  /** Vantages whose judges hold it in this phase. */
  readonly heldBy: number
  /** Who has it in hand now, and until when. */
  readonly acknowledged: { readonly who: string; readonly until: string } | null
  /** Incidents that it accounts for, about which nobody is told apart. */
  readonly explains: readonly IncidentLine[]
}

export function statusOf(standing: DeskStatus): Status {
  const { now, settings, looks, views, freshMs } = standing
  const isFresh = (at: number) => now - at <= freshMs
  const vantages = settings.vantages.map(({ name }): VantageStatus => {
    const look = looks.find(({ vantage }) => vantage === name)
    const own = { name, settings: settingsOf(name, standing) }
    if (!look) return { ...own, state: 'never-looked', lastLook: null }
    return { ...own, state: isFresh(look.at) ? 'fresh' : 'silent', lastLook: iso(look.at) }
  })
  const incidents = liveIncidents(mergeViews(countingViews(views, settings, isFresh)))
  const muted = mutedNow(standing).map(muteOf)
  return { at: iso(now), vantages, incidents: incidents.map((one) => incidentOf(one, standing)), muted }
}

function settingsOf(name: string, { places, settingsHash }: DeskStatus): VantageStatus['settings'] {
  const place = places.find(({ vantage }) => vantage === name)
  if (!place) return 'unknown'
  return place.settingsHash === settingsHash ? 'same' : 'other'
}

function muteOf({ scope, until, who, reason }: Quiet): MuteStatus {
  return { scope, until: iso(until), who, reason: reason ?? null }
}

function incidentOf({ explains, ...merged }: Incident, { deeds, now, settings }: DeskStatus): IncidentStatus {
  const { view } = merged
  const about = deeds.filter((deed) => 'kind' in deed && keyOf(deed) === keyOf(view) && deed.at >= view.since)
  const ack = acknowledgedNow(about, now)
  const acknowledged = ack ? { who: ack.who, until: iso(ack.until) } : null
  const inside = explains.map((one) => lineOf(one, settings))
  return { ...lineOf(merged, settings), heldBy: merged.views, acknowledged, explains: inside }
}

function lineOf({ view }: Pick<Merged, 'view'>, settings: FleetSettings): IncidentLine {
  const { id, kind, subject, severity, phase, since, evidence, left } = view
  const says = sayEvidence(view, settings)
  return { id, kind, subject, severity, phase, since: iso(since), says, facts: evidence.facts, left }
}

/** For a terminal or a browser that shows plain text. */
export function sayStatus({ at, vantages, incidents, muted }: Status): string {
  const nowMs = Date.parse(at)
  return [
    `Watchfire at ${sayInstant(nowMs)}`,
    '',
    ...(incidents.length === 0
      ? ['No incident is open.']
      : incidents.flatMap((one) => sayIncident(one, nowMs))),
    '',
    ...(muted.length === 0 ? [] : [...muted.map(sayMute), '']),
    ...vantages.map((vantage) => sayVantage(vantage, nowMs)),
    '',
  ].join('\n')
}

function sayMute({ scope, until, who, reason }: MuteStatus): string {
  return `muted: ${scope} until ${sayInstant(Date.parse(until))} by ${who}${reason === null ? '' : `, ${reason}`}`
}

function sayIncident(
  { explains, acknowledged, ...incident }: IncidentStatus,
  nowMs: number,
): readonly string[] {
  return [
    sayLine(incident, nowMs),
    `  ${incident.says}`,
    ...(acknowledged
      ? [`  acknowledged by ${acknowledged.who} until ${sayInstant(Date.parse(acknowledged.until))}`]
      : []),
    ...explains.map((one) => `  explains ${sayLine(one, nowMs)}`),
  ]
}

function sayLine(incident: IncidentLine, nowMs: number): string {
  const { id, severity, phase, since } = incident
  const lasted = sayDuration(nowMs - Date.parse(since))
  return `${id} ${severity} ${keyOf(incident)}, ${phase}, for ${lasted} since ${sayInstant(Date.parse(since))}`
}

/** Other settings are normal for some minutes of a deployment; longer, its stack was left out of one. */
function sayVantage(vantage: VantageStatus, nowMs: number): string {
  return `${sayLooks(vantage, nowMs)}${vantage.settings === 'other' ? '; it runs other settings' : ''}`
}

function sayLooks({ name, state, lastLook }: VantageStatus, nowMs: number): string {
  if (lastLook === null) return `${name} has not looked yet`
  const look = `looked ${sayDuration(nowMs - Date.parse(lastLook))} ago`
  return state === 'fresh' ? `${name} ${look}` : `${name} is silent: it ${look}`
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}
