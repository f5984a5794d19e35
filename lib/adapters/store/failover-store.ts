/** Failover store: several places that hold the same facts as one store, which asks the first one that answers. */
import type { Clock, Log, Store } from '../../ports.ts'

/** One place, with its name for the log. */
export interface Replica {
  readonly name: string
  readonly store: Store
}

interface FailoverOptions {
  /** In the order in which they are asked. */
  readonly replicas: readonly Replica[]
  readonly clock: Clock
  readonly log: Log
}

interface FailoverStore extends Store {
  /** The name of the replica that is asked now. */
  inUse(): string
}

/** How long one call to one replica may take: a healthy one on another continent needs less than half. */
export const CALL_MS_MAX = 3_000

/**
 * A replica that fails once is not asked again, so that what a run reads and writes is of one place; make one
 * store a run. What was under way at a replica that was too slow may still be written there, which is harmless:
 * every item has one writer or is written once.
 */
export function failoverStore({ replicas, clock, log }: FailoverOptions): FailoverStore {
  let place = 0

  async function ask<T>(call: (store: Store) => Promise<T>): Promise<T> {
    for (;;) {
      const asked = place
      const { name, store } = replicas[asked]!
      try {
        return await inTime(call(store), clock)
      } catch (error) {
        if (asked === replicas.length - 1) throw error
        log.warn('replica does not answer', { replica: name, because: String(error) })
        place = Math.max(place, asked + 1)
      }
    }
  }

  return {
    inUse: () => replicas[place]!.name,
    putLook: (look) => ask((store) => store.putLook(look)),
    latestLook: (vantage) => ask((store) => store.latestLook(vantage)),
    putView: (view) => ask((store) => store.putView(view)),
    views: () => ask((store) => store.views()),
    lastTry: (claim) => ask((store) => store.lastTry(claim)),
    claim: (one) => ask((store) => store.claim(one)),
    amendTry: (claimed, now) => ask((store) => store.amendTry(claimed, now)),
    record: (sent) => ask((store) => store.record(sent)),
    sent: () => ask((store) => store.sent()),
    sentAbout: (about) => ask((store) => store.sentAbout(about)),
    sentToPhone: (contact, limit) => ask((store) => store.sentToPhone(contact, limit)),
    putDeed: (deed) => ask((store) => store.putDeed(deed)),
    deeds: () => ask((store) => store.deeds()),
    putPlace: (place) => ask((store) => store.putPlace(place)),
    places: () => ask((store) => store.places()),
    async close() {
      await Promise.all(replicas.map(({ store }) => store.close()))
    },
  }
}

async function inTime<T>(work: Promise<T>, clock: Clock): Promise<T> {
  const done = new AbortController()
  const late = clock.sleep(CALL_MS_MAX, done.signal).then(() => {
    throw new Error(`no answer within ${CALL_MS_MAX} ms`)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    done.abort()
  }
}
