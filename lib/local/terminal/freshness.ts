/** Freshness: which looks and views of a snapshot still count; old ones are shown as old, never as the present. */
import type { View } from '../../domain/incident.ts'
import type { Look } from '../../domain/look.ts'
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

/**
 * The views that count. Those of a judge that has fallen silent stop to count while another one judges;
 * while none does, as after a restart, the last ones are all there is.
 */
export function countingViews(snapshot: Snapshot): readonly View[] {
  const vantages = new Set(snapshot.settings.vantages.map(({ name }) => name))
  const known = snapshot.views.filter(({ vantage }) => vantages.has(vantage))
  const fresh = known.filter(({ asOf }) => isFresh(snapshot, asOf))
  return fresh.length > 0 ? fresh : known
}
