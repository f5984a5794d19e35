/** Next views: what a vantage's judge holds after a judgement, from what it held before; every step has a reason. */

import { worse } from '../kinds/severity.ts'
import { keyOf } from '../kinds/subject.ts'
import type { Settings } from '../settings/settings.ts'
import { thresholdsOf } from '../settings/settings.ts'
import { shortId } from '../text/short-id.ts'
import type { Verdict, Verdicts } from '../verdicts/verdict.ts'
import type { View } from './incident.ts'
import { isLive } from './incident.ts'

/** Why a view is what it is now. */
type StepReason =
  | 'first-evidence'
  | 'evidence-lasts'
  | 'still-unwell'
  | 'unwell-again'
  | 'cannot-tell'
  | 'well-now'
  | 'still-well'
  | 'well-long-enough'
  | 'never-opened'

export interface Step {
  readonly reason: StepReason
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
}

/** One step a subject that is unwell, or was not yet closed. */
export function nextViews(verdicts: Verdicts, before: Before): Step[] {
  const own = new Map(before.own.map((view) => [keyOf(view), view]))
  const unwell = new Map(verdicts.unwell.map((verdict) => [keyOf(verdict), verdict]))
  const complaints = verdicts.unwell.map((verdict) =>
    unwellStep(verdict, { ...before, view: own.get(keyOf(verdict)) }),
  )
  const quiet = before.own.filter((view) => view.phase !== 'closed' && !unwell.has(keyOf(view)))
  const others = quiet.map((view) =>
    isKnownWell(view, verdicts) ? wellStep(view, before) : unknownStep(view, before.now),
  )
  return [...complaints, ...others].map((step) => keepExplanation(step, own))
}

function unwellStep(verdict: Verdict, before: Before & { view: View | undefined }): Step {
  const held = before.view?.phase === 'closed' ? undefined : before.view
  const origin = originOf(verdict, { ...before, view: held })
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
  }
  return { view, reason: reasonOf(held, opens) }
}

function reasonOf(held: View | undefined, opens: boolean): StepReason {
  if (opens) return 'evidence-lasts'
  if (!held) return 'first-evidence'
  return held.phase === 'clearing' ? 'unwell-again' : 'still-unwell'
}

/** A single voting vantage needs twice the time, because nobody can contradict it. */
function neededMs({ kind, evidence }: Verdict, settings: Settings): number {
  const { afterMs } = thresholdsOf(settings, kind)
  const isOurOwn = kind === 'blind' || kind === 'vantage-degraded'
  return isSeenFromOnePlace(evidence) && !isOurOwn ? 2 * afterMs : afterMs
}

/** Whether only one vantage had a say; the notice says so. */
function isSeenFromOnePlace({ seenBy, notSeenBy, cannotTell }: Verdict['evidence']): boolean {
  return seenBy.length + notSeenBy.length + cannotTell.length === 1
}

/** When it began and how it is called: this vantage's own, or an older one of another vantage. */
function originOf(
  verdict: Verdict,
  { view, own, others }: Before & { view: View | undefined },
): Pick<View, 'since' | 'id'> {
  const { kind, subject } = verdict
  const since = view?.since ?? verdict.evidence.from
  const mine = view ? { since, id: view.id } : { since, id: shortId({ kind, subject, since }) }
  const ended = own.find((one) => keyOf(one) === keyOf(verdict) && one.phase === 'closed')
  const older = others
    .filter(
      (other) => keyOf(other) === keyOf(verdict) && other.phase !== 'closed' && other.since < mine.since,
    )
    // What this vantage has seen end does not live on in the view of one that fell silent before.
    .filter((other) => !ended || other.asOf > ended.phaseSince)
    .sort((a, b) => a.since - b.since)[0]
  return older ? { since: older.since, id: older.id } : mine
}

/** Well is only what was looked at: for a split its sides were compared again, for a path its vantage looks. */
function isKnownWell(view: View, verdicts: Verdicts): boolean {
  if (verdicts.voters.length === 0 || verdicts.unknown.has(keyOf(view))) return false
  const { nodes, groups } = view.evidence
  if (groups) return groups.every((group) => group.some((node) => verdicts.compared.has(node)))
  if (view.subject.startsWith('path:'))
    return verdicts.voters.some((name) => view.subject.startsWith(`path:${name}/`))
  if (view.subject.startsWith('node:') || nodes.length === 0) return true
  return !nodes.every(
    (node) => verdicts.unknown.has(`node-down node:${node}`) || isDown(node, verdicts.unwell),
  )
}

function isDown(node: string, unwell: readonly Verdict[]): boolean {
  return unwell.some(({ kind, evidence }) => kind === 'node-down' && evidence.nodes.includes(node))
}

function wellStep(view: View, { settings, now }: Before): Step {
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
function unknownStep(view: View, now: number): Step {
  const phase = view.phase === 'clearing' ? 'open' : view.phase
  return {
    reason: 'cannot-tell',
    view: { ...view, phase, phaseSince: phase === view.phase ? view.phaseSince : now, asOf: now },
  }
}

/**
 * What an incident explained stays explained until that incident is closed: recovery must not page the rest. What
 * has become worse than its explanation is explained no longer.
 */
function keepExplanation(step: Step, own: ReadonlyMap<string, View>): Step {
  if (step.view.explainedBy) return step
  const before = own.get(keyOf(step.view))?.explainedBy
  const cause = before === undefined ? undefined : own.get(before)
  if (!cause || !isLive(cause) || worse(cause.severity, step.view.severity) !== cause.severity) return step
  return { ...step, view: { ...step.view, explainedBy: before! } }
}
