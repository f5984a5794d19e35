/** Muted words: what a mute or a maintenance window held back, told when it ends, and what of it is still open. */

import type { MuteEndDue } from '../escalation/due.ts'
import { isLive, type View } from '../incidents/incident.ts'
import { bySeverity } from '../kinds/severity.ts'
import type { MuteScope } from '../settings/sections/maintenance-settings.ts'
import { clean } from '../text/clean.ts'
import { count } from '../text/lists.ts'
import { sayInstant, sayWhen } from '../text/time.ts'
import { originLine } from './closing-lines.ts'
import type { Notice, TextParts } from './notice.ts'
import { type DueInput, noticeHead } from './notice-input.ts'
import { SEVERITY_BRIEFLY, sayKind } from './phrases/kind-name.ts'
import { bareName } from './phrases/subject-words.ts'
import { runbookLink } from './runbook-link.ts'
import { idsSentence } from './sms/ids-sentence.ts'
import { saySentAt } from './sms-moments.ts'

/** What is still open is told by its own steps; this only says that it was there all along. */
export function wordMuted(input: DueInput<MuteEndDue>): Notice {
  const { due } = input
  const covered = due.held.toSorted(openAndWorstFirst)
  const title = `MUTE ENDED ${due.quiet.scope}: ${sayCounts(covered)} (${due.id})`
  return {
    ...noticeHead(input),
    title,
    text: sayText(input, covered, title),
    sms: partsOf(input, covered),
  }
}

const LISTED = 15

function openAndWorstFirst(a: View, b: View): number {
  return Number(isLive(b)) - Number(isLive(a)) || bySeverity(a, b) || a.since - b.since
}

function sayCounts(covered: readonly View[]): string {
  if (covered.length === 0) return 'it held nothing back'
  const open = covered.filter(isLive).length
  return `${count(covered.length, 'incident')} held back, ${open === 0 ? 'none' : open} still open`
}

function sayText(input: DueInput<MuteEndDue>, covered: readonly View[], title: string): string {
  const { due, now, settings } = input
  const mute = due.quiet
  const reason = mute.reason === undefined ? ', without a reason' : `: "${clean(mute.reason, 200)}"`
  const lines = covered.slice(0, LISTED).map((one) => `  ${sayCovered(one, now)}`)
  const more = covered.length - lines.length
  const list = [...lines, ...(more > 0 ? [`  and ${count(more, 'more incident')}`] : [])]
  return [
    title,
    `Mute: ${mute.scope}, from ${sayInstant(mute.from)} to ${sayInstant(mute.until)}, by ${clean(mute.who, 80)}${reason}.`,
    ...(list.length === 0 ? [] : [['It held back:', ...list].join('\n')]),
    ['First:', ...firstSteps(covered, mute.scope).map((step, index) => `${index + 1}. ${step}`)].join('\n'),
    [`Runbook: ${runbookLink(settings, 'muted')}`, originLine('Mute', input)].join('\n'),
  ].join('\n\n')
}

function sayCovered(one: View, now: number): string {
  const state = isLive(one) ? 'STILL OPEN' : 'over'
  return `${state}: ${one.severity.toUpperCase()} ${one.kind} ${clean(one.subject, 80)} since ${sayWhen(one.since, now)} (${one.id})`
}

function firstSteps(covered: readonly View[], scope: MuteScope): readonly string[] {
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

function partsOf({ due, now }: DueInput<MuteEndDue>, covered: readonly View[]): TextParts {
  const open = covered.filter(isLive)
  const counts = sayCounts(covered)
  const wordings = [...sayWorst(open[0]).map((worst) => `${due.quiet.scope}, ${counts}${worst}`), counts]
  return {
    lead: wordings.map(
      (wording) =>
        `WATCHFIRE ${SEVERITY_BRIEFLY[due.severity]} mute ended: ${wording}. Sent ${saySentAt(now)}. ${due.id}.`,
    ),
    sentences: [
      ...(open.length === 0 ? [] : [ASK_FIRST]),
      ...idsSentence(
        'more',
        'Still open',
        open.map(({ id }) => id),
      ),
    ],
  }
}

/** With its worst, where there is room for that. */
function sayWorst(worst: View | undefined): readonly string[] {
  if (worst === undefined) return ['']
  return [`, worst ${sayKind(worst.kind)} ${clean(bareName(worst.subject), NAME_LETTERS)} ${worst.id}`, '']
}

const NAME_LETTERS = 60
const ASK_FIRST = {
  rank: 'first-step',
  wordings: ['First: ask who muted it whether the work is over.'],
} as const
