/** Read standing: what the store holds of now, for whoever asks how things stand; it writes nothing. */
import type { View } from '../domain/incident.ts'
import type { Look } from '../domain/look.ts'
import type { Settings } from '../domain/settings.ts'
import type { Clock, Store } from '../ports.ts'

export interface Standing {
  readonly now: number
  readonly settings: Settings
  /** The latest look of each vantage that ever looked. */
  readonly looks: readonly Look[]
  /** The views of every vantage. */
  readonly views: readonly View[]
  /** How long a look or a view counts without being renewed, in milliseconds. */
  readonly freshMs: number
}

interface ReadStanding {
  readonly clock: Pick<Clock, 'now'>
  readonly store: Pick<Store, 'latestLook' | 'views'>
  readonly settings: Settings
  readonly freshMs: number
}

export async function readStanding({ clock, store, settings, freshMs }: ReadStanding): Promise<Standing> {
  const [views, ...looks] = await Promise.all([
    store.views(),
    ...settings.vantages.map(({ name }) => store.latestLook(name)),
  ])
  return { now: clock.now(), settings, looks: looks.filter((look) => look !== null), views, freshMs }
}
