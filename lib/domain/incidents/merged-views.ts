/** Merged views: the views of all vantages merged by (kind, subject), each with what it explains beneath it. */

import { bySeverity, worse } from '../kinds/severity.ts'
import { keyOf } from '../kinds/subject.ts'
import type { Settings } from '../settings/settings.ts'
import type { Phase, View } from './incident.ts'
import { isLive } from './incident.ts'

/** One (kind, subject) as all vantages together hold it: the furthest phase, the oldest beginning, the worst severity. */
export interface Merged {
  readonly view: View
  /** In how many vantages' views it has this phase. */
  readonly views: number
}

/** A live incident that nothing explains. */
export interface Incident extends Merged {
  readonly explains: readonly Merged[]
}

/**
 * The views that count. Those of a judge that has fallen silent stop to count while another one judges;
 * while none does, as after a restart, the last ones are all there is.
 */
export function countingViews(
  views: readonly View[],
  { vantages }: Pick<Settings, 'vantages'>,
  isFresh: (at: number) => boolean,
): readonly View[] {
  const known = views.filter(({ vantage }) => vantages.some(({ name }) => name === vantage))
  const fresh = known.filter(({ asOf }) => isFresh(asOf))
  return fresh.length > 0 ? fresh : known
}

/** By `kind subject`. */
export function mergeViews(views: readonly View[]): ReadonlyMap<string, Merged> {
  const merged = Map.groupBy(views, keyOf)
  return new Map([...merged].map(([key, same]) => [key, merge(same)]))
}

/** Worst first, then oldest first. */
export function liveIncidents(merged: ReadonlyMap<string, Merged>): readonly Incident[] {
  const live = [...merged.values()].filter(({ view }) => isLive(view)).toSorted(worstFirst)
  const causes = Map.groupBy(live, (each) => causeOf(each, merged))
  return live
    .filter((each) => causeOf(each, merged) === keyOf(each.view))
    .map((each) => {
      const inside = causes.get(keyOf(each.view)) ?? []
      return { ...each, explains: inside.filter((other) => other !== each) }
    })
}

/** Evidence that has not lasted long enough to open anything. */
export function suspicions(merged: ReadonlyMap<string, Merged>): readonly Merged[] {
  return [...merged.values()].filter(({ view }) => view.phase === 'suspect').toSorted(worstFirst)
}

export function worstFirst(a: Merged, b: Merged): number {
  return bySeverity(a.view, b.view) || a.view.since - b.view.since || (keyOf(a.view) < keyOf(b.view) ? -1 : 1)
}

const FURTHEST_FIRST: readonly Phase[] = ['open', 'clearing', 'suspect', 'closed']

function merge(views: readonly View[]): Merged {
  const phase = FURTHEST_FIRST.find((each) => views.some((view) => view.phase === each))!
  const holders = views.filter((view) => view.phase === phase)
  // The older incident lends its name to the others, as it does when they are judged.
  const oldest = holders.reduce((a, b) => (b.since < a.since ? b : a))
  const newest = holders.reduce((a, b) => (b.asOf > a.asOf ? b : a))
  const { id, since } = oldest
  const severity = holders.map((view) => view.severity).reduce(worse)
  return { view: { ...newest, id, since, severity }, views: holders.length }
}

/** The live incident at the end of the chain of explanations; its own key when nothing live explains it. */
function causeOf(each: Merged, merged: ReadonlyMap<string, Merged>): string {
  let at = each
  for (let step = 0; step < merged.size; step++) {
    const cause = merged.get(at.view.explainedBy ?? '')
    if (!cause || !isLive(cause.view)) return keyOf(at.view)
    at = cause
  }
  // Incidents that explain one another in a ring are shown, or all of them would vanish.
  return keyOf(each.view)
}
