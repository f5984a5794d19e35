/** Story: what has been told of one incident and done about it so far, and how long nobody has cared for it. */

import type { View } from '../incidents/incident.ts'
import { keyOf } from '../kinds/subject.ts'
import { type Acknowledged, acknowledgements } from '../people/acknowledged.ts'
import type { Deed } from '../people/deed.ts'
import { covers, quietTimes } from '../people/mutes.ts'
import type { Sent } from '../people/record.ts'
import { type EscalationLevel, levelOf, readStep } from '../people/step-name.ts'
import type { EscalationPolicy } from '../settings/sections/escalation-settings.ts'
import { unspokenSince } from './accounted.ts'
import type { IncidentDue } from './due.ts'
import type { DueFacts } from './due-facts.ts'

export interface Story {
  readonly view: View
  readonly now: number
  /** From when its steps count. */
  readonly startedAt: number
  readonly policy: EscalationPolicy
  /** What anybody was told of it, oldest first. */
  readonly told: readonly Sent[]
  /** When somebody asked for the next step, oldest first. */
  readonly escalated: readonly EscalationRequest[]
  /** Acknowledgements, each cut short when somebody asked for more; oldest first. */
  readonly acks: readonly Acknowledged[]
  readonly isAcknowledged: boolean
  readonly isMuted: boolean
  /** When an acknowledgement or a mute last ended. */
  readonly lastQuietEnd: { readonly at: number; readonly of: 'ack' | 'mute' } | null
  /** How long, up to an instant, it was open and neither acknowledged nor muted. */
  readonly unattendedMs: (until: number) => number
}

interface EscalationRequest {
  readonly at: number
  readonly who: string
  readonly reason?: string
}

/** From and until, Unix time in milliseconds. */
interface Span {
  readonly from: number
  readonly until: number
}

export function storyOf(view: View, facts: DueFacts): Story {
  const { sent, deeds, settings, now } = facts
  const told = sent.filter((one) => isRecordOf(one, view)).toSorted((a, b) => a.at - b.at)
  const about = deeds.filter((deed) => 'kind' in deed).filter((deed) => isAbout(deed, view))
  const escalated = about.filter(({ what }) => what === 'escalate').toSorted((a, b) => a.at - b.at)
  const acks = acknowledgements(about)
  const mutes = quietTimes({ settings, deeds, from: view.since, now }).filter(({ scope }) =>
    covers(scope, view, settings),
  )
  const openedAt = clockStart(view, told, facts)
  return {
    view,
    now,
    startedAt: openedAt,
    policy: settings.escalation[levelOf(view.severity)],
    told,
    escalated,
    acks,
    isAcknowledged: acks.some((ack) => holds(ack, now)),
    isMuted: mutes.some((mute) => holds(mute, now)),
    lastQuietEnd: lastEnd(acks, mutes, now),
    unattendedMs: (until) => lengthOutside({ from: openedAt, until }, [...acks, ...mutes]),
  }
}

/** Deeds match an incident by what it is about and when it lived; its id is a label. */
function isAbout(one: Extract<Deed, { readonly kind: unknown }>, view: View): boolean {
  return keyOf(one) === keyOf(view) && one.at >= view.since
}

/**
 * Records match by the beginning that they were sent for, which one clock has told; those of the incident before
 * began before its end.
 */
function isRecordOf(one: Sent, view: View): boolean {
  if (keyOf(one) !== keyOf(view) || Math.max(one.at, one.since) < view.since) return false
  const before = view.earlier?.[0]
  return before === undefined || one.since > before.evidence.asOf
}

/** From when the first step could be told. What became critical after it was told as a warning begins its steps anew. */
function clockStart(view: View, told: readonly Sent[], facts: DueFacts): number {
  const { now } = facts
  const openedAt = Math.max(view.notableSince ?? view.openedAt ?? now, unspokenSince(view, facts) ?? 0)
  const toldAs = (level: EscalationLevel) => told.find(({ step }) => readStep(step).what === level)
  if (view.severity !== 'critical' || toldAs('warning') === undefined) return openedAt
  return toldAs('critical')?.at ?? now
}

function holds({ from, until }: Span, now: number): boolean {
  return from <= now && now < until
}

function lastEnd(acks: readonly Span[], mutes: readonly Span[], now: number): Story['lastQuietEnd'] {
  const ended = (spans: readonly Span[], of: 'ack' | 'mute') =>
    spans.filter(({ until }) => until <= now).map(({ until }) => ({ at: until, of }))
  return [...ended(acks, 'ack'), ...ended(mutes, 'mute')].toSorted((a, b) => b.at - a.at)[0] ?? null
}

/** The length of a span without the parts that any of the others covers. */
function lengthOutside({ from, until }: Span, others: readonly Span[]): number {
  let [at, sum] = [from, 0]
  for (const other of others.toSorted((a, b) => a.from - b.from)) {
    if (other.until <= at || other.from >= until) continue
    sum += Math.max(0, other.from - at)
    at = other.until
  }
  return sum + Math.max(0, until - at)
}

/** One notice of the story to one contact. */
export function dueOf(
  story: Story,
  contact: string,
  { reason, step }: Pick<IncidentDue, 'reason' | 'step'>,
): IncidentDue {
  const { view, told, acks, escalated } = story
  const { id, kind, subject, since, severity } = view
  const ack = acks.at(-1)
  const asked = escalated.at(-1)
  return {
    about: 'incident',
    id,
    kind,
    subject,
    since,
    severity,
    reason,
    step,
    contact,
    view,
    toldBefore: told.filter((one) => one.contact !== contact),
    ...(ack && { acknowledged: { by: ack.who, until: ack.until } }),
    ...(asked && { escalatedBy: asked }),
  }
}
