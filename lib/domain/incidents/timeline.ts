/** Timeline: what happened in the lifetime of an incident, oldest first, as far as it is stored. */
import type { Ack, Deed } from '../people/deed.ts'
import type { Quiet } from '../people/mutes.ts'
import { type Sent, WRITTEN_ONLY } from '../people/record.ts'
import type { MuteScope } from '../settings/sections/maintenance-settings.ts'
import type { View } from './incident.ts'
import { hasEnded, type Lifetime } from './lifetime.ts'

interface SeenBy<What extends string> {
  readonly at: number
  readonly what: What
  readonly vantage: string
}

interface Done<What extends string> {
  readonly at: number
  readonly what: What
  readonly who: string
}

export type TimelineEvent =
  | { readonly at: number; readonly what: 'first-evidence' }
  | SeenBy<'opened'>
  /** It had cleared, and came back; `flaps` times until now. */
  | (SeenBy<'unwell-again'> & { readonly flaps: number })
  | { readonly at: number; readonly what: 'last-evidence' }
  | (SeenBy<'well-again'> & { readonly flaps: number })
  | (SeenBy<'closed'> & { readonly flaps: number })
  /** It ended before it had lasted long enough to open. */
  | SeenBy<'never-opened'>
  | ({ readonly what: 'told' } & Pick<
      Sent,
      'at' | 'contact' | 'vantage' | 'reason' | 'step' | 'channel' | 'texting'
    >)
  /** Nothing of its contact's could be reached from the machine that watches: it was written down there, and not sent. */
  | ({ readonly what: 'written' } & Pick<Sent, 'at' | 'contact' | 'vantage' | 'reason' | 'step'>)
  | (Done<'acknowledged'> & { readonly until: number; readonly reason?: string })
  | Done<'ack-expired'>
  | (Done<'escalated'> & { readonly reason?: string })
  | (Done<'noted'> & { readonly text: string })
  | (Done<'muted'> & { readonly scope: MuteScope; readonly until: number; readonly reason?: string })
  | (Done<'mute-ended'> & { readonly scope: MuteScope })
  | (Done<'test-asked-for'> & { readonly contact: string })

interface Beside {
  /** The mutes and maintenance windows that covered it. */
  readonly quiet: readonly Quiet[]
  readonly now: number
}

export function timelineOf(life: Lifetime, { quiet, now }: Beside): readonly TimelineEvent[] {
  const end = endOf(life, now)
  return [
    ...firstEvidence(life),
    ...life.views.flatMap(openingsOf),
    ...lastEvidence(life),
    ...life.views.flatMap(endingsOf),
    ...life.sent.map(told),
    ...life.deeds.flatMap(done),
    ...(isOurOwn(life) ? [] : expiredAcks(life.deeds, end)),
    ...quiet.filter(({ from }) => from <= end).flatMap((one) => mutedBy(one, end)),
  ].toSorted((a, b) => a.at - b.at)
}

/** What ran out after the end of the incident concerns nobody. */
function endOf(life: Lifetime, now: number): number {
  const closings = life.views.filter(({ phase }) => phase === 'closed').map(({ phaseSince }) => phaseSince)
  return hasEnded(life) && closings.length > 0 ? Math.max(...closings) : now
}

/** A test and the like: nothing was seen, and nothing stays open. */
function isOurOwn({ kind }: Lifetime): boolean {
  return kind === 'drill' || kind === 'digest' || kind === 'muted'
}

function firstEvidence(life: Lifetime): readonly TimelineEvent[] {
  return isOurOwn(life) ? [] : [{ at: life.since, what: 'first-evidence' }]
}

/** A view keeps how often it came back, and when it last did. */
function openingsOf({ vantage, openedAt, phase, phaseSince, flaps }: View): readonly TimelineEvent[] {
  if (openedAt === undefined) return []
  const opened: TimelineEvent = { at: openedAt, what: 'opened', vantage }
  return phase === 'open' && flaps > 0
    ? [opened, { at: phaseSince, what: 'unwell-again', vantage, flaps }]
    : [opened]
}

function lastEvidence({ views }: Lifetime): readonly TimelineEvent[] {
  const isWell = views.length > 0 && views.every(({ phase }) => phase === 'clearing' || phase === 'closed')
  return isWell
    ? [{ at: Math.max(...views.map(({ evidence }) => evidence.asOf)), what: 'last-evidence' }]
    : []
}

function endingsOf({ vantage, openedAt, phase, phaseSince: at, flaps }: View): readonly TimelineEvent[] {
  if (phase === 'clearing') return [{ at, what: 'well-again', vantage, flaps }]
  if (phase !== 'closed') return []
  return [
    openedAt === undefined ? { at, what: 'never-opened', vantage } : { at, what: 'closed', vantage, flaps },
  ]
}

function told({ at, contact, vantage, reason, step, channel, texting }: Sent): TimelineEvent {
  if (channel === WRITTEN_ONLY) return { at, what: 'written', contact, vantage, reason, step }
  return { at, what: 'told', contact, vantage, reason, step, channel, texting }
}

function done(deed: Deed): readonly TimelineEvent[] {
  const { at, who, until } = deed
  const because = deed.reason === undefined ? {} : { reason: deed.reason }
  switch (deed.what) {
    case 'ack':
      return [{ at, what: 'acknowledged', who, until, ...because }]
    case 'escalate':
      return [{ at, what: 'escalated', who, ...because }]
    case 'note':
      return [{ at, what: 'noted', who, text: deed.reason ?? '' }]
    case 'drill':
      return [{ at, what: 'test-asked-for', who, contact: deed.contact }]
    case 'mute':
    case 'unmute':
    case 'override':
      return []
  }
}

/** Only what left the incident with nobody: neither a later acknowledgement nor somebody who asked for more. */
function expiredAcks(deeds: readonly Deed[], end: number): readonly TimelineEvent[] {
  const acks = deeds.filter((deed) => deed.what === 'ack')
  return acks
    .filter((ack) => ack.until <= end && !deeds.some((deed) => succeeds(deed, ack)))
    .map(({ until, who }) => ({ at: until, what: 'ack-expired', who }))
}

function succeeds(deed: Deed, { at, until }: Ack): boolean {
  if (deed.at < at || deed.at > until) return false
  return deed.what === 'escalate' || (deed.what === 'ack' && deed.until > until)
}

function mutedBy({ from, until, who, scope, reason }: Quiet, end: number): readonly TimelineEvent[] {
  const because = reason === undefined ? {} : { reason }
  const muted: TimelineEvent = { at: from, what: 'muted', who, scope, until, ...because }
  return until <= end ? [muted, { at: until, what: 'mute-ended', who, scope }] : [muted]
}
