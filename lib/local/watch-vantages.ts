/** Watch vantages: every vantage looks, judges and pages on its own, in one process, until it is told to stop. */

import type { Look } from '../domain/look/look.ts'
import type { Notice } from '../domain/notices/notice.ts'
import type { Deed } from '../domain/people/deed.ts'
import type { Settings } from '../domain/settings/settings.ts'
import { freshnessMs } from '../domain/verdicts/voters.ts'
import type { BeaconNodes, Clock, Log, Store } from '../ports.ts'
import { type Judged, judgeRound } from '../work/judge-round.ts'
import { lookAround } from '../work/look-around.ts'
import { type PagingTools, pageDue } from '../work/page-due.ts'

interface WatchOptions {
  readonly clock: Clock
  readonly settings: Settings
  readonly settingsHash: string
  readonly store: Store
  readonly tools: PagingTools
  readonly log: Log
  /** The nodes as each vantage reaches them. */
  readonly nodesFrom: (vantage: string) => BeaconNodes
  readonly signal: AbortSignal
  /** Rounds of each vantage; unlimited unless given. */
  readonly rounds?: number
  readonly told: (event: WatchEvent) => void
}

export type WatchEvent =
  | { readonly kind: 'look'; readonly look: Look }
  | {
      readonly kind: 'judged'
      readonly vantage: string
      readonly judged: Judged
      readonly deeds: readonly Deed[]
    }
  | { readonly kind: 'notice'; readonly notice: Notice }

/** In one process records travel at once, so turns can be short. */
const TURN_MS = 1_000

/** Nothing but the cadence delays a look here. */
const SCHEDULE_SLACK_MS = 0

/** Runs until the signal is aborted or every vantage has had its rounds. */
export async function watchVantages(options: WatchOptions): Promise<void> {
  await Promise.all(options.settings.vantages.map(({ name }, place) => watchFrom(options, name, place)))
}

async function watchFrom(options: WatchOptions, vantage: string, place: number): Promise<void> {
  const { clock, signal, settings, store } = options
  const memory: Memory = {
    previous: await store.latestLook(vantage),
    paging: Promise.resolve(),
    isPaging: false,
  }
  const offsetMs = (place * settings.cadenceMs) / settings.vantages.length
  let at = clock.now()
  for (let round = 0; !signal.aborted && round < (options.rounds ?? Number.POSITIVE_INFINITY); round++) {
    if (round > 0) await clock.sleep(at - clock.now(), signal)
    if (signal.aborted) break
    await lookAndJudge(options, { vantage, at }, memory)
    at = nextInstant(Math.max(at, clock.now()), settings.cadenceMs, offsetMs)
  }
  await memory.paging
}

/** The next of this vantage's instants: they lie evenly between those of the others. */
function nextInstant(after: number, cadenceMs: number, offsetMs: number): number {
  return (Math.floor((after - offsetMs) / cadenceMs) + 1) * cadenceMs + offsetMs
}

interface Memory {
  previous: Look | null
  paging: Promise<void>
  isPaging: boolean
}

/** What fails here is said and tried again in the next round: a watcher must outlive its own troubles. */
async function lookAndJudge(
  options: WatchOptions,
  round: { vantage: string; at: number },
  memory: Memory,
): Promise<void> {
  await guarded(options, `${round.vantage} look`, () => look(options, round, memory))
  await guarded(options, `${round.vantage} judge`, () => judgeAndPage(options, round.vantage, memory))
}

async function guarded(options: WatchOptions, what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!options.signal.aborted) options.log.warn(`${what} failed`, { because: String(error) })
  }
}

async function look(
  options: WatchOptions,
  { vantage, at }: { vantage: string; at: number },
  memory: Memory,
): Promise<void> {
  const { clock, settings, settingsHash, store } = options
  const nodes = options.nodesFrom(vantage)
  const seen = await lookAround({
    clock,
    nodes,
    settings,
    settingsHash,
    vantage,
    at,
    previous: memory.previous,
  })
  if (options.signal.aborted) return
  memory.previous = seen
  await store.putLook(seen)
  options.told({ kind: 'look', look: seen })
}

async function judgeAndPage(options: WatchOptions, vantage: string, memory: Memory): Promise<void> {
  if (options.signal.aborted) return
  const { clock, settings, store } = options
  const judged = await judgeRound({ clock, store, settings, vantage, freshMs: freshFor(settings) })
  options.told({ kind: 'judged', vantage, judged, deeds: await store.deeds() })
  if (memory.isPaging) return
  memory.isPaging = true
  memory.paging = guarded(options, `${vantage} page`, () => page(options, vantage, judged)).finally(() => {
    memory.isPaging = false
  })
}

/** How long a look or a view counts here without being renewed, in milliseconds. */
export function freshFor({ cadenceMs }: Settings): number {
  return freshnessMs(cadenceMs, SCHEDULE_SLACK_MS)
}

async function page(options: WatchOptions, vantage: string, judged: Judged): Promise<void> {
  const { clock, settings, store, tools, log, signal } = options
  const turns = { lengthMs: TURN_MS, count: settings.vantages.length }
  const sent = await pageDue({
    clock,
    store,
    equip: async () => tools,
    log,
    settings,
    vantage,
    turns,
    freshMs: freshFor(settings),
    looks: judged.looks,
    signal,
  })
  for (const notice of sent.flatMap(({ notices }) => notices)) options.told({ kind: 'notice', notice })
}
