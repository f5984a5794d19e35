/** Muted words: what a mute or a maintenance window held back, told when it ends, and what of it is still open. */

import { isLive, type View } from '../incidents/incident.ts'
import type { Quiet } from '../people/mutes.ts'
import type { MuteScope } from '../settings/sections/maintenance-settings.ts'
import type { Settings } from '../settings/settings.ts'
import { clean } from '../text/clean.ts'
import { count } from '../text/lists.ts'
import { shortId } from '../text/short-id.ts'
import { sayInstant, sayWhen } from '../text/time.ts'
import { originLine } from './closing-lines.ts'
import type { Notice } from './notice.ts'
import { sayKind, splitSubject } from './phrases.ts'
import { runbookLink } from './runbook-link.ts'
import { saySentAt } from './sms-moments.ts'
import { joinParts, NO_LINK, sayIds, wordFirstPart, wordSecondPart } from './sms-parts.ts'
import { SEVERITY_BRIEFLY } from './sms-words.ts'

/** An incident that would have been told; a view is one. */
type Covered = Pick<View, 'id' | 'kind' | 'subject' | 'severity' | 'since' | 'phase'>

export interface MutedInput {
  readonly contact: string
  /** The vantage that sends it. */
  readonly vantage: string
  readonly now: number
  /** The mute or window that has ended; `until` is when it really did. */
  readonly mute: Quiet
  /** What it held back, in any order. */
  readonly covered: readonly Covered[]
  readonly settings: Pick<Settings, 'runbook'>
}

/** What is still open is told by its own steps; this only says that it was there all along. */
export function wordMuted(input: MutedInput): Notice {
  const { contact, vantage, now, mute } = input
  const subject = `mute:${mute.id}`
  const about = {
    at: now,
    vantage,
    incident: shortId({ kind: 'muted', subject, since: mute.from }),
    step: 'mute-ended',
    contact,
  }
  const covered = input.covered.toSorted(openAndWorstFirst)
  const title = `MUTE ENDED ${mute.scope}: ${sayCounts(covered)} (${about.incident})`
  return {
    ...about,
    kind: 'muted',
    subject,
    severity: covered.some(isLive) ? 'warning' : 'info',
    reason: 'mute-ended',
    title,
    text: sayText(input, { covered, title, origin: originLine('Mute', about) }),
    sms: saySms(input, covered, about.incident),
  }
}

const LISTED = 15

function openAndWorstFirst(a: Covered, b: Covered): number {
  const weight = (one: Covered) => (isLive(one) ? 10 : 0) + { info: 0, warning: 1, critical: 2 }[one.severity]
  return weight(b) - weight(a) || a.since - b.since
}

function sayCounts(covered: readonly Covered[]): string {
  if (covered.length === 0) return 'it held nothing back'
  const open = covered.filter(isLive).length
  return `${count(covered.length, 'incident')} held back, ${open === 0 ? 'none' : open} still open`
}

interface Parts {
  readonly covered: readonly Covered[]
  readonly title: string
  readonly origin: string
}

function sayText({ mute, now, settings }: MutedInput, { covered, title, origin }: Parts): string {
  const reason = mute.reason === undefined ? ', without a reason' : `: "${clean(mute.reason, 200)}"`
  const lines = covered.slice(0, LISTED).map((one) => `  ${sayCovered(one, now)}`)
  const more = covered.length - lines.length
  const list = [...lines, ...(more > 0 ? [`  and ${count(more, 'more incident')}`] : [])]
  return [
    title,
    `Mute: ${mute.scope}, from ${sayInstant(mute.from)} to ${sayInstant(mute.until)}, by ${clean(mute.who, 80)}${reason}.`,
    ...(list.length === 0 ? [] : [['It held back:', ...list].join('\n')]),
    ['First:', ...firstSteps(covered, mute.scope).map((step, index) => `${index + 1}. ${step}`)].join('\n'),
    [`Runbook: ${runbookLink(settings, 'muted')}`, origin].join('\n'),
  ].join('\n\n')
}

function sayCovered(one: Covered, now: number): string {
  const state = isLive(one) ? 'STILL OPEN' : 'over'
  return `${state}: ${one.severity.toUpperCase()} ${one.kind} ${clean(one.subject, 80)} since ${sayWhen(one.since, now)} (${one.id})`
}

function firstSteps(covered: readonly Covered[], scope: MuteScope): readonly string[] {
  const [open] = covered.filter(isLive)
  if (covered.length === 0)
    return [`Nothing to do: whatever is wrong with ${scope} from now on is told again.`]
  return open === undefined
    ? [
        'Nothing of it is open. See that each was part of the planned work: bin/watchfire show ID gives its whole timeline.',
        `Whatever is wrong with ${scope} from now on is told again.`,
      ]
    : [
        'What is still open is told on its own from now on, by the usual steps. Ask whoever muted it whether the work is really over.',
        `If the work goes on, mute it again and say why: bin/watchfire mute ${scope} --for 1h --reason "..."`,
        'See that the rest was part of the planned work: bin/watchfire show ID gives its whole timeline.',
      ]
}

function saySms({ mute, now }: MutedInput, covered: readonly Covered[], id: string): string {
  const severity = SEVERITY_BRIEFLY[covered.some(isLive) ? 'warning' : 'info']
  const open = covered.filter(isLive)
  const counts = sayCounts(covered)
  const [worst] = open.map(
    ({ kind, subject, id: its }) =>
      `, worst ${sayKind(kind)} ${clean(splitSubject(subject).name || subject, 60)} ${its}`,
  )
  const first = wordFirstPart({
    opening: `WATCHFIRE ${severity} mute ended: `,
    wordings: [`${mute.scope}, ${counts}${worst ?? ''}.`, `${mute.scope}, ${counts}.`, `${counts}.`],
    endings: [` Sent ${saySentAt(now)}. ${id}.`],
  })
  const says = open.length === 0 ? '' : 'First: ask who muted it whether the work is over.'
  const ids = open.map((one) => one.id)
  return joinParts(first, wordSecondPart(NO_LINK, [sayIds('Still open', ids), says]))
}
