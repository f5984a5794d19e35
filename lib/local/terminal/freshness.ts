/** Freshness: which looks and views of a snapshot still count; old ones are shown as old, never as the present. */
import { countingViews, type Merged, mergeViews } from '../../domain/incidents/merged-views.ts'
import type { Look } from '../../domain/look/look.ts'
import { freshnessMs } from '../../domain/verdicts/voters.ts'
import type { Snapshot } from '../snapshot.ts'

/** On one machine no schedule is late. */
const SCHEDULE_SLACK_MS = 0

export function isFresh(snapshot: Snapshot, at: number): boolean {
  return snapshot.now - at <= freshnessMs(snapshot.settings.cadenceMs, SCHEDULE_SLACK_MS)
}

/** The fresh looks of the vantages in the settings, newest first. */
export function freshLooks(snapshot: Snapshot): readonly Look[] {
  return knownLooks(snapshot).filter((look) => isFresh(snapshot, look.at))
}

/** The looks of the vantages in the settings, newest first. */
export function knownLooks({ looks, settings }: Snapshot): readonly Look[] {
  return settings.vantages.flatMap(({ name }) => looks.get(name) ?? []).toSorted((a, b) => b.at - a.at)
}

/** One (kind, subject) each, as all vantages together hold it now. */
export function mergedViews(snapshot: Snapshot): ReadonlyMap<string, Merged> {
  const { views, settings } = snapshot
  return mergeViews(countingViews(views, settings, (at) => isFresh(snapshot, at)))
}
