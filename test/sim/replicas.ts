/** Replicas: one table's copies in several Regions, where what is written in one is seen in the others only later. */

import type { View } from '../../lib/domain/incidents/incident.ts'
import type { Deed } from '../../lib/domain/people/deed.ts'
import type { Claim, Sent, Try } from '../../lib/domain/people/record.ts'
import type { Clock, Store } from '../../lib/ports.ts'

/** A fact, with the instant from which each Region sees it. */
interface Fact<Noun> {
  readonly noun: Noun
  readonly seenFrom: ReadonlyMap<string, number>
}

interface Replicas {
  /** The copy in one Region. */
  storeIn(region: string): Store
}

/** `lagMs` is asked for every item and every way anew. */
export function replicas(
  regions: readonly string[],
  {
    clock,
    lagMs,
  }: { readonly clock: Pick<Clock, 'now'>; readonly lagMs: (from: string, to: string) => number },
): Replicas {
  const views: Fact<View>[] = []
  const sent: Fact<Sent>[] = []
  const deeds: Fact<Deed>[] = []
  const claims = new Map<string, Try>()

  function write<Noun>(facts: Fact<Noun>[], noun: Noun, from: string): void {
    const seenFrom = regions.map((to) => [to, clock.now() + (to === from ? 0 : lagMs(from, to))] as const)
    facts.push({ noun, seenFrom: new Map(seenFrom) })
  }

  function read<Noun>(facts: readonly Fact<Noun>[], region: string): Noun[] {
    return facts.filter(({ seenFrom }) => seenFrom.get(region)! <= clock.now()).map(({ noun }) => noun)
  }

  function storeIn(region: string): Store {
    return {
      putLook: async () => 'stored',
      latestLook: async () => null,
      async putView(view) {
        write(views, view, region)
        return 'stored'
      },
      views: async () => newestOfEach(read(views, region)),
      lastTry: async (claim) => claims.get(`${region} ${claimKey(claim)}`) ?? null,
      async claim(one) {
        const key = `${region} ${claimKey(one)}`
        if ((claims.get(key)?.standsUntil ?? 0) > one.at) return false
        claims.set(key, one)
        return true
      },
      async amendTry(claimed, now) {
        const key = `${region} ${claimKey(claimed)}`
        if (claims.get(key)!.standsUntil <= claimed.standsUntil) claims.set(key, now)
      },
      record: async (one) => write(sent, one, region),
      sent: async () => read(sent, region),
      sentAbout: async (about) =>
        read(sent, region).filter((one) =>
          about.some(({ kind, subject }) => one.kind === kind && one.subject === subject),
        ),
      sentToPhone: async (contact, limit) =>
        read(sent, region)
          .filter((one) => one.contact === contact && one.texting !== 'none')
          .toSorted((a, b) => b.at - a.at)
          .slice(0, limit),
      putDeed: async (deed) => write(deeds, deed, region),
      deeds: async () => read(deeds, region),
      putPlace: async () => 'stored',
      places: async () => [],
      close: async () => undefined,
    }
  }

  return { storeIn }
}

/** Each vantage's view of a subject is one item, which its newest writing replaces. */
function newestOfEach(views: readonly View[]): View[] {
  const oldestFirst = views.toSorted((a, b) => a.asOf - b.asOf)
  return [
    ...new Map(oldestFirst.map((view) => [`${view.vantage} ${view.kind} ${view.subject}`, view])).values(),
  ]
}

function claimKey({ kind, subject, since, step, contact, vantage }: Claim): string {
  return [kind, subject, since, step, contact, vantage].join(' ')
}
