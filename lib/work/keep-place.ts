/** Keep place: tells all vantages where this one's desk is and by which settings it judges, and again every day. */
import type { DeskPlace } from '../domain/people/desk-place.ts'
import { DAY_MS } from '../domain/text/time.ts'
import type { Clock, Log, Store } from '../ports.ts'

interface KeepPlace {
  readonly clock: Pick<Clock, 'now'>
  readonly store: Pick<Store, 'places' | 'putPlace'>
  readonly log: Log
  /** This vantage's place, as it is now. */
  readonly own: Omit<DeskPlace, 'asOf'>
  /** What an earlier run of this process answered. */
  readonly kept: DeskPlace | null
}

/** The place as the store has it; null when it could not be kept, and then the next run tries again. */
export async function keepPlace(input: KeepPlace): Promise<DeskPlace | null> {
  const { clock, store, log, own, kept } = input
  const place: DeskPlace = { ...own, asOf: clock.now() }
  if (isKept(place, kept)) return kept
  try {
    const stored = (await store.places()).find(({ vantage }) => vantage === own.vantage)
    if (stored !== undefined && isKept(place, stored)) return stored
    return (await store.putPlace(place)) === 'stored' ? place : null
  } catch (error) {
    log.warn('place not kept', { because: String(error) })
    return null
  }
}

/** A place that is said every day never expires while its vantage judges. */
function isKept(place: DeskPlace, said: DeskPlace | null): said is DeskPlace {
  return (
    said !== null &&
    said.deskUrl === place.deskUrl &&
    said.settingsHash === place.settingsHash &&
    place.asOf - said.asOf < DAY_MS
  )
}
