/** Digest words: what the text budget kept from a contact's phone, counted and by incident. */

import { isOver, type Reason, type Sent } from '../people/record.ts'
import type { Settings } from '../settings/settings.ts'
import { clean } from '../text/clean.ts'
import { count } from '../text/lists.ts'
import { shortId } from '../text/short-id.ts'
import { sayWhen } from '../text/time.ts'
import { originLine } from './closing-lines.ts'
import type { Notice } from './notice.ts'
import { sayKind, splitSubject } from './phrases.ts'
import { runbookLink } from './runbook-link.ts'
import { sayMinuteBefore, saySentAt } from './sms-moments.ts'
import { joinParts, NO_LINK, sayIds, wordFirstPart, wordSecondPart } from './sms-parts.ts'

/** What is told of one notice that was held back; a record that it was is one. */
type Held = Pick<Sent, 'incident' | 'kind' | 'subject' | 'reason' | 'at'>

export interface DigestInput {
  readonly contact: string
  /** The vantage that sends it. */
  readonly vantage: string
  readonly now: number
  readonly step: string
  /** When the first of them was held back. */
  readonly since: number
  /** Every notice that was held back, at least one, in any order. */
  readonly held: readonly Held[]
  readonly settings: Pick<Settings, 'runbook'>
}

/** There is nothing to acknowledge in it: each incident has its own link, and its own steps. */
export function wordDigest(input: DigestInput): Notice {
  const { contact, vantage, now, step, since } = input
  const subject = `contact:${contact}`
  const about = {
    at: now,
    vantage,
    incident: shortId({ kind: 'digest', subject, since }),
    step,
    contact,
  }
  const newest = newestOfEach(input.held)
  const title = `WARNING digest: ${count(input.held.length, 'notice')} about ${count(newest.length, 'incident')} held back since ${sayWhen(since, now)} by your text budget (${about.incident})`
  return {
    ...about,
    kind: 'digest',
    subject,
    severity: 'warning',
    reason: 'digest',
    title,
    text: sayText(input, { newest, title, origin: originLine('Digest', about) }),
    sms: saySms(input, newest, about.incident),
  }
}

const INCIDENTS_LISTED = 12

/** What stands last of each incident, the newest first. */
function newestOfEach(held: readonly Held[]): readonly Held[] {
  const newestFirst = held.toSorted((a, b) => b.at - a.at)
  return [...Map.groupBy(newestFirst, ({ incident }) => incident).values()].map(([newest]) => newest!)
}

interface Parts {
  readonly newest: readonly Held[]
  readonly title: string
  readonly origin: string
}

function sayText({ settings, now }: DigestInput, { newest, title, origin }: Parts): string {
  const shown = newest.slice(0, INCIDENTS_LISTED).map((one) => `  ${sayHeld(one, now)}`)
  const more = newest.length - shown.length
  return [
    title,
    'Your phone gets only so many text messages in a quarter of an hour, so that you can still read the one that counts. These came meanwhile and were not texted; your other channels, if you have any, had them at once.',
    [
      'The newest of each incident:',
      ...shown,
      ...(more > 0 ? [`  and ${count(more, 'more incident')}`] : []),
    ].join('\n'),
    [
      'First:',
      '1. See what is open now, for this list is of the past: bin/watchfire incidents, or the desk.',
      '2. Take the worst first, and acknowledge what you have in hand: bin/watchfire ack ID. That stops its repeats.',
      '3. Many incidents at once have one cause more often than not: look for what they share.',
    ].join('\n'),
    [`Runbook: ${runbookLink(settings, 'digest')}`, origin].join('\n'),
  ].join('\n\n')
}

function sayHeld({ incident, kind, subject, reason, at }: Held, now: number): string {
  return `${sayWhen(at, now)} ${incident} ${kind} ${clean(subject, 80)}: ${REASONS[reason]}`
}

const REASONS: Readonly<Record<Reason, string>> = {
  opening: 'opened',
  escalated: 'escalated to you',
  handover: 'handed over to you',
  worse: 'became critical',
  repeat: 'was still open',
  'ack-expired': 'its acknowledgement expired',
  close: 'cleared',
  resolve: 'cleared',
  drill: 'a test',
  digest: 'a digest',
  'mute-ended': 'a mute ended',
}

/** What was open by its last notice is named before what is cleared. */
function saySms({ held, since, now }: DigestInput, newest: readonly Held[], id: string): string {
  const over = newest.filter(isOver)
  const [last, ...others] = [...newest.filter((one) => !isOver(one)), ...over]
  const first = wordFirstPart({
    opening: 'WATCHFIRE WARN digest: ',
    wordings: sayNewest(count(held.length, 'text'), last),
    endings: [` since ${sayMinuteBefore(since, now)}, sent ${saySentAt(now)}. ${id}.`],
  })
  return joinParts(
    first,
    wordSecondPart(NO_LINK, [
      'First: see what is open: bin/watchfire incidents.',
      sayIds(
        'Also',
        others.filter((one) => !isOver(one)).map(({ incident }) => incident),
      ),
      sayIds(
        'Cleared',
        over.map(({ incident }) => incident),
      ),
    ]),
  )
}

function sayNewest(texts: string, last: Held | undefined): readonly string[] {
  const many = `${texts} held back`
  if (last === undefined) return [`${many},`]
  const cleared = isOver(last) ? ' (cleared)' : ''
  const name = clean(splitSubject(last.subject).name || last.subject, 60)
  const newest = `${many}, newest ${last.incident} ${sayKind(last.kind)}`
  return [`${newest} ${name}${cleared},`, `${newest}${cleared},`, `${many},`]
}
