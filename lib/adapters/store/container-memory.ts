/** Container memory: what one process still knows when no replica answers, so that it can page all the same. */
import type { Look } from '../../domain/look/look.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { HOUR_MS } from '../../domain/text/time.ts'
import type { Clock, Store } from '../../ports.ts'
import { itemStore } from './item-store.ts'
import { memoryItems } from './memory-items.ts'

/** Where the settings repeat nothing. */
const SPARING_MS_ELSE = HOUR_MS

/** A store that lasts as long as the process and gives no contact two notices of one subject within a repeat. */
export function containerMemory(
  clock: Pick<Clock, 'now'>,
  { escalation }: Pick<Settings, 'escalation'>,
): Store {
  const store = itemStore(memoryItems(clock), clock)
  const sparingMs = escalation.critical.repeatEveryMs ?? SPARING_MS_ELSE
  const looks = new Map<string, Look>()
  return {
    ...store,
    async putLook(look) {
      const held = looks.get(look.vantage)
      if (held && held.at >= look.at) return 'already'
      looks.set(look.vantage, look)
      return 'stored'
    },
    latestLook: async (vantage) => looks.get(vantage) ?? null,
    async claim(claim) {
      const wasTold = (await store.sent()).some(
        ({ kind, subject, contact, at }) =>
          kind === claim.kind &&
          subject === claim.subject &&
          contact === claim.contact &&
          claim.at - at < sparingMs,
      )
      return !wasTold && store.claim(claim)
    },
  }
}

/** The store, with a copy in memory of what a judge would miss, and with the looks that only memory has. */
export function remembering(store: Store, memory: Store): Store {
  return {
    ...store,
    async latestLook(vantage) {
      const [stored, handed] = await Promise.all([store.latestLook(vantage), memory.latestLook(vantage)])
      return stored && stored.at >= (handed?.at ?? 0) ? stored : handed
    },
    views: () => copied(store.views(), memory.putView),
    sent: () => copied(store.sent(), memory.record),
    sentAbout: (about) => copied(store.sentAbout(about), memory.record),
    sentToPhone: (contact, limit) => copied(store.sentToPhone(contact, limit), memory.record),
    deeds: () => copied(store.deeds(), memory.putDeed),
    places: () => copied(store.places(), memory.putPlace),
    async putView(view) {
      await memory.putView(view)
      return store.putView(view)
    },
    async record(sent) {
      await memory.record(sent)
      await store.record(sent)
    },
    /** Only what a replica took is remembered: a place that nobody else finds is not kept. */
    async putPlace(place) {
      const outcome = await store.putPlace(place)
      await memory.putPlace(place)
      return outcome
    },
  }
}

async function copied<Noun>(
  reading: Promise<readonly Noun[]>,
  keep: (noun: Noun) => Promise<unknown>,
): Promise<readonly Noun[]> {
  const found = await reading
  await Promise.all(found.map(keep))
  return found
}
