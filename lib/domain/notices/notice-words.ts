/** Notice words: one incident as a title, a message and the parts of a text message, for somebody who was asleep. */
import { keyOf } from '../kinds/subject.ts'
import { isOver } from '../people/record.ts'
import { clean } from '../text/clean.ts'
import { count, listed } from '../text/lists.ts'
import { sayDuration, sayInstant } from '../text/time.ts'
import { acknowledgeLines, mutedLines, originLine } from './closing-lines.ts'
import { sayEvidence } from './evidence-words.ts'
import { wordText } from './incident-text.ts'
import { wordsOf } from './kinds/words-by-kind.ts'
import type { Notice } from './notice.ts'
import { type NoticeInput, noticeHead } from './notice-input.ts'
import { isOfSeveral } from './phrases/each-node.ts'
import { explorerLines } from './phrases/explorer-lines.ts'
import { saySides } from './phrases/side-words.ts'
import { sayCall } from './phrases/site-calls.ts'
import { nameSubject } from './phrases/subject-words.ts'
import { sayInstantTo } from './reader-time.ts'
import { sayReason, sayWhoHadIt } from './reason-words.ts'
import { runbookLink } from './runbook-link.ts'
import { isAboutChains, sayScope } from './scope-words.ts'
import { lookOfEvidence } from './situation.ts'
import { sayLasted, sayTitle } from './title-words.ts'
import { sayWitnesses } from './witness-words.ts'

/** The words for one contact at one step; of the address of a node no more than its host. */
export function wordNotice(notice: NoticeInput): Notice {
  const input = { ...notice, look: notice.look && lookOfEvidence([notice.look], notice.view) }
  const title = sayTitle(input)
  return {
    ...noticeHead(input),
    title,
    text: sayText(input, title),
    sms: wordText(input),
    ...(isOver(input.due) ? {} : { links: input.links }),
  }
}

const LINE_LETTERS = 200
const LINES_LISTED = 8
const EXPLAINED_LISTED = 6
const GROUPS_LISTED = 4

function sayText(input: NoticeInput, title: string): string {
  const blocks = isOver(input.due) ? closingBlocks(input) : openBlocks(input)
  return [[title], ...blocks, lastBlock(input)]
    .filter((block) => block.length > 0)
    .map((block) => block.map((line) => line.trimEnd()).join('\n'))
    .join('\n\n')
}

type Paragraph = readonly string[]

function openBlocks(input: NoticeInput): readonly Paragraph[] {
  const { view, settings } = input
  const { validators, steps } = wordsOf(view)
  return [
    sayReason(input),
    [
      `What: ${sayEvidence(view, settings)}`,
      `Scope: ${sayScope(input)}`,
      saySince(input),
      sayWitnesses(input),
      ...sayLastSeen(input),
    ],
    // Whoever has it says so first, and reads on afterwards.
    acknowledgeLines(input.links, view.id),
    [...sayDetails(input), ...explorerLines(input)],
    sayExplained(input),
    withHeading('Validators:', validators(input)),
    ['First:', ...steps(input).map((step, index) => `${index + 1}. ${step}`)],
    sayCall(input),
    sayTell(input),
  ]
}

function closingBlocks(input: NoticeInput): readonly Paragraph[] {
  const { view, settings, now } = input
  const { asOf } = view.evidence
  return [
    [
      `What it was: ${sayEvidence(view, settings)}`,
      `Scope: ${sayScope(input)}`,
      `From ${sayInstantTo(input, view.since)} to ${sayInstantTo(input, asOf)}, ${sayLasted(view)}; well for ${sayDuration(Math.max(0, now - asOf))} since.`,
      sayWhoHadIt(input),
      ...(view.flaps > 0 ? [`It seemed over ${sayTimes(view.flaps)} before and came back.`] : []),
    ],
    sayExplained(input),
    [`What to check now that it is over: section "When it clears" of ${runbookLink(settings, view.kind)}`],
    sayTell(input),
  ]
}

function sayTimes(times: number): string {
  return times === 1 ? 'once' : `${times} times`
}

function saySince(input: NoticeInput): string {
  const { view, now } = input
  const flaps = view.flaps > 0 ? ` It seemed over ${sayTimes(view.flaps)} and came back.` : ''
  return `Since: ${sayInstantTo(input, view.since)}, ${sayDuration(Math.max(0, now - view.since))} ago.${flaps}`
}

function sayLastSeen(input: NoticeInput): Paragraph {
  const { lastSeenAt, now } = input
  if (lastSeenAt === null) return []
  const ago = sayDuration(Math.max(0, now - lastSeenAt))
  return [
    `Last seen: ${sayInstantTo(input, lastSeenAt)}, ${ago} ago. Since then nobody can tell whether it lasts; what is said of the nodes is of then.`,
  ]
}

/** The sides where chains part, else the lines of the kind. */
function sayDetails(input: NoticeInput): Paragraph {
  const words = wordsOf(input.view)
  const shown = words.sides?.(input) ?? null
  const sides = shown === null ? [] : saySides(input, shown)
  if (sides.length > 0) return sides
  const lines = words.details(input)
  const listedLines = lines.slice(0, LINES_LISTED).map((line) => `  ${clean(line, LINE_LETTERS)}`)
  const more = lines.length - listedLines.length
  return more > 0 ? [...listedLines, `  and ${more} more`] : listedLines
}

function sayExplained(input: NoticeInput): Paragraph {
  const { explained, due } = input
  if (explained.length === 0) return []
  const names = explained.map(keyOf)
  return [
    ...sayBeginnings(input),
    `${isOver(due) ? 'Explained' : 'Explains'} ${count(explained.length, 'other incident')}: ${listed(names, EXPLAINED_LISTED)}.`,
  ]
}

/** A group that has grown into this one, which those who were told of it know by its name. */
function sayBeginnings({ explained, view, settings, due }: NoticeInput): Paragraph {
  if (isOver(due)) return []
  const smaller = explained.filter(
    (one) => one.kind === view.kind && isOfSeveral({ view: one }) && one.since < view.since,
  )
  return smaller.map(
    (one) =>
      `It began as ${nameSubject(one, settings).text} at ${sayInstant(one.since)} (${one.id}), and is told as this from now on.`,
  )
}

function withHeading(heading: string, lines: readonly string[]): Paragraph {
  if (lines.length === 0) return []
  const more = lines.length - GROUPS_LISTED
  return [
    heading,
    ...lines.slice(0, GROUPS_LISTED).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${count(more, 'more group')}`] : []),
  ]
}

/** Whom to tell where others are affected too. */
function sayTell(input: NoticeInput): Paragraph {
  const { view, settings, due } = input
  if (!isAboutChains(input) && view.scope !== 'network') return []
  const whom = Object.entries(settings.communicate).map(([role, where]) => `${role} (${where})`)
  if (whom.length === 0) return ['Tell: nobody is configured under "communicate" in the settings.']
  return [isOver(due) ? `Tell them that it is over: ${listed(whom)}.` : `Tell: ${listed(whom)}.`]
}

function lastBlock(input: NoticeInput): Paragraph {
  const { view, settings, now, muted, due } = input
  const quiet = mutedLines(muted, now)
  const origin = originLine('Incident', input)
  return isOver(due) ? [...quiet, origin] : [`Runbook: ${runbookLink(settings, view.kind)}`, ...quiet, origin]
}
