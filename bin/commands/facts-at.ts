/** Facts at: what the store of a data folder or of a deployment holds of incidents, and the way to add a deed to it. */
import { systemClock } from '../../lib/adapters/host/system-clock.ts'
import type { Stored } from '../../lib/domain/incidents/lifetime.ts'
import type { Deed } from '../../lib/domain/people/deed.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import type { Store } from '../../lib/ports.ts'
import { awsStore } from './aws-store.ts'
import { sayFailure } from './failure.ts'
import type { Io } from './io.ts'
import { localStoreOrDemo } from './local-store.ts'
import { doubtfulSettingsOr, NO_SETTINGS } from './settings-from.ts'

export interface StoreChoice {
  readonly data?: string | undefined
  readonly aws?: boolean | undefined
  readonly settings?: string | undefined
}

export interface StoreFacts extends Stored {
  readonly now: number
  /** Null where a data folder is read and no settings are at hand. */
  readonly settings: Settings | null
  /** Adds what somebody did; false when that failed, which was said. */
  put(deed: Deed): Promise<boolean>
}

interface StoreUse {
  readonly place: StoreChoice
  readonly io: Io
  /** Says why it cannot be done, and gives the exit code for that. */
  readonly cannot: (why: string) => 2
}

/** Opens the store, reads it, does the work with that, and closes it; what fails is said and exits with 2. */
export async function atFacts(call: StoreUse, work: (facts: StoreFacts) => Promise<number>): Promise<number> {
  const { place, io, cannot } = call
  const settings = settingsFor(call)
  if (settings === 2) return 2
  const opened = await said(call, () =>
    settings && place.aws ? awsStore(settings, io) : localStoreOrDemo(place.data, io),
  )
  if (opened === 2) return 2
  if (typeof opened === 'string') return cannot(opened)
  try {
    const stored = await said(call, () => read(opened))
    if (stored === 2) return 2
    const put = async (deed: Deed) => (await said(call, () => opened.putDeed(deed))) !== 2
    return await work({ ...stored, now: systemClock.now(), settings, put })
  } finally {
    await opened.close()
  }
}

/** A deployment is found by its settings; a data folder can do without, if need be without bad ones as well. */
function settingsFor({ place, io, cannot }: StoreUse): Settings | null | 2 {
  // Whoever answers a page has no time for what the settings could do better.
  const read = doubtfulSettingsOr(place.settings, io)
  if (typeof read === 'object') return read.settings
  if (!place.aws && place.settings === undefined) {
    if (read === 'bad') io.stderr.write('warning: Going on without the settings\n')
    return null
  }
  return read === 'bad' ? 2 : cannot(NO_SETTINGS)
}

async function read(store: Store): Promise<Stored> {
  const [views, sent, deeds] = await Promise.all([store.views(), store.sent(), store.deeds()])
  return { views, sent, deeds }
}

/** The result, or 2 when it failed and that was said. */
async function said<T>({ cannot }: StoreUse, work: () => Promise<T>): Promise<T | 2> {
  try {
    return await work()
  } catch (error) {
    return cannot(sayFailure(error).replace(/^Cannot /, 'cannot '))
  }
}
