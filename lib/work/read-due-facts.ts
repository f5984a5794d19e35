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

/** With the looks that the views of now may be from. */
export async function readDueFacts(
  asker: Asker & StoreReading,
): Promise<DueFacts & Pick<StoreContents, 'looks'>> {
  const stored = await readStore(asker, ['looks', 'views', 'sent', 'deeds'])
  return { looks: stored.looks, ...dueFacts(stored, asker) }
}

type Held = Pick<StoreContents, 'views' | 'sent' | 'deeds'> & { readonly now: number }

/** Its own views stand apart from those of the others, who only lend it theirs. */
export function dueFacts({ views, sent, deeds, now }: Held, { vantage, settings, freshMs }: Asker): DueFacts {
  const own = views.filter((view) => view.vantage === vantage)
  const others = views.filter((view) => view.vantage !== vantage)
  return { vantage, own, others, sent, deeds, settings, now, freshMs }
}
