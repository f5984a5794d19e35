/** Mutes: when nothing is to be sent of what a scope covers, by a human's mute or by planned maintenance. */

import { nodeSubject, type Subject, writeSubject } from '../kinds/subject.ts'
import type { MaintenanceSettings, MuteScope } from '../settings/sections/maintenance-settings.ts'
import { MAINTENANCE_MAX_MS } from '../settings/sections/maintenance-settings.ts'
import type { Settings } from '../settings/settings.ts'
import { lastWeek, weeklyIn } from '../text/weekly.ts'
import type { Deed } from './deed.ts'
import { readScope } from './mute-scope.ts'

/** The longest that anything may be kept quiet at a time. */
export const QUIET_MAX_MS = MAINTENANCE_MAX_MS

/** One stretch of time in which what the scope covers is not told: from `from` on, and no longer at `until`. */
export interface Quiet {
  /** That of the mute, or of the maintenance window: the same every time it recurs. */
  readonly id: string
  readonly scope: MuteScope
  readonly from: number
  readonly until: number
  /** Who muted it; `settings` for maintenance. */
  readonly who: string
  readonly reason?: string
}

interface QuietIn {
  readonly settings: Pick<Settings, 'maintenance'>
  readonly deeds: readonly Deed[]
  readonly from: number
  readonly now: number
}

/** Those that overlap the time from `from` to `now`, oldest first; `until` is in the future while they last. */
export function quietTimes(asked: QuietIn): readonly Quiet[] {
  const { settings, deeds, from, now } = asked
  return [...deeds.flatMap(muteTime), ...settings.maintenance.flatMap((one) => maintenanceTimes(one, asked))]
    .map((quiet) => cutByUnmutes(quiet, deeds))
    .filter((quiet) => quiet.from <= now && quiet.until > from && quiet.until > quiet.from)
    .sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1))
}

/** An incident, as far as a scope looks at it. */
interface Covered {
  readonly kind: string
  readonly subject: Subject
  readonly evidence: { readonly nodes: readonly string[] }
}

/** Whether an incident is within a scope. That nobody sees anything is within none: it must never be kept quiet. */
export function covers(scope: MuteScope, view: Covered, settings: Pick<Settings, 'nodes'>): boolean {
  if (view.kind === 'blind') return false
  const { of, name } = readScope(scope)
  if (of === 'kind') return view.kind === name
  if (view.subject === writeSubject({ about: of, name })) return true
  if (of === 'node') return isAllIn([name], view)
  const inside = settings.nodes.filter(({ dataCenter }) => dataCenter === name).map(({ id }) => id)
  return isAllIn(inside, view)
}

/** A fault of the nodes' own or of the way to them; one that concerns any other node as well is told. */
function isAllIn(nodes: readonly string[], { subject, evidence }: Covered): boolean {
  if (nodes.some((node) => subject === nodeSubject(node))) return true
  return evidence.nodes.length > 0 && evidence.nodes.every((node) => nodes.includes(node))
}

function muteTime(deed: Deed): readonly Quiet[] {
  if (deed.what !== 'mute') return []
  const { id, scope, at, until, who, reason } = deed
  return [{ id, scope, from: at, until, who, ...(reason !== undefined && { reason }) }]
}

function maintenanceTimes(
  { id, scope, when, reason }: MaintenanceSettings,
  asked: QuietIn,
): readonly Quiet[] {
  return timesOf(when, asked).map((time) => ({
    id,
    scope,
    ...time,
    who: 'settings',
    ...(reason !== undefined && { reason }),
  }))
}

type Time = Pick<Quiet, 'from' | 'until'>

function timesOf(when: MaintenanceSettings['when'], { from, now }: QuietIn): readonly Time[] {
  if (when.every === 'never') return [{ from: when.from, until: when.until }]
  const { start, timeZone, lengthMs } = when
  // The last one that was over by `from`; those after it overlap.
  const over = lastWeek(start, timeZone, from - lengthMs)
  const weeks = Math.max(0, lastWeek(start, timeZone, now) - over)
  return Array.from({ length: weeks }, (_, index) => {
    const begins = weeklyIn(over + 1 + index, { spec: start, timeZone })
    return { from: begins, until: begins + lengthMs }
  })
}

/** An unmute ends what its scope had kept quiet, planned or not, and not what comes later. */
function cutByUnmutes(quiet: Quiet, deeds: readonly Deed[]): Quiet {
  const ends = deeds
    .filter((deed) => deed.what === 'unmute' && deed.scope === quiet.scope && deed.at >= quiet.from)
    .map((deed) => deed.at)
  return { ...quiet, until: Math.min(quiet.until, ...ends) }
}
