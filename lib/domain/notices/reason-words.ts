/** Reason words: why somebody is told now, who was told before, and who answered. */
import type { IncidentDue } from '../escalation/due.ts'
import { clean } from '../text/clean.ts'
import { listed } from '../text/lists.ts'
import { sayDuration, sayWhen } from '../text/time.ts'
import type { NoticeInput } from './notice-input.ts'
import { sayWhenTo } from './reader-time.ts'

const ASKED_LETTERS = 200

/** None where it is plain from the title. */
export function sayReason(input: NoticeInput): readonly string[] {
  const { view, now, due } = input
  const open = `Still open after ${sayDuration(now - view.since)}.`
  switch (due.reason) {
    case 'escalated':
      return [`Escalated to you, step ${due.step}.${sayAsked(due)} ${sayAnswers(input)}`]
    case 'handover':
      return [`The rotation has passed to you while this lasts: it is yours now. ${sayAnswers(input)}`]
    case 'ack-expired':
      return takenBack(due) ? [`${open}${sayTakenBack(due)}`] : [`${open} ${sayAnswers(input)}`]
    case 'repeat':
      return [`${open} ${sayAnswers(input)}`]
    case 'worse':
      return [`It has become worse: now ${view.severity}. ${sayAnswers(input)}`]
    case 'opening':
      return []
    case 'close':
    case 'resolve':
      return view.isUnwatched
        ? [
            'The settings no longer name what this was about: it is not watched any more, which does not mean that it is well.',
          ]
        : []
  }
}

type AnswersSoFar = Pick<IncidentDue, 'acknowledged' | 'escalatedBy' | 'nobodyLeft'>

/** Whether the acknowledgement ended because somebody asked for more people, and not by the clock. */
export function takenBack({ acknowledged, escalatedBy }: AnswersSoFar): boolean {
  return acknowledged !== undefined && escalatedBy !== undefined && acknowledged.until === escalatedBy.at
}

function sayTakenBack({ acknowledged, nobodyLeft, ...due }: AnswersSoFar): string {
  const who = acknowledged?.by ?? 'whoever had it'
  const left = nobodyLeft
    ? ' Nobody is left to tell: there is no further step, so those who were told are told again.'
    : ''
  return `${sayAsked(due)} That has ended the acknowledgement of ${who}.${left}`
}

function sayAsked({ escalatedBy }: Pick<AnswersSoFar, 'escalatedBy'>): string {
  if (escalatedBy === undefined) return ''
  const { who, reason } = escalatedBy
  return ` ${who} asked for more people${reason === undefined ? '' : `: "${clean(reason, ASKED_LETTERS)}"`}.`
}

/** Who has answered so far, or who has not. */
function sayAnswers(input: NoticeInput): string {
  const { now, due } = input
  const { toldBefore, acknowledged } = due
  const told = [...Map.groupBy(toldBefore, ({ contact }) => contact)].map(
    ([contact, each]) => `${contact} (since ${sayWhen(Math.min(...each.map(({ at }) => at)), now)})`,
  )
  if (acknowledged === undefined) {
    return told.length === 0
      ? 'Nobody has acknowledged it.'
      : `Told before you, and nobody has acknowledged it: ${listed(told)}.`
  }
  const { by, until } = acknowledged
  const before = told.length === 0 ? '' : `Told before you: ${listed(told)}. `
  return until <= now
    ? `${before}${by} had acknowledged it until ${sayWhenTo(input, until, now)}; that has expired and it is not over.`
    : `${before}${by} has acknowledged it until ${sayWhenTo(input, until, now)}.`
}

/** Once it is over. */
export function sayWhoHadIt({ due: { acknowledged, isUntold } }: NoticeInput): string {
  if (isUntold)
    return 'Nobody could be told while it lasted, because nothing could be sent: see why, and that somebody knows why it came and why it went.'
  return acknowledged === undefined
    ? 'Nobody acknowledged it: make sure that somebody knows why it came and why it went.'
    : `Acknowledged by ${acknowledged.by}.`
}
