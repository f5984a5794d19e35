/** Read store: what the store holds now, as much of it as somebody asks for; it writes nothing. */

import type { View } from '../domain/incidents/incident.ts'
import type { Look } from '../domain/look/look.ts'
import type { Deed } from '../domain/people/deed.ts'
import type { DeskPlace } from '../domain/people/desk-place.ts'
import type { Sent } from '../domain/people/record.ts'
import type { Settings } from '../domain/settings/settings.ts'
import type { Clock, Store } from '../ports.ts'

export interface StoreContents {
  /** The latest look of each vantage that ever looked. */
  readonly looks: readonly Look[]
  /** The views of every vantage. */
  readonly views: readonly View[]
  /** What was sent, by all vantages. */
  readonly sent: readonly Sent[]
  /** What people did. */
  readonly deeds: readonly Deed[]
  /** What each vantage said of itself, if it ever did. */
  readonly places: readonly DeskPlace[]
}

type ReadableStore = Pick<Store, 'latestLook' | 'views' | 'sent' | 'deeds' | 'places'>

export interface StoreReading {
  readonly clock: Pick<Clock, 'now'>
  readonly store: ReadableStore
  readonly settings: Pick<Settings, 'vantages'>
}

/** Each part is read once, all at the same time; `now` is when the last one was there. */
export async function readStore<Part extends keyof StoreContents>(
  { clock, store, settings }: StoreReading,
  parts: readonly Part[],
): Promise<Pick<StoreContents, Part> & { readonly now: number }> {
  const read = await Promise.all(
    parts.map(async (part) => [part, await READERS[part](store, settings)] as const),
  )
  return { ...(Object.fromEntries(read) as Pick<StoreContents, Part>), now: clock.now() }
}

type Readers = {
  readonly [Part in keyof StoreContents]: (
    store: ReadableStore,
    settings: StoreReading['settings'],
  ) => Promise<StoreContents[Part]>
}

const READERS: Readers = {
  looks: async (store, { vantages }) => {
    const latest = await Promise.all(vantages.map(({ name }) => store.latestLook(name)))
    return latest.filter((look) => look !== null)
  },
  views: (store) => store.views(),
  sent: (store) => store.sent(),
  deeds: (store) => store.deeds(),
  places: (store) => store.places(),
}
