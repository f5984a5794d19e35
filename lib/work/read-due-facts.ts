/** Read due facts: what decides what is due to whom, as one vantage reads it from the store. */

import type { DueFacts } from '../domain/escalation/due-facts.ts'
import type { View } from '../domain/incidents/incident.ts'
import { newestOf } from '../domain/incidents/worth-keeping.ts'
import type { Settings } from '../domain/settings/settings.ts'
import type { Store } from '../ports.ts'
import { readRecords } from './read-records.ts'
import { readStore, type StoreContents, type StoreReading } from './read-store.ts'

interface Asker {
  readonly vantage: string
  readonly settings: Settings
  /** How long a view counts without being renewed, in milliseconds. */
  readonly freshMs: number
  /** Its own views as it judged them last, where it has judged; not all of them were written. */
  readonly judged?: readonly View[]
}

/** With the looks that the views of now may be from. */
export async function readDueFacts(
  asker: Asker & StoreReading & { readonly store: Pick<Store, 'sentAbout' | 'sentToPhone'> },
): Promise<DueFacts & Pick<StoreContents, 'looks'>> {
  const { looks, ...stored } = await readStore(asker, ['looks', 'views', 'deeds'])
  const facts = knownFacts(stored, asker)
  return { looks, ...facts, sent: await readRecords(asker.store, facts) }
}

type Held = Pick<StoreContents, 'views' | 'deeds'> & { readonly now: number }

/** Its own views stand apart from those of the others, who only lend it theirs. */
export function knownFacts(
  { views, deeds, now }: Held,
  { vantage, settings, freshMs, judged = [] }: Asker,
): Omit<DueFacts, 'sent'> {
  const own = newestOf(
    views.filter((view) => view.vantage === vantage),
    judged,
  )
  const others = views.filter((view) => view.vantage !== vantage)
  return { vantage, own, others, deeds, settings, now, freshMs }
}
