/** Duties: what Watchfire must have done to be called alive; the heartbeat beats only while nothing of it is left undone. */

import type { NoticeKind } from '../kinds/notice-kind.ts'
import type { Subject } from '../kinds/subject.ts'
import { keyOf } from '../kinds/subject.ts'
import type { Look } from '../look/look.ts'
import type { StepName } from '../people/step-name.ts'
import type { Settings } from '../settings/settings.ts'
import { sayDuration, sayInstant } from '../text/time.ts'

/** Something that somebody should have been told, and no record says that it was sent. */
export interface Overdue {
  /** The incident's short id. */
  readonly incident: string
  readonly kind: NoticeKind
  readonly subject: Subject
  readonly step: StepName
  readonly contact: string
  readonly dueAt: number
}

export interface DutyFacts {
  readonly settings: Pick<Settings, 'vantages'>
  readonly now: number
  /** What was due so long ago that every vantage has had turns enough since. */
  readonly overdue: readonly Overdue[]
  /** The latest look of each vantage. */
  readonly looks: readonly Look[]
  /** How long a look counts, and a judgement. */
  readonly freshMs: number
  /** When this vantage last judged; null if it never did. */
  readonly judgedAt: number | null
}

/** Each duty that is not done, as a sentence; none when all is well. */
export function failedDuties(facts: DutyFacts): readonly string[] {
  return [...undoneJudgement(facts), ...missingLooks(facts), ...facts.overdue.map((one) => sayOverdue(one))]
}

function undoneJudgement({ judgedAt, now, freshMs }: DutyFacts): readonly string[] {
  if (judgedAt === null) return ['nothing has been judged yet']
  return now - judgedAt <= freshMs ? [] : [`nothing has been judged since ${sayInstant(judgedAt)}`]
}

/** At least half of the vantages: with fewer, Watchfire itself says that it is blind. */
function missingLooks({ settings, looks, now, freshMs }: DutyFacts): readonly string[] {
  const fresh = settings.vantages.filter(({ name }) =>
    looks.some((look) => look.vantage === name && now - look.at <= freshMs),
  )
  const all = settings.vantages.length
  if (fresh.length * 2 >= all) return []
  return [`${fresh.length} of ${all} vantages have looked within ${sayDuration(freshMs)}, expected half`]
}

function sayOverdue({ step, kind, subject, incident, contact, dueAt }: Overdue): string {
  return `${step} of ${keyOf({ kind, subject })} (${incident}) is due to ${contact} since ${sayInstant(dueAt)} and was not sent`
}
