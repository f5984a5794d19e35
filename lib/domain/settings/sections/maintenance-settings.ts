/** Maintenance settings: when work is planned, and what is not told meanwhile. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { z } from 'zod'
import { durationMs, writeDuration } from '../../text/duration.ts'
import { DAY_MS, MINUTE_MS } from '../../text/time.ts'
import { type KeyProblem, problemAt } from '../key-problem.ts'
import type { Written } from '../section.ts'
import { closed, list, name, words } from '../shapes.ts'
import {
  duration,
  instantWritten,
  isTimeZone,
  TIME_ZONE_DEFAULT,
  timeOfDay,
  timeZone,
  timeZoneProblems,
  weeklyTime,
} from '../time-shapes.ts'
import { at, items, quote, texts, type ValueAt } from '../value-at.ts'

export interface MaintenanceSection {
  /** When work is planned: what it covers is not told. */
  readonly maintenance: readonly MaintenanceSettings[]
}

export interface MaintenanceSettings {
  readonly id: string
  readonly scope: MuteScope
  readonly when: WeeklyWindow | DatedWindow
  readonly reason?: string
}

/** What a mute or a maintenance window covers: `node:a`, `data-center:fra1`, `kind:slow`. */
export type MuteScope = `node:${string}` | `data-center:${string}` | `kind:${string}`

/** Every week from `start` on, `Sun 02:00` in `timeZone`. */
interface WeeklyWindow {
  readonly every: 'week'
  readonly start: string
  readonly lengthMs: number
  readonly timeZone: string
}

/** Once, from and until by Unix time in milliseconds. */
interface DatedWindow {
  readonly every: 'never'
  readonly from: number
  readonly until: number
}

/** Nothing is kept quiet for longer without somebody saying so again. */
export const MAINTENANCE_MAX_MS = 7 * DAY_MS
const LENGTH_BOUNDS = { minMs: MINUTE_MS, maxMs: MAINTENANCE_MAX_MS }

export const maintenanceSection = {
  keys,
  problems: (root: ValueAt) =>
    items(at(root, 'maintenance')).flatMap((window) => [
      ...texts(at(window, 'timeZone')).flatMap(timeZoneProblems),
      ...timeProblems(window),
      ...lengthProblems(window),
    ]),
  doubts: ({ maintenance }: MaintenanceSection) => maintenance.flatMap(endless),
  resolve: (written: Written<typeof keys>): MaintenanceSection => ({
    maintenance: (written.maintenance ?? []).map(resolveWindow),
  }),
}

function keys() {
  return {
    maintenance: list(windowShape(), { min: 0, max: 100, of: 'maintenance windows' })
      .meta({ description: 'When work is planned: what it covers is not told meanwhile.', default: [] })
      .exactOptional(),
  }
}

function windowShape() {
  return closed(
    {
      id: name({
        description: 'Its name in what is told about it.',
        form: 'name, unique',
        unset: 'made from scope and times',
      }).exactOptional(),
      scope: scopeShape(),
      weekly: weeklyTime({
        description: 'When it begins, every week. Only together with `for`.',
        examples: ['Sun 02:00'],
      }).exactOptional(),
      for: duration(LENGTH_BOUNDS, {
        description: 'How long it lasts.',
        examples: ['2h'],
        unset: '**required** with `weekly`',
      }).exactOptional(),
      from: timeOfDay({
        description: 'When it begins, once, instead of every week.',
        examples: ['2026-12-01 02:00'],
      }).exactOptional(),
      until: timeOfDay({
        description: `When it ends: after \`from\`, and ${MAINTENANCE_MAX_MS / DAY_MS} days after it at most.`,
        examples: ['2026-12-01 04:00'],
        unset: '**required** with `from`',
      }).exactOptional(),
      timeZone: timeZone({ description: 'That of all these times.' }).exactOptional(),
      reason: words({ description: 'Shown on notices and pages.' }).exactOptional(),
    },
    'a map with scope, weekly and for (or from and until), timeZone, reason and id',
  )
}

function scopeShape() {
  return z.string({ error: 'node:ID, data-center:ID or kind:KIND' }).meta({
    description:
      'What is not told: incidents of a node, of a data centre or of a kind. `blind` is told always.',
    pattern: '^(node|data-center|kind):[a-z0-9-]+$',
    examples: ['data-center:fra1', 'node:fra1-lighthouse-1', 'kind:slow'],
    form: '`node:ID`, `data-center:ID` or `kind:KIND`',
  })
}

/** `weekly` goes with `for`, and `from` with `until`. */
function timeProblems(window: ValueAt): readonly KeyProblem[] {
  if (typeof window.value !== 'object' || window.value === null) return []
  const given = ['weekly', 'for', 'from', 'until'].filter((key) => at(window, key).value !== undefined)
  if (['weekly for', 'from until'].includes(given.join(' '))) return []
  const found = given.length === 0 ? 'no time' : given.join(', ')
  return [problemAt(window.path, `has ${found}, expected weekly and for, or from and until`)]
}

/** Of a dated window; that of a weekly one is in its shape. */
function lengthProblems(window: ValueAt): readonly KeyProblem[] {
  const zone = at(window, 'timeZone').value ?? TIME_ZONE_DEFAULT
  const [from, until] = [at(window, 'from'), at(window, 'until')].flatMap(texts)
  if (from === undefined || until === undefined || typeof zone !== 'string' || !isTimeZone(zone)) return []
  const lengthMs = instantWritten(until.value, zone) - instantWritten(from.value, zone)
  const says = wrongWithLength(lengthMs, quote(from.value))
  return says === undefined ? [] : [problemAt(until.path, `is ${quote(until.value)}, ${says}`)]
}

function wrongWithLength(lengthMs: number, from: string): string | undefined {
  if (lengthMs <= 0) return `expected a time after its from, ${from}`
  if (!(lengthMs > MAINTENANCE_MAX_MS)) return undefined
  const [length, longest] = [lengthMs, MAINTENANCE_MAX_MS].map(writeDuration)
  return `${length} after its from, expected at most ${longest}`
}

function endless({ when }: MaintenanceSettings, index: number): readonly KeyProblem[] {
  if (when.every !== 'week' || when.lengthMs < MAINTENANCE_MAX_MS) return []
  const says = 'covers the whole week, every week, expected some time in which incidents are told'
  return [problemAt(['maintenance', index], says)]
}

type WrittenWindow = z.infer<ReturnType<typeof windowShape>>

function resolveWindow(written: WrittenWindow): MaintenanceSettings {
  const { scope, reason } = written
  const when = whenOf(written)
  return {
    id: written.id ?? derivedId(scope, when),
    scope: scope as MuteScope,
    when,
    ...(reason !== undefined && { reason }),
  }
}

function whenOf(written: WrittenWindow): MaintenanceSettings['when'] {
  const timeZone = written.timeZone ?? TIME_ZONE_DEFAULT
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
