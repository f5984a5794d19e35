/** Lifetime: all that is stored of one incident, or of one test page, from its beginning to its end. */

import type { NoticeKind } from '../kinds/notice-kind.ts'
import { shortId } from '../kinds/short-id.ts'
import type { Subject } from '../kinds/subject.ts'
import { keyOf, writeSubject } from '../kinds/subject.ts'
import type { Deed } from '../people/deed.ts'
import { isOver, type Sent } from '../people/record.ts'
import type { View } from './incident.ts'
import { type Merged, mergeViews } from './merged-views.ts'

export interface Lifetime {
  readonly kind: NoticeKind
  readonly subject: Subject
  /** When its evidence began; of a test, when it was asked for. */
  readonly since: number
  /** What it has been called; the first is its id. */
  readonly ids: readonly [string, ...string[]]
  readonly views: readonly View[]
  readonly sent: readonly Sent[]
  /** Acknowledgements, escalations and notes about it, and the wish for it when it is a test. */
  readonly deeds: readonly Deed[]
}

/** What the store keeps beside looks. */
export interface Stored {
  readonly views: readonly View[]
  readonly sent: readonly Sent[]
  readonly deeds: readonly Deed[]
}

/** Oldest first. What overlaps of one (kind, subject) is one lifetime, whatever each vantage called it. */
export function lifetimes({ views, sent, deeds }: Stored): readonly Lifetime[] {
  const traces = [...views.map(traceOfView), ...sent.map(traceOfSent), ...deeds.flatMap(traceOfDrill)]
  const lives = [...Map.groupBy(traces, keyOf).values()].flatMap(joinOverlapping)
  return lives.map((life) => withDeeds(life, lives, deeds)).toSorted(oldestFirst)
}

/** What is held of it now, by all vantages together; null where no view is left. */
export function standing({ views }: Pick<Lifetime, 'views'>): Merged | null {
  const ends = views.filter(({ phase, openedAt }) => phase === 'closed' && openedAt !== undefined)
  const ended = Math.max(Number.NEGATIVE_INFINITY, ...ends.map(({ phaseSince }) => phaseSince))
  // The view of a vantage that fell silent stays what it was; another that went on has seen the end.
  const holding = views.filter(({ phase, asOf }) => phase === 'closed' || asOf > ended)
  return [...mergeViews(holding).values()][0] ?? null
}

/** Whether there is nothing left to do about it. A test waits for its acknowledgement as long as it is known. */
export function hasEnded(life: Lifetime): boolean {
  if (life.kind === 'drill') return false
  const phase = standing(life)?.view.phase
  return phase === undefined || phase === 'closed'
}

interface Trace extends Lifetime {
  /** Until when it tells that the lifetime lasted. */
  readonly until: number
}

const NOTHING = { views: [], sent: [], deeds: [] }

function traceOfView(view: View): Trace {
  const { kind, subject, since, id, phase, phaseSince, asOf } = view
  const until = phase === 'closed' ? phaseSince : asOf
  return { ...NOTHING, kind, subject, since, until, ids: [id], views: [view] }
}

/** The word that it is over may come long after, when the next one has begun. */
function traceOfSent(one: Sent): Trace {
  const { kind, subject, since, incident, at } = one
  return { ...NOTHING, kind, subject, since, until: isOver(one) ? since : at, ids: [incident], sent: [one] }
}

function traceOfDrill(deed: Deed): readonly Trace[] {
  if (deed.what !== 'drill') return []
  const subject = writeSubject({ about: 'contact', name: deed.contact })
  const about = { kind: 'drill', subject, since: deed.at } as const
  return [{ ...NOTHING, ...about, until: deed.at, ids: [shortId(about)], deeds: [deed] }]
}

function joinOverlapping(traces: readonly Trace[]): readonly Trace[] {
  const joined: Trace[] = []
  for (const next of traces.toSorted(oldestFirst)) {
    const last = joined.at(-1)
    if (last && next.since <= last.until) joined[joined.length - 1] = join(last, next)
    else joined.push(next)
  }
  return joined
}

function join(older: Trace, newer: Trace): Trace {
  const [id, ...others] = older.ids
  return {
    ...older,
    until: Math.max(older.until, newer.until),
    ids: [id, ...others, ...newer.ids.filter((each) => !older.ids.includes(each))],
    views: [...older.views, ...newer.views],
    sent: [...older.sent, ...newer.sent],
    deeds: [...older.deeds, ...newer.deeds],
  }
}

/** A deed is about the lifetime that had begun last when it was done. */
function withDeeds({ until: _, ...life }: Trace, all: readonly Trace[], deeds: readonly Deed[]): Lifetime {
  const later = all.filter((one) => keyOf(one) === keyOf(life) && one.since > life.since)
  const next = Math.min(...later.map(({ since }) => since))
  const about = deeds
    .filter((deed) => 'incident' in deed)
    .filter((deed) => keyOf(deed) === keyOf(life) && deed.at >= life.since && deed.at < next)
  return { ...life, deeds: [...life.deeds, ...about] }
}

function oldestFirst(a: Lifetime, b: Lifetime): number {
  return a.since - b.since
}
