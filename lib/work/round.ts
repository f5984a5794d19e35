/** Round: the one order of a vantage's work: look, keep the look, judge, write views, tell in turn, keep the place, beat. */

import { SUSPECTING_MS_MAX, type Turns, untilNextTurnMs } from '../domain/escalation/turns.ts'
import { mayOpenBy } from '../domain/incidents/may-open.ts'
import type { Look } from '../domain/look/look.ts'
import type { Notice } from '../domain/notices/notice.ts'
import type { DeskPlace } from '../domain/people/desk-place.ts'
import type { Settings } from '../domain/settings/settings.ts'
import type { BeaconNodes, Clock, Log, Store } from '../ports.ts'
import { beat } from './beat.ts'
import { type Judged, type JudgeMemory, judgeRound } from './judge-round.ts'
import { keepPlace } from './keep-place.ts'
import { type LookedRound, lookRound } from './look-round.ts'
import { type Paged, type PagingTools, pageDue } from './page-due.ts'

/** What both halves of a vantage's round need, wherever it runs. */
interface RoundBase {
  readonly clock: Clock
  readonly log: Log
  readonly settings: Settings
  readonly settingsHash: string
  readonly vantage: string
  readonly told: (event: RoundEvent) => void
  /** What this process still knows of the vantage's rounds before. */
  readonly memory: RoundMemory
  readonly signal?: AbortSignal
}

interface RoundMemory extends JudgeMemory {
  /** The latest look, for when the store cannot tell. */
  look: Look | null
  /** The place as it was last kept. */
  place: DeskPlace | null
}

export function emptyMemory(): RoundMemory {
  return { look: null, place: null, views: [] }
}

export type RoundEvent =
  | ({ readonly kind: 'look' } & LookedRound)
  | { readonly kind: 'judged'; readonly vantage: string; readonly judged: Judged }
  | { readonly kind: 'notice'; readonly notice: Notice }

/** What the first half needs. */
export interface Looking extends RoundBase {
  readonly nodes: BeaconNodes
  readonly store: Pick<Store, 'latestLook' | 'putLook'>
  /** The nominal instant of the round. */
  readonly at: number
}

/** What the second half needs. */
export interface Judging extends RoundBase {
  readonly store: Store
  readonly turns: Turns
  /** How long a look, a view and a judgement count without being renewed, in milliseconds. */
  readonly freshMs: number
  /** Called only when somebody is to be told, because it may have to read secrets. */
  readonly equip: () => Promise<PagingTools>
  /** Where people are answered here; null for a run that nobody has told. */
  readonly desk: Pick<DeskPlace, 'deskUrl'> | null
  /** Pings the dead man's switch and never throws; null where there is none. */
  readonly ping: (() => Promise<void>) | null
  /** Runs the telling, which may wait for its turn: within the round, unless it is to go on beside later ones. */
  readonly aside?: (tell: () => Promise<void>) => Promise<void>
}

/** A vantage whose look failed still judges what the others have seen. */
export async function playRound(round: Looking & Judging): Promise<void> {
  const { log, signal, vantage } = round
  try {
    await lookHalf(round)
  } catch (error) {
    if (!signal?.aborted) log.warn(`${vantage} look failed`, { because: String(error) })
  }
  if (!signal?.aborted) await judgeHalf(round)
}

/** The first half: one look, kept once. */
export async function lookHalf(round: Looking): Promise<LookedRound> {
  const { memory, signal, told } = round
  const looked = await lookRound({ ...round, remembered: memory.look })
  // What was cut short tells nothing of the nodes.
  if (signal?.aborted) return looked
  memory.look = looked.look
  told({ kind: 'look', ...looked })
  return looked
}

/** The second half, which also runs without the first: judge what all have seen, and tell what is due. */
export async function judgeHalf(round: Judging): Promise<void> {
  const { aside = (tell) => tell() } = round
  const judged = await judgeAndSay(round)
  await aside(() => tell(round, judged))
}

async function judgeAndSay(round: Judging): Promise<Judged> {
  const judged = await judgeRound(round)
  round.told({ kind: 'judged', vantage: round.vantage, judged })
  return judged
}

/** No page waits for the place, and the heart beats only after both. */
async function tell(round: Judging, first: Judged): Promise<void> {
  const { signal, ping, turns } = round
  const { judged, paged } = await pageInTurns(round, first)
  if (signal?.aborted) return
  await keepOwnPlace(round)
  const { looks, facts } = judged
  if (ping) await beat({ ...round, ping, turns, looks, judgedAt: facts.now, facts: paged.facts })
}

interface InTurn {
  readonly judged: Judged
  readonly paged: Paged
}

/**
 * What this vantage suspects, others may have seen by its turn. It judges again in each of its turns until its next
 * round, so that the first in turn of all who suspect tells, and not of those who looked last.
 */
async function pageInTurns(round: Judging, first: Judged): Promise<InTurn> {
  const { clock, settings, signal, turns, vantage } = round
  const place = settings.vantages.findIndex(({ name }) => name === vantage)
  const untilAt = clock.now() + Math.min(settings.cadenceMs, SUSPECTING_MS_MAX)
  let judged = first
  let paged = await pageAndSay(round, judged)
  for (;;) {
    const turnAt = clock.now() + untilNextTurnMs(turns, place, clock.now())
    if (turnAt >= untilAt || !mayOpenBy(turnAt, judged, settings)) return { judged, paged }
    await clock.sleep(turnAt - clock.now(), signal)
    if (signal?.aborted) return { judged, paged }
    judged = await judgeAndSay(round)
    paged = await pageAndSay(round, judged)
  }
}

async function pageAndSay(round: Judging, { looks, facts }: Judged): Promise<Paged> {
  const paged = await pageDue({ ...round, looks, facts })
  for (const notice of paged.messages.flatMap(({ notices }) => notices))
    round.told({ kind: 'notice', notice })
  return paged
}

/** Where the desk is, if this run was told; what is kept already costs nothing. */
export async function keepOwnPlace(
  round: Pick<Judging, 'clock' | 'log' | 'store' | 'vantage' | 'settingsHash' | 'desk' | 'memory'>,
): Promise<void> {
  const { vantage, settingsHash, desk, memory } = round
  if (desk === null) return
  memory.place = await keepPlace({ ...round, own: { vantage, settingsHash, ...desk }, kept: memory.place })
}
