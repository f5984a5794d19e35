/** Truth: what really happens in a night, so that every notice can be held to it. */
import type { Message, Notice } from '../../../lib/domain/notices/notice.ts'
import { MINUTE_MS } from '../../../lib/domain/text/time.ts'

/** One thing that really happens, and what may be said of it. */
export interface Truth {
  readonly what: string
  readonly from: number
  readonly to: number
  readonly subjects: readonly string[]
  readonly kinds: readonly string[]
  /** Too long for nobody to be told. */
  readonly mustBeTold: boolean
}

/** What has ended is told for as long as it clears, and a step may still be due. */
const ECHO_MS = 20 * MINUTE_MS

/** Notices that page critically, or are about something that did not happen. */
export function liesIn(messages: readonly Message[], truths: readonly Truth[]): string[] {
  return messages.flatMap((message) =>
    message.notices
      .filter(
        (notice) => notice.severity === 'critical' || !truths.some((truth) => fits(truth, notice, message)),
      )
      .map((notice) => `${new Date(message.at).toISOString()} ${sayNotice(notice)}`),
  )
}

/** What had to be told and was not. */
export function silencesIn(messages: readonly Message[], truths: readonly Truth[]): string[] {
  return truths
    .filter((truth) => truth.mustBeTold)
    .filter(
      (truth) => !messages.some((message) => message.notices.some((notice) => fits(truth, notice, message))),
    )
    .map(({ what }) => `nobody was told: ${what}`)
}

function fits({ from, to, subjects, kinds }: Truth, notice: Notice, { at }: Message): boolean {
  return from <= at && at <= to + ECHO_MS && kinds.includes(notice.kind) && subjects.includes(notice.subject)
}

function sayNotice({ reason, severity, kind, subject, title }: Notice): string {
  return `${reason} ${severity} ${kind} ${subject}: ${title}`
}
