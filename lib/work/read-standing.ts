/** Read standing: what the store holds of now, for whoever asks how things stand; it writes nothing. */

import type { View } from '../domain/incidents/incident.ts'
import type { Look } from '../domain/look/look.ts'
import type { Deed } from '../domain/people/deed.ts'
import type { Place } from '../domain/people/desk-place.ts'
import type { Settings } from '../domain/settings/settings.ts'
import type { Clock, Store } from '../ports.ts'

export interface Standing {
  readonly now: number
  readonly settings: Settings
  readonly settingsHash: string
  /** The latest look of each vantage that ever looked. */
  readonly looks: readonly Look[]
  /** The views of every vantage. */
  readonly views: readonly View[]
  /** What people did. */
  readonly deeds: readonly Deed[]
  /** What each vantage said of itself, if it ever did. */
  readonly places: readonly Place[]
  /** How long a look or a view counts without being renewed, in milliseconds. */
  readonly freshMs: number
}

interface ReadStanding {
  readonly clock: Pick<Clock, 'now'>
  readonly store: Pick<Store, 'latestLook' | 'views' | 'places' | 'deeds'>
  readonly settings: Settings
  readonly settingsHash: string
  readonly freshMs: number
}

export async function readStanding({ clock, store, ...asked }: ReadStanding): Promise<Standing> {
  const { settings } = asked
  const [views, places, deeds, ...looks] = await Promise.all([
    store.views(),
    store.places(),
    store.deeds(),
    ...settings.vantages.map(({ name }) => store.latestLook(name)),
  ])
  return { now: clock.now(), ...asked, looks: looks.filter((look) => look !== null), views, places, deeds }
}
