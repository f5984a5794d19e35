/** Judge round: one vantage reads what all have seen, judges it afresh, and writes its own views. */

import type { DueFacts } from '../domain/escalation/due-facts.ts'
import type { View } from '../domain/incidents/incident.ts'
import { heldOpen, nextViews, type ViewStep } from '../domain/incidents/next-views.ts'
import { isWorthKeeping, newestOf } from '../domain/incidents/worth-keeping.ts'
import { keyOf } from '../domain/kinds/subject.ts'
import type { Look } from '../domain/look/look.ts'
import { vantageClock } from '../domain/look/vantage-clock.ts'
import type { Settings } from '../domain/settings/settings.ts'
import { judge } from '../domain/verdicts/judge.ts'
import type { Verdicts } from '../domain/verdicts/verdict.ts'
import type { Clock, Store } from '../ports.ts'
import { knownFacts } from './read-due-facts.ts'
import { readRecords } from './read-records.ts'
import { readStore } from './read-store.ts'

interface JudgeRound {
  readonly clock: Clock
  readonly store: Store
  readonly settings: Settings
  readonly vantage: string
  /** How long a look counts, in milliseconds. */
  readonly freshMs: number
  /** What this process still knows of the round before. */
  readonly memory?: JudgeMemory
}

export interface JudgeMemory {
  /** This vantage's views as they were judged last; not every one of them was worth writing. */
  views: readonly View[]
}

export interface Judged {
  /** The latest look of each vantage that ever looked. */
  readonly looks: readonly Look[]
  readonly verdicts: Verdicts
  readonly steps: readonly ViewStep[]
  /** What decides what is due; its own views are those after the judgement, which need not be read back. */
  readonly facts: DueFacts
}

/** How far this vantage's own clock is known to be wrong: what others have seen is judged by the time that most have. */
function aheadMs(looks: readonly Look[], vantage: string): number {
  const own = looks.find((look) => look.vantage === vantage)
  const clock = own === undefined ? null : vantageClock(own)
  return clock?.isOff === true ? (clock.aheadMs ?? 0) : 0
}

/** Facts in, views out; judging twice changes nothing. */
export async function judgeRound(round: JudgeRound): Promise<Judged> {
  const { store, settings, vantage, freshMs } = round
  const stored = await readStore(round, ['looks', 'views', 'deeds'])
  const { looks } = stored
  const now = stored.now - aheadMs(looks, vantage)
  const before = knownFacts({ ...stored, now }, round)
  const { others } = before
  const own = newestOf(before.own, round.memory?.views ?? [])
  const verdicts = judge(looks, settings, { now, freshMs, held: heldOpen(own) })
  const steps = nextViews(verdicts, { vantage, own, others, settings, now, freshMs })
  const written = new Map(before.own.map((view) => [keyOf(view), view]))
  const changed = steps.filter(({ view }) => isWorthKeeping(written.get(keyOf(view)), view, { now, freshMs }))
  await Promise.all(changed.map(({ view }) => store.putView(view)))
  const stepped = new Map(steps.map(({ view }) => [keyOf(view), view]))
  const kept = own.filter((view) => !stepped.has(keyOf(view)))
  const known = { ...before, own: [...kept, ...stepped.values()] }
  if (round.memory) round.memory.views = known.own
  return { looks, verdicts, steps, facts: { ...known, sent: await readRecords(store, known) } }
}
