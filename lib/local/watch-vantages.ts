/** Watch vantages: every vantage plays its rounds on its own, in one process, until it is told to stop. */

import type { Settings } from '../domain/settings/settings.ts'
import type { BeaconNodes, Clock, Log, Pager, Store } from '../ports.ts'
import { type ReadLinkKeys, readLinks } from '../work/read-links.ts'
import {
  emptyMemory,
  type Judging,
  keepOwnPlace,
  type Looking,
  playRound,
  type RoundEvent,
} from '../work/round.ts'
import { localFreshMs, localTurns } from './local-pace.ts'

interface WatchOptions {
  readonly clock: Clock
  readonly settings: Settings
  readonly settingsHash: string
  readonly store: Store
  readonly pager: Pager
  readonly linkKeys: ReadLinkKeys
  /** Where people are answered; the same desk for every vantage. */
  readonly deskUrl: string
  readonly log: Log
  /** What each vantage has of its own. */
  readonly toolsOf: (vantage: string) => VantageTools
  readonly signal: AbortSignal
  /** Rounds of each vantage; unlimited unless given. */
  readonly rounds?: number
  readonly told: (event: RoundEvent) => void
}

interface VantageTools {
  /** The nodes as this vantage reaches them. */
  readonly nodes: BeaconNodes
  /** Pings the dead man's switch; null where there is none. */
  readonly ping: Judging['ping']
}

/** Runs until the signal is aborted or every vantage has had its rounds. */
export async function watchVantages(options: WatchOptions): Promise<void> {
  const { settings } = options
  const vantages = settings.vantages.map(({ name }) => watchedFrom(options, name))
  // The first page of any of them has links to this desk, and to none of an earlier run.
  await Promise.all(vantages.map(({ round }) => keepOwnPlace(round)))
  await Promise.all(vantages.map((vantage, place) => watchFrom(options, vantage, place)))
}

interface WatchedFrom {
  readonly round: Omit<Looking, 'at'> & Judging
  /** Ends when nothing is being told any more. */
  readonly toldAll: () => Promise<void>
}

/** A round of the vantage, but for its instant. */
function watchedFrom(options: WatchOptions, vantage: string): WatchedFrom {
  const { settings, pager, deskUrl } = options
  const { aside, toldAll } = tellingAside(options, vantage)
  const equip = async () => ({ pager, links: await readLinks({ ...options, vantage }) })
  const round = {
    ...options,
    ...options.toolsOf(vantage),
    vantage,
    freshMs: localFreshMs(settings),
    turns: localTurns(settings),
    equip,
    desk: { deskUrl },
    memory: emptyMemory(),
    aside,
  }
  return { round, toldAll }
}

async function watchFrom(
  options: WatchOptions,
  { round, toldAll }: WatchedFrom,
  place: number,
): Promise<void> {
  const { clock, signal, settings, rounds = Number.POSITIVE_INFINITY } = options
  const offsetMs = (place * settings.cadenceMs) / settings.vantages.length
  let at = clock.now()
  for (let count = 0; !signal.aborted && count < rounds; count++) {
    if (count > 0) await clock.sleep(at - clock.now(), signal)
    if (signal.aborted) break
    const instant = at
    await guarded(options, `${round.vantage} judge`, () => playRound({ ...round, at: instant }))
    at = nextInstant(Math.max(at, clock.now()), settings.cadenceMs, offsetMs)
  }
  await toldAll()
}

/** The next of this vantage's instants: they lie evenly between those of the others. */
function nextInstant(after: number, cadenceMs: number, offsetMs: number): number {
  return (Math.floor((after - offsetMs) / cadenceMs) + 1) * cadenceMs + offsetMs
}

/** The next look does not wait for a turn or for a channel; and what is still being told is not told twice. */
function tellingAside(options: WatchOptions, vantage: string) {
  let telling: Promise<void> | null = null
  return {
    async aside(tell: () => Promise<void>) {
      telling ??= guarded(options, `${vantage} page`, tell).finally(() => {
        telling = null
      })
    },
    toldAll: async () => {
      await telling
    },
  }
}

/** What fails here is said and tried again in the next round: a watcher must outlive its own troubles. */
async function guarded(
  { signal, log }: WatchOptions,
  what: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!signal.aborted) log.warn(`${what} failed`, { because: String(error) })
  }
}
