/** Planned: maintenance windows of the settings: what is wrong with them, and what they mean once nothing is. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { ALL_KINDS } from '../kinds/kinds.ts'
import { durationMs, writeDuration } from '../text/duration.ts'
import { instantOf } from '../text/local-time.ts'
import { isTimeZone, readClockTime } from './calendar.ts'
import { type Complaint, complain, expectedOf } from './complaint.ts'
import { DEFAULTS } from './defaults.ts'
import { at, items, type Place, quote, type TextPlace, texts } from './place.ts'
import type { WrittenSettings } from './schema.ts'
import type { MaintenanceSettings, MuteScope } from './settings.ts'

export function plannedComplaints(root: Place): readonly Complaint[] {
  const scopes = scopesIn(root)
  return items(at(root, 'maintenance')).flatMap((window) => [
    ...texts(at(window, 'scope')).flatMap((scope) => scopeComplaints(scope, scopes)),
    ...timeComplaints(window),
    ...lengthComplaints(window),
  ])
}

/** Expects a window that has passed every check. */
export function resolveMaintenance(written: Written): MaintenanceSettings {
  const { scope, reason } = written
  const when = whenOf(written)
  return {
    id: written.id ?? derivedId(scope, when),
    scope: scope as MuteScope,
    when,
    ...(reason !== undefined && { reason }),
  }
}

type Written = NonNullable<WrittenSettings['maintenance']>[number]

function scopesIn(root: Place): readonly string[] {
  const idsOf = (section: string): readonly string[] =>
    items(at(root, section)).flatMap((item) => texts(at(item, 'id')).map(({ value }) => value))
  return [
    ...idsOf('nodes').map((id) => `node:${id}`),
    ...idsOf('dataCenters').map((id) => `data-center:${id}`),
    ...ALL_KINDS.filter((kind) => kind !== 'blind').map((kind) => `kind:${kind}`),
  ]
}

function scopeComplaints({ path, value }: TextPlace, scopes: readonly string[]): readonly Complaint[] {
  if (scopes.includes(value)) return []
  if (value === 'kind:blind')
    return [complain(path, 'is "kind:blind", which is never kept quiet, expected another scope')]
  const bare = scopes.find((scope) => scope.endsWith(`:${value}`))
  const [prefix] = value.split(':')
  const alike = scopes.filter((scope) => scope.startsWith(`${prefix}:`))
  const expected =
    bare === undefined ? expectedOf(value, alike.length > 0 ? alike : scopes) : `did you mean ${quote(bare)}?`
  return [complain(path, `is ${quote(value)}, which is no node, data centre or kind, ${expected}`)]
}

/** `weekly` goes with `for`, and `from` with `until`. */
function timeComplaints(window: Place): readonly Complaint[] {
  if (typeof window.value !== 'object' || window.value === null) return []
  const given = ['weekly', 'for', 'from', 'until'].filter((key) => at(window, key).value !== undefined)
  if (['weekly for', 'from until'].includes(given.join(' '))) return []
  return [
    complain(
      window.path,
      `has ${given.length === 0 ? 'no time' : given.join(', ')}, expected weekly and for, or from and until`,
    ),
  ]
}

/** Of a dated window; that of a weekly one is in its shape. */
function lengthComplaints(window: Place): readonly Complaint[] {
  const zone = at(window, 'timeZone').value ?? DEFAULTS.timeZone
  const [from, until] = [at(window, 'from'), at(window, 'until')].flatMap(texts)
  if (from === undefined || until === undefined || typeof zone !== 'string' || !isTimeZone(zone)) return []
  const lengthMs = instantWritten(until.value, zone) - instantWritten(from.value, zone)
  if (lengthMs <= 0)
    return [
      complain(until.path, `is ${quote(until.value)}, expected a time after its from, ${quote(from.value)}`),
    ]
  const { maxMs } = DEFAULTS.maintenanceBounds
  if (!(lengthMs > maxMs)) return []
  const [length, longest] = [lengthMs, maxMs].map(writeDuration)
  return [
    complain(until.path, `is ${quote(until.value)}, ${length} after its from, expected at most ${longest}`),
  ]
}

/** NaN for what is no date. */
function instantWritten(written: string, timeZone: string): number {
  const clock = readClockTime(written)
  return clock === undefined ? Number.NaN : instantOf(clock, timeZone)
}

function whenOf(written: Written): MaintenanceSettings['when'] {
  const timeZone = written.timeZone ?? DEFAULTS.timeZone
  if (written.weekly !== undefined)
    return { every: 'week', start: written.weekly, lengthMs: durationMs(written.for!), timeZone }
  return {
    every: 'never',
    from: instantWritten(written.from!, timeZone),
    until: instantWritten(written.until!, timeZone),
  }
}

/** The same in every vantage and wherever it stands in the list. */
function derivedId(scope: string, when: MaintenanceSettings['when']): string {
  return `window-${bytesToHex(sha256(utf8ToBytes(JSON.stringify([scope, when])))).slice(0, 6)}`
}
