/** Item store: the store of looks, views, claims, records, deeds and places over one table, on any engine. */

import type { View } from '../../domain/incidents/incident.ts'
import type { Deed } from '../../domain/people/deed.ts'
import type { DeskPlace } from '../../domain/people/desk-place.ts'
import type { Sent } from '../../domain/people/record.ts'
import type { Clock, Store } from '../../ports.ts'
import type { Item, Items, QueryOptions } from './items.ts'
import {
  DEEDS,
  deedItem,
  isReadable,
  lookItem,
  lookPartition,
  PHONE,
  PLACES,
  phoneItem,
  phonePrefix,
  placeItem,
  readBody,
  readLook,
  readTry,
  SENT,
  sentItem,
  sentPrefix,
  tryItem,
  tryKey,
  VIEWS,
  viewItem,
} from './stored-nouns.ts'

/** How many looks are tried for a readable one, while a newer release writes looks that this one cannot read. */
const LOOKS_TRIED_MAX = 16

/** It keeps nothing in memory: what it answers after a restart is what it answered before. */
export function itemStore(items: Items, clock: Pick<Clock, 'now'>): Store {
  async function readAll<Noun>(pk: string, options: QueryOptions = {}): Promise<readonly Noun[]> {
    const found = await items.query(pk, options)
    return Promise.all(found.filter((item) => isReadable(item, clock.now())).map(readBody<Noun>))
  }

  return {
    async putLook(look) {
      return (await items.put(await lookItem(look), { kind: 'absent' })) ? 'stored' : 'already'
    },
    async latestLook(vantage) {
      const newest = await newestReadable(items, lookPartition(vantage), clock.now())
      return newest === null ? null : readLook(newest)
    },
    async putView(view) {
      const written = await items.put(await viewItem(view), { kind: 'newer', attribute: 'asOf' })
      return written ? 'stored' : 'older'
    },
    views: () => readAll<View>(VIEWS),
    async lastTry(claim) {
      const found = await items.get(...tryKey(claim))
      return found !== null && isReadable(found, clock.now()) ? readTry(found) : null
    },
    claim: (one) => items.put(tryItem(one), { kind: 'lapsed', attribute: 'standsUntil', at: one.at }),
    async amendTry(claimed, now) {
      await items.put(tryItem(now), { kind: 'lapsed', attribute: 'standsUntil', at: claimed.standsUntil })
    },
    async record(sent) {
      await items.put(sentItem(sent), { kind: 'absent' })
      if (sent.texting !== 'none') await items.put(phoneItem(sent), { kind: 'absent' })
    },
    sent: () => readAll<Sent>(SENT),
    async sentAbout(about) {
      const found = about.map((one) => readAll<Sent>(SENT, { prefix: sentPrefix(one) }))
      return (await Promise.all(found)).flat()
    },
    sentToPhone: (contact, limit) =>
      readAll<Sent>(PHONE, {
        prefix: phonePrefix(contact),
        latestFirst: true,
        ...(limit === undefined ? {} : { limit }),
      }),
    async putDeed(deed) {
      await items.put(deedItem(deed), { kind: 'absent' })
    },
    deeds: () => readAll<Deed>(DEEDS),
    async putPlace(place) {
      const written = await items.put(placeItem(place), { kind: 'newer', attribute: 'asOf' })
      return written ? 'stored' : 'older'
    },
    places: () => readAll<DeskPlace>(PLACES),
    close: () => items.close(),
  }
}

/** Asks for one item, and for more only if that one is not readable: a look can be the most of a page. */
async function newestReadable(items: Items, pk: string, now: number): Promise<Item | null> {
  for (const limit of [1, LOOKS_TRIED_MAX]) {
    const newest = await items.query(pk, { latestFirst: true, limit })
    const readable = newest.find((item) => isReadable(item, now))
    if (readable !== undefined) return readable
    if (newest.length < limit) return null
  }
  return null
}
