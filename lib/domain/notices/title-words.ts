/** Title words: one line that says how bad, what, since when, and why it is told now. */
import type { View } from '../incidents/incident.ts'
import { clean } from '../text/clean.ts'
import { sayDuration, sayWhen } from '../text/time.ts'
import { sayHeadline } from './evidence-words.ts'
import type { NoticeInput } from './notice-input.ts'
import { takenBack } from './reason-words.ts'

/** The id stands at the end, whatever the names before it. */
export function sayTitle(input: NoticeInput): string {
  const id = ` (${input.view.id})`
  return `${clean(sayState(input), TITLE_LETTERS - id.length)}${id}`
}

const TITLE_LETTERS = 200

function sayState(input: NoticeInput): string {
  const { view, settings, now, due } = input
  const headline = sayHeadline(view, settings, 'now')
  const pause = headline.includes(', ') ? ',' : ''
  const what = `${headline}${pause} since ${sayWhen(view.since, now)}`
  const of = `${view.severity.toUpperCase()} ${view.kind}`
  const open = `still open after ${sayDuration(now - view.since)}`
  switch (due.reason) {
    case 'opening':
      return `${of}: ${what}`
    case 'escalated':
      return `${of}, escalated to you: ${what}`
    case 'handover':
      return `${of}, handed over to you: ${what}`
    case 'ack-expired':
      return `${of}, ${takenBack(due) ? 'more people asked for' : 'acknowledgement expired'}, ${open}: ${what}`
    case 'repeat':
      return `${of}, ${open}: ${what}`
    case 'worse':
      return `${of}, worse than before: ${what}`
    case 'close':
    case 'resolve':
      return `CLEARED ${view.kind}: ${sayHeadline(view, settings, 'past')}, lasted ${sayLasted(view)}${sayAnswered(input)}`
  }
}

/** From the first evidence to the last look that complained, not to the moment of closing. */
export function sayLasted({ evidence, since }: Pick<View, 'evidence' | 'since'>): string {
  const ms = Math.max(0, evidence.asOf - since)
  return ms === 0 ? 'one look' : sayDuration(ms)
}

function sayAnswered({ due: { acknowledged, isUntold } }: NoticeInput): string {
  if (isUntold) return '; nobody could be told before'
  return acknowledged === undefined ? '; nobody acknowledged' : `; acknowledged by ${acknowledged.by}`
}
