/** Digest words: what the text budget kept from a contact's phone, counted and by incident. */

import type { DigestDue } from '../escalation/due.ts'
import type { Links } from '../people/links.ts'
import { isOver, type Reason, type Sent } from '../people/record.ts'
import { clean } from '../text/clean.ts'
import { count } from '../text/lists.ts'
import { sayWhen } from '../text/time.ts'
import { acknowledgeSentence } from './acknowledge-sentence.ts'
import { originLine } from './closing-lines.ts'
import type { Notice, TextParts } from './notice.ts'
import { type DueInput, noticeHead } from './notice-input.ts'
import { sayKind } from './phrases/kind-name.ts'
import { bareName } from './phrases/subject-words.ts'
import { runbookLink } from './runbook-link.ts'
import { idsSentence } from './sms/ids-sentence.ts'
import { sayMinuteBefore, saySentAt } from './sms-moments.ts'

export interface DigestInput extends DueInput<DigestDue> {
  /** Where its contact can acknowledge an incident. */
  readonly linksTo: (incident: string) => Links
}

/** It is no incident itself: what it names has its own steps, and its own links. */
export function wordDigest(input: DigestInput): Notice {
  const { due, now } = input
  const newest = newestOfEach(due.held)
  const title = `WARNING digest: ${count(due.held.length, 'notice')} about ${count(newest.length, 'incident')} held back since ${sayWhen(due.since, now)} by your text budget (${due.id})`
  return {
    ...noticeHead(input),
    title,
    text: sayText(input, newest, title),
    sms: partsOf(input, newest),
  }
}

const INCIDENTS_LISTED = 12

/** What stands last of each incident, the newest first. */
function newestOfEach(held: readonly Sent[]): readonly Sent[] {
  const newestFirst = held.toSorted((a, b) => b.at - a.at)
  return [...Map.groupBy(newestFirst, ({ incident }) => incident).values()].map(([newest]) => newest!)
}

function sayText(input: DigestInput, newest: readonly Sent[], title: string): string {
  const { settings, now } = input
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
      '2. Take the worst first, and acknowledge what you have in hand: bin/watchfire ack ID (several at once, or --all). That stops its repeats.',
      '3. Many incidents at once have one cause more often than not: look for what they share.',
    ].join('\n'),
    [`Runbook: ${runbookLink(settings, 'digest')}`, originLine('Digest', input)].join('\n'),
  ].join('\n\n')
}

function sayHeld({ incident, kind, subject, reason, at }: Sent, now: number): string {
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
function partsOf({ due, now, linksTo }: DigestInput, newest: readonly Sent[]): TextParts {
  const [open, over] = [newest.filter((one) => !isOver(one)), newest.filter(isOver)]
  const [last, ...others] = open
  const ids = (these: readonly Sent[]) => these.map(({ incident }) => incident)
  const when = `since ${sayMinuteBefore(due.since, now)}, sent ${saySentAt(now)}. ${due.id}.`
  return {
    lead: sayNewest(count(due.held.length, 'text'), last ?? over[0]).map(
      (wording) => `WATCHFIRE WARN digest: ${wording}, ${when}`,
    ),
    sentences: [
      { rank: 'first-step', wordings: ['First: see what is open: bin/watchfire incidents.'] },
      ...(last === undefined ? [] : [acknowledgeSentence(linksTo(last.incident), last.incident)]),
      ...idsSentence('more', 'Also', ids(others)),
      ...idsSentence('more', 'Cleared', ids(over)),
    ],
  }
}

function sayNewest(texts: string, last: Sent | undefined): readonly string[] {
  const many = `${texts} held back`
  if (last === undefined) return [many]
  const cleared = isOver(last) ? ' (cleared)' : ''
  const newest = `${many}, newest ${last.incident} ${sayKind(last.kind)}`
  return [`${newest} ${clean(bareName(last.subject), NAME_LETTERS)}${cleared}`, `${newest}${cleared}`, many]
}

const NAME_LETTERS = 60
