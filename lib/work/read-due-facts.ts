/** Read due facts: what decides what is due to whom, as one vantage reads it from the store. */

import type { DueFacts } from '../domain/escalation/due-facts.ts'
import type { Settings } from '../domain/settings/settings.ts'
import { readStore, type StoreContents, type StoreReading } from './read-store.ts'

interface Asker {
  readonly vantage: string
  readonly settings: Settings
  /** How long a view counts without being renewed, in milliseconds. */
  readonly freshMs: number
}

export async function readDueFacts(asker: Asker & StoreReading): Promise<DueFacts> {
  return dueFacts(await readStore(asker, ['views', 'sent', 'deeds']), asker)
}

type Held = Pick<StoreContents, 'views' | 'sent' | 'deeds'> & { readonly now: number }

/** Its own views stand apart from those of the others, who only lend it theirs. */
export function dueFacts({ views, sent, deeds, now }: Held, { vantage, settings, freshMs }: Asker): DueFacts {
  const own = views.filter((view) => view.vantage === vantage)
  const others = views.filter((view) => view.vantage !== vantage)
  return { vantage, own, others, sent, deeds, settings, now, freshMs }
}
