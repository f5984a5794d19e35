/** Judge round: one vantage reads what all have seen, judges it afresh, and writes its own views. */
import type { View } from '../domain/incidents/incident.ts'
import { nextViews, type Step } from '../domain/incidents/next-views.ts'
import type { Look } from '../domain/look/look.ts'
import type { Settings } from '../domain/settings/settings.ts'
import { judge } from '../domain/verdicts/judge.ts'
import type { Verdicts } from '../domain/verdicts/verdict.ts'
import type { Clock, Store } from '../ports.ts'

interface JudgeRound {
  readonly clock: Clock
  readonly store: Store
  readonly settings: Settings
  readonly vantage: string
  /** How long a look counts, in milliseconds. */
  readonly freshMs: number
}

export interface Judged {
  readonly now: number
  /** The latest look of each vantage that ever looked. */
  readonly looks: readonly Look[]
  readonly verdicts: Verdicts
  readonly steps: readonly Step[]
  /** This vantage's views after the judgement. */
  readonly views: readonly View[]
}

/** Facts in, views out; judging twice changes nothing. */
export async function judgeRound({ clock, store, settings, vantage, freshMs }: JudgeRound): Promise<Judged> {
  const found = await Promise.all(settings.vantages.map(({ name }) => store.latestLook(name)))
  const looks = found.filter((look) => look !== null)
  const before = await store.views()
  const now = clock.now()
  const own = before.filter((view) => view.vantage === vantage)
  const others = before.filter((view) => view.vantage !== vantage)
  const verdicts = judge(looks, settings, { now, freshMs })
  const steps = nextViews(verdicts, { vantage, own, others, settings, now })
  await Promise.all(steps.map(({ view }) => store.putView(view)))
  const stepped = new Map(steps.map(({ view }) => [`${view.kind} ${view.subject}`, view]))
  const kept = own.filter((view) => !stepped.has(`${view.kind} ${view.subject}`))
  return { now, looks, verdicts, steps, views: [...kept, ...stepped.values()] }
}
