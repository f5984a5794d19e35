/** Next views: what a vantage's judge holds after a judgement, from what it held before; every step has a reason. */
import { isAboutWatching } from '../kinds/kinds.ts'
import { worse } from '../kinds/severity.ts'
import { shortId } from '../kinds/short-id.ts'
import { keyOf } from '../kinds/subject.ts'
import type { Settings } from '../settings/settings.ts'
import { thresholdsOf } from '../settings/settings.ts'
import { DAY_MS } from '../text/time.ts'
import { isDisabling } from '../verdicts/draft.ts'
import { type HeldOpen, nodesDown } from '../verdicts/usable-nodes.ts'
import type { Verdict, Verdicts } from '../verdicts/verdict.ts'
import { isOtherContinued, isOwnContinued } from './continued.ts'
import type { EarlierView, View } from './incident.ts'
import { isLive } from './incident.ts'
import { isKnownWell, isStillWatched } from './still-watched.ts'

/** Why a view is what it is now. */
type ViewReason =
  | 'first-evidence'
  | 'evidence-lasts'
  | 'still-unwell'
  | 'unwell-again'
  | 'cannot-tell'
  | 'well-now'
  | 'still-well'
  | 'well-long-enough'
  | 'never-opened'
  | 'not-watched'

export interface ViewStep {
  readonly reason: ViewReason
  readonly view: View
}

interface Before {
  readonly vantage: string
  /** This vantage's views. */
  readonly own: readonly View[]
  /** The other vantages' views. */
  readonly others: readonly View[]
  readonly settings: Settings
  readonly now: number
  /** How long a view counts without being renewed. */
  readonly freshMs: number
}

/** What a judge holds, as its next judgement needs it; what is clearing opens again while nobody can tell. */
export function heldOpen(own: readonly View[]): readonly HeldOpen[] {
  return own.filter(isLive).map((view) => ({
    kind: view.kind,
    subject: view.subject,
    isDisabling: isDisabling(view),
    nodes: view.evidence.nodes,
  }))
}

/** What came before, indexed once a judgement. */
interface Memory extends Before {
  readonly lookedAt: ReadonlyMap<string, number>
  readonly ownByKey: ReadonlyMap<string, View>
  readonly othersByKey: ReadonlyMap<string, readonly View[]>
}

/** One step a subject that is unwell, or was not yet closed. */
export function nextViews(verdicts: Verdicts, before: Before): ViewStep[] {
  const ownByKey = new Map(before.own.map((view) => [keyOf(view), view]))
  const known = before.others.filter(({ vantage }) =>
    before.settings.vantages.some(({ name }) => name === vantage),
  )
  const memory = {
    ...before,
    lookedAt: verdicts.lookedAt,
    ownByKey,
    othersByKey: Map.groupBy(known, keyOf),
  }
  const unwell = new Set(verdicts.unwell.map(keyOf))
  const down = nodesDown(verdicts.unwell)
  const complaints = verdicts.unwell.map((verdict) => unwellStep(verdict, memory))
  const quiet = before.own.filter((view) => view.phase !== 'closed' && !unwell.has(keyOf(view)))
  const seen = { settings: before.settings, verdicts, down }
  const others = quiet.map((view) => {
    if (!isStillWatched(view, before.settings)) return unwatchedStep(view, before.now)
    return isKnownWell(view, seen) ? wellStep(view, before) : unknownStep(view, before.now)
  })
  return [...complaints, ...others].map((step) =>
    withNotability(withLeft(keepExplanation(step, ownByKey), verdicts), ownByKey, before.now),
  )
}

function unwellStep(verdict: Verdict, before: Memory): ViewStep {
  const last = before.ownByKey.get(keyOf(verdict))
  const others = before.othersByKey.get(keyOf(verdict)) ?? []
  const held = last !== undefined && isOwnContinued(last, verdict, { ...before, others }) ? last : undefined
  const origin = originOf(verdict, held, before)
  const phase = held?.phase ?? 'suspect'
  const lastedMs = verdict.evidence.asOf - origin.since
  const opens = phase === 'suspect' && lastedMs >= neededMs(verdict, before.settings)
  const next = phase === 'suspect' && !opens ? 'suspect' : 'open'
  const base = { ...verdict, ...origin, vantage: before.vantage, asOf: before.now }
  const view: View = {
    ...base,
    phase: next,
    phaseSince: held && held.phase === next ? held.phaseSince : before.now,
    flaps: (held?.flaps ?? 0) + (phase === 'clearing' ? 1 : 0),
    ...(next === 'open' ? { openedAt: held?.openedAt ?? before.now } : {}),
    ...earlierOf(last, held, before.now),
  }
  return { view, reason: reasonOf(held, opens) }
}

/** So long ago an end is history, and nobody is told of it any more. */
const EARLIER_FOR_MS = DAY_MS
const EARLIER_MAX = 4

/** The ends that came before this beginning: no later suspicion overwrites one that somebody may still have to hear. */
function earlierOf(last: View | undefined, held: View | undefined, now: number): Pick<View, 'earlier'> {
  if (last === undefined) return {}
  const { earlier: before = [], ...ended } = last
  const own = held === undefined && ended.openedAt !== undefined ? [asEnded(ended, now)] : []
  const earlier = [...own, ...before].filter(({ phaseSince }) => now - phaseSince < EARLIER_FOR_MS)
  return earlier.length === 0 ? {} : { earlier: earlier.slice(0, EARLIER_MAX) }
}

/** What a vantage held when it fell silent has ended meanwhile. */
function asEnded(view: EarlierView, now: number): EarlierView {
  return view.phase === 'closed' ? view : { ...view, phase: 'closed', phaseSince: now }
}

function reasonOf(held: View | undefined, opens: boolean): ViewReason {
  if (opens) return 'evidence-lasts'
  if (!held) return 'first-evidence'
  return held.phase === 'clearing' ? 'unwell-again' : 'still-unwell'
}

/** A single voting vantage needs twice the time, because nobody can contradict it; three need less. */
function neededMs({ kind, evidence }: Verdict, settings: Settings): number {
  const { afterMs, afterAmongThreeMs = afterMs } = thresholdsOf(settings, kind)
  const voting = votersOn(evidence)
  if (voting >= 3) return afterAmongThreeMs
  return voting === 1 && !isAboutWatching(kind) ? 2 * afterMs : afterMs
}

/** How many vantages had a say. */
function votersOn({ seenBy, notSeenBy, cannotTell }: Verdict['evidence']): number {
  return seenBy.length + notSeenBy.length + cannotTell.length
}

/** When it began and how it is called: this vantage's own, or an older one of another vantage. */
function originOf(verdict: Verdict, held: View | undefined, before: Memory): Pick<View, 'since' | 'id'> {
  const { kind, subject } = verdict
  const key = keyOf(verdict)
  const since = held?.since ?? verdict.evidence.from
  const mine = held ? { since, id: held.id } : { since, id: shortId({ kind, subject, since }) }
  const last = before.ownByKey.get(key)
  const endedAt = last?.phase === 'closed' ? last.phaseSince : Number.NEGATIVE_INFINITY
  const [older] = (before.othersByKey.get(key) ?? [])
    .filter((other) => isOtherContinued(other, verdict, before) && other.since < mine.since)
    // What this vantage has seen end does not live on in the view of one that fell silent before.
    .filter((other) => other.asOf > endedAt)
    .toSorted((a, b) => a.since - b.since)
  return older ? { since: older.since, id: older.id } : mine
}

function unwatchedStep(view: View, now: number): ViewStep {
  return {
    reason: 'not-watched',
    view: { ...view, phase: 'closed', phaseSince: now, asOf: now, isUnwatched: true },
  }
}

function wellStep(view: View, { settings, now }: Before): ViewStep {
  if (view.phase === 'suspect')
    return { reason: 'never-opened', view: { ...view, phase: 'closed', phaseSince: now, asOf: now } }
  if (view.phase === 'open')
    return { reason: 'well-now', view: { ...view, phase: 'clearing', phaseSince: now, asOf: now } }
  const isOver = now - view.phaseSince >= thresholdsOf(settings, view.kind).clearsMs
  return isOver
    ? { reason: 'well-long-enough', view: { ...view, phase: 'closed', phaseSince: now, asOf: now } }
    : { reason: 'still-well', view: { ...view, asOf: now } }
}

/** Time in which nobody could tell is no time of being well. */
function unknownStep(view: View, now: number): ViewStep {
  const phase = view.phase === 'clearing' ? 'open' : view.phase
  return {
    reason: 'cannot-tell',
    view: { ...view, phase, phaseSince: phase === view.phase ? view.phaseSince : now, asOf: now },
  }
}

/** What is left changes also while nothing new is known of the incident itself. */
function withLeft({ reason, view }: ViewStep, { leftBeside }: Verdicts): ViewStep {
  return view.phase === 'closed'
    ? { reason, view }
    : { reason, view: { ...view, left: leftBeside(view.evidence.nodes) } }
}

/**
 * What an incident explained stays explained until that incident is closed: recovery must not page the rest. What
 * has become worse than its explanation is explained no longer.
 */
function keepExplanation(step: ViewStep, own: ReadonlyMap<string, View>): ViewStep {
  if (step.view.explainedBy) return step
  const before = own.get(keyOf(step.view))?.explainedBy
  const cause = before === undefined ? undefined : own.get(before)
  if (!cause || !isLive(cause) || worse(cause.severity, step.view.severity) !== cause.severity) return step
  return { ...step, view: { ...step.view, explainedBy: before! } }
}

/** Steps count from when the first one could be told: not from while it was an info, or told within another one. */
function withNotability({ reason, view }: ViewStep, own: ReadonlyMap<string, View>, now: number): ViewStep {
  const { notableSince: _, ...rest } = view
  if (!isNotable(view)) return { reason, view: rest }
  const last = own.get(keyOf(view))
  const isSame = last !== undefined && last.openedAt === view.openedAt && isNotable(last)
  return { reason, view: { ...rest, notableSince: (isSame ? last.notableSince : undefined) ?? now } }
}

function isNotable({ openedAt, severity, explainedBy }: View): boolean {
  return openedAt !== undefined && severity !== 'info' && explainedBy === undefined
}
