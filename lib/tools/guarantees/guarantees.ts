/** Guarantees: how long after a fault somebody is told, by kind, worked out from the settings for every instant of it. */
import {
  regionTurns,
  SUSPECTING_MS_MAX,
  untilNextTurnMs,
  untilTurnMs,
} from '../../domain/escalation/turns.ts'
import { LOOK_KINDS, type LookKind } from '../../domain/findings/rules.ts'
import { specOf } from '../../domain/kinds/kinds.ts'
import { firesWith } from '../../domain/kinds/kinds-table.ts'
import { hangingLookMs } from '../../domain/look/look-times.ts'
import { type Settings, thresholdsOf } from '../../domain/settings/settings.ts'
import { SECOND_MS } from '../../domain/text/time.ts'

/** What holds of one kind, for so many vantages. */
interface Guarantee {
  readonly kind: LookKind
  /** What the time counts from. */
  readonly from: string
  /** Until the first step of a critical incident is due and told, in milliseconds. */
  readonly p50Ms: number
  readonly p99Ms: number
}

export interface Guarantees {
  readonly vantages: number
  readonly cadenceMs: number
  readonly kinds: readonly Guarantee[]
}

/** What the settings say of this. */
type Timing = Pick<Settings, 'cadenceMs' | 'thresholds'>

/** What an invocation and a replica each take. */
const HANDOVER_MS = SECOND_MS
/** So many instants of the fault are tried, over the time in which turns and looks fall on one another in every way. */
const INSTANTS = 300
const TURNS_TRIED = 200

/** For the kinds that one look can show; vantages look one after another, evenly through the cadence. */
export function guaranteesOf(settings: Timing, vantages: number): Guarantees {
  const kinds = LOOK_KINDS.map((kind): Guarantee => {
    const delays = delaysOf(scheduleOf(kind, settings, vantages)).toSorted((a, b) => a - b)
    return { kind, from: firesWith(specOf(kind)), p50Ms: shareOf(delays, 0.5), p99Ms: shareOf(delays, 0.99) }
  })
  return { vantages, cadenceMs: settings.cadenceMs, kinds }
}

/** The value that so large a share does not exceed; the list is sorted. */
export function shareOf(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!
}

/** How the vantages look and speak, and how much of it a kind needs. */
interface Schedule {
  readonly vantages: number
  readonly cadenceMs: number
  readonly lookMs: number
  /** How many vantages must have seen it, and how far apart the first and the last look that shows it must be. */
  readonly needed: number
  readonly afterMs: number
}

function scheduleOf(kind: LookKind, settings: Timing, vantages: number): Schedule {
  const { cadenceMs } = settings
  const { afterMs, afterAmongThreeMs = afterMs } = thresholdsOf(settings, kind)
  const isMajority = specOf(kind).votes !== 'any'
  return {
    vantages,
    cadenceMs,
    // What cannot be reached may hang, and is then asked three times.
    lookMs: isMajority ? hangingLookMs(cadenceMs) : SECOND_MS,
    needed: isMajority ? Math.floor(vantages / 2) + 1 : 1,
    afterMs: vantages >= 3 ? afterAmongThreeMs : vantages === 1 ? 2 * afterMs : afterMs,
  }
}

function delaysOf(schedule: Schedule): number[] {
  const { cadenceMs, vantages } = schedule
  const cycleMs = cadenceMs * vantages
  return Array.from({ length: INSTANTS }, (_, nth) => {
    const faultAt = cycleMs + (cycleMs * (nth + 0.5)) / INSTANTS
    return toldAt(schedule, faultAt) - faultAt
  })
}

interface PlannedLook {
  readonly place: number
  readonly at: number
}

/** The first turn of a vantage whose run goes on and to which enough looks have come. */
function toldAt(schedule: Schedule, faultAt: number): number {
  const looks = looksFrom(schedule, faultAt)
  const candidates = looks.flatMap((look) => turnsOf(look, schedule))
  const told = candidates
    .filter(({ at, place }) => isEnough(seenBy(looks, { at, place }, schedule), schedule))
    .map(({ at }) => at)
  return Math.min(...told)
}

function looksFrom({ vantages, cadenceMs, afterMs }: Schedule, faultAt: number): readonly PlannedLook[] {
  const rounds = Math.ceil(afterMs / cadenceMs) + 3
  return Array.from({ length: vantages }, (_, place) => {
    const phaseMs = (place * cadenceMs) / vantages
    const first = Math.ceil((faultAt - phaseMs) / cadenceMs) * cadenceMs + phaseMs
    return Array.from({ length: rounds }, (__, round) => ({ place, at: first + round * cadenceMs }))
  }).flat()
}

/** When the run that judges a look may speak: in its turn, and in each later one while it goes on suspecting. */
function turnsOf(look: PlannedLook, { vantages, cadenceMs, lookMs }: Schedule): readonly PlannedLook[] {
  const turns = regionTurns(vantages)
  const judgedAt = look.at + lookMs + HANDOVER_MS
  const untilAt = judgedAt + Math.min(cadenceMs, SUSPECTING_MS_MAX)
  const spoken: PlannedLook[] = []
  let at = judgedAt + untilTurnMs(turns, look.place, judgedAt)
  for (let turn = 0; turn < TURNS_TRIED && (turn === 0 || at < untilAt); turn++) {
    spoken.push({ place: look.place, at })
    at += untilNextTurnMs(turns, look.place, at)
  }
  return spoken
}

/** The looks that have ended and come to a vantage by an instant. */
function seenBy(
  looks: readonly PlannedLook[],
  { at, place }: PlannedLook,
  { lookMs }: Schedule,
): readonly PlannedLook[] {
  return looks.filter((look) => look.at + lookMs + (look.place === place ? 1 : 2) * HANDOVER_MS <= at)
}

function isEnough(seen: readonly PlannedLook[], { needed, afterMs }: Schedule): boolean {
  const times = seen.map(({ at }) => at)
  const places = new Set(seen.map(({ place }) => place))
  return places.size >= needed && Math.max(...times) - Math.min(...times) >= afterMs
}
