/** Notice words: one incident as a title, a message and a text message, for somebody who was asleep. */

import { shortRoot } from '../chain/block.ts'
import type { View } from '../incidents/incident.ts'
import type { Kind } from '../kinds/kinds.ts'
import { sayFault } from '../look/fault.ts'
import type { Checkpoints, Head } from '../look/look.ts'
import { inStableOrder } from '../look/sides/stable-order.ts'
import type { Links } from '../people/links.ts'
import type { Quiet } from '../people/mutes.ts'
import { type IncidentReason, isOver, type Sent } from '../people/record.ts'
import type { DataCenterContact } from '../settings/sections/data-center-settings.ts'
import { nodeSettings, type Settings } from '../settings/settings.ts'
import { clean } from '../text/clean.ts'
import { count, listed, unique } from '../text/lists.ts'
import { sayDuration, sayInstant, sayWhen } from '../text/time.ts'
import { firstSteps } from './advice.ts'
import { acknowledgeLines, mutedLines, originLine } from './closing-lines.ts'
import { sayHeadline } from './headline.ts'
import type { Notice } from './notice.ts'
import {
  concerned,
  contactsOf,
  faultOf,
  groupsServed,
  isAboutWatching,
  nodesLeft,
  reachedIn,
  type Situation,
  sayBlock,
  sayDataCenter,
  slotsBehind,
  soleDataCenter,
  splitSubject,
} from './phrases.ts'
import { runbookLink } from './runbook-link.ts'
import { sayGroupsBySide, sayNode, saySides } from './side-words.ts'
import { wordSms } from './sms-words.ts'

export interface NoticeInput extends Situation {
  readonly reason: IncidentReason
  readonly step: string
  readonly contact: string
  /** The vantage that sends it. */
  readonly vantage: string
  readonly now: number
  /** The incidents this one accounts for; they page nobody themselves. */
  readonly explained: readonly View[]
  /** Where this contact can acknowledge it. */
  readonly links: Links
  /** Who acknowledged it last; absent when nobody has. */
  readonly acknowledgedBy?: string
  /** Until when that counts or counted, Unix time in milliseconds. */
  readonly acknowledgedUntil?: number
  /** Who was told at an earlier step or before the handover, and when first. */
  readonly toldBefore?: readonly Pick<Sent, 'contact' | 'at'>[]
  /** What is muted now, whatever it is; absent where nothing is. */
  readonly muted?: readonly Quiet[]
  /** That nothing could be sent while it lasted, so that its end is all that is told of it. */
  readonly isUntold?: boolean
  /** Who asked for more people than the steps alone would wake, and why. */
  readonly escalatedBy?: { readonly who: string; readonly reason?: string }
}

/** The words for one contact at one step; never an address of a node, only its id. */
export function wordNotice(notice: NoticeInput): Notice {
  const input = { ...notice, look: notice.look && inStableOrder(notice.look) }
  const { view } = input
  const title = clean(sayTitle(input), TITLE_LETTERS)
  return {
    at: input.now,
    vantage: input.vantage,
    incident: view.id,
    kind: view.kind,
    subject: view.subject,
    severity: view.severity,
    reason: input.reason,
    step: input.step,
    contact: input.contact,
    title,
    text: sayText(input, title),
    sms: wordSms(input),
    ...(isOver(input) ? {} : { links: input.links }),
  }
}

const TITLE_LETTERS = 200
const SAYS_LETTERS = 600
const LINE_LETTERS = 200
const LINES_LISTED = 8
const EXPLAINED_LISTED = 6
const GROUPS_LISTED = 4
const CONTACTS_LISTED = 4

function sayTitle(input: NoticeInput): string {
  const { view, reason, now } = input
  const severity = view.severity.toUpperCase()
  const headline = sayHeadline(input, 'now')
  const pause = headline.includes(', ') ? ',' : ''
  const what = `${headline}${pause} since ${sayWhen(view.since, now)} (${view.id})`
  switch (reason) {
    case 'opening':
      return `${severity} ${view.kind}: ${what}`
    case 'escalated':
      return `${severity} ${view.kind}, escalated to you: ${what}`
    case 'handover':
      return `${severity} ${view.kind}, handed over to you: ${what}`
    case 'ack-expired':
      return `${severity} ${view.kind}, acknowledgement expired, still open after ${sayDuration(now - view.since)}: ${what}`
    case 'repeat':
      return `${severity} ${view.kind}, still open after ${sayDuration(now - view.since)}: ${what}`
    case 'worse':
      return `${severity} ${view.kind}, worse than before: ${what}`
    case 'close':
    case 'resolve':
      return `CLEARED ${view.kind}: ${sayHeadline(input, 'past')}, lasted ${lasted(view)}${nobodyAcknowledged(input)} (${view.id})`
  }
}

/** From the first evidence to the last look that complained, not to the moment of closing. */
function lasted(view: View): string {
  const ms = Math.max(0, view.evidence.asOf - view.since)
  return ms === 0 ? 'one look' : sayDuration(ms)
}

function nobodyAcknowledged({ acknowledgedBy, isUntold }: NoticeInput): string {
  if (isUntold) return '; nobody could be told before'
  return acknowledgedBy === undefined ? '; nobody acknowledged' : `; acknowledged by ${acknowledgedBy}`
}

function sayText(input: NoticeInput, title: string): string {
  const blocks = isOver(input) ? closingBlocks(input) : openBlocks(input)
  return [[title], ...blocks, closingLines(input)]
    .filter((block) => block.length > 0)
    .map((block) => block.map((line) => line.trimEnd()).join('\n'))
    .join('\n\n')
}

type Block = readonly string[]

function openBlocks(input: NoticeInput): readonly Block[] {
  return [
    sayReason(input),
    [`What: ${says(input)}`, `Scope: ${sayScope(input)}`, saySince(input), ...saySeen(input)],
    // Whoever has it says so first, and reads on afterwards.
    acknowledgeLines(input.links, input.view.id),
    sayEvidence(input),
    sayExplained(input),
    sayValidators(input),
    ['First:', ...firstSteps(input).map((step, index) => `${index + 1}. ${step}`)],
    sayCall(input),
    sayTell(input),
  ]
}

function closingBlocks(input: NoticeInput): readonly Block[] {
  const { view, now } = input
  return [
    [
      `What it was: ${says(input)}`,
      `Scope: ${sayScope(input)}`,
      `From ${sayInstant(view.since)} to ${sayInstant(view.evidence.asOf)}, ${lasted(view)}; well for ${sayDuration(Math.max(0, now - view.evidence.asOf))} since.`,
      sayWhoHadIt(input),
      ...(view.flaps > 0 ? [`It seemed over ${times(view.flaps)} before and came back.`] : []),
    ],
    sayExplained(input),
    [
      `What to check now that it is over: section "When it clears" of ${runbookLink(input.settings, view.kind)}`,
    ],
    sayTell(input),
  ]
}

function sayWhoHadIt({ acknowledgedBy, isUntold }: NoticeInput): string {
  if (isUntold)
    return 'Nobody could be told while it lasted, because nothing could be sent: see why, and that somebody knows why it came and why it went.'
  return acknowledgedBy === undefined
    ? 'Nobody acknowledged it: make sure that somebody knows why it came and why it went.'
    : `Acknowledged by ${acknowledgedBy}.`
}

function says({ view }: NoticeInput): string {
  return clean(view.evidence.says, SAYS_LETTERS)
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

/** Why it is told now, where that is not plain from the title. */
function sayReason(input: NoticeInput): Block {
  const { view, reason, now, step } = input
  switch (reason) {
    case 'escalated':
      return [`Escalated to you, step ${step}.${sayAsked(input)} ${sayAnswers(input)}`]
    case 'handover':
      return [`The rotation has passed to you while this lasts: it is yours now. ${sayAnswers(input)}`]
    case 'repeat':
    case 'ack-expired':
      return [`Still open after ${sayDuration(now - view.since)}. ${sayAnswers(input)}`]
    case 'worse':
      return [`It has become worse: now ${view.severity}. ${sayAnswers(input)}`]
    case 'opening':
    case 'close':
    case 'resolve':
      return []
  }
}

function sayAsked({ escalatedBy }: NoticeInput): string {
  if (escalatedBy === undefined) return ''
  const { who, reason } = escalatedBy
  return ` ${who} asked for more people${reason === undefined ? '' : `: "${clean(reason, LINE_LETTERS)}"`}.`
}

/** Who has answered so far, or who has not. */
function sayAnswers({ reason, now, ...input }: NoticeInput): string {
  const { toldBefore = [], acknowledgedBy: by, acknowledgedUntil: until } = input
  const told = [...Map.groupBy(toldBefore, ({ contact }) => contact)].map(
    ([contact, each]) => `${contact} (since ${sayWhen(Math.min(...each.map(({ at }) => at)), now)})`,
  )
  if (by === undefined) {
    return told.length === 0
      ? 'Nobody has acknowledged it.'
      : `Told before you, and nobody has acknowledged it: ${listed(told)}.`
  }
  const before = told.length === 0 ? '' : `Told before you: ${listed(told)}. `
  const when = until === undefined ? '' : ` until ${sayWhen(until, now)}`
  const isOut = until === undefined ? ['repeat', 'ack-expired'].includes(reason) : until <= now
  return isOut
    ? `${before}${by} had acknowledged it${when}; that has expired and it is not over.`
    : `${before}${by} has acknowledged it${when}.`
}

/** How much is affected, in words that set one node, several, a site, the fleet and the network apart. */
function sayScope(situation: Situation): string {
  const { view, settings } = situation
  const nodes = concerned(situation)
  const share = `${nodes.length} of ${settings.nodes.length}`
  if (isAboutWatching(situation)) return sayWatching(nodes)
  if (KINDS_ABOUT_CHAINS.has(view.kind)) {
    return `the chain itself: ${share} nodes, in ${count(placesOf(situation).length, 'data centre')}; ask whether others see it too.`
  }
  switch (view.scope) {
    case 'vantage':
      return sayWatching(nodes)
    case 'node':
      return `one node (${share})${sayNeighbours(situation)}.`
    case 'several':
      return `several nodes (${share}), ${sayPlaces(situation)}.`
    case 'data-center':
      return `one data centre, ${soleDataCenter(situation)?.id ?? splitSubject(view.subject).name} (${share} nodes).`
    case 'fleet':
      return `the fleet (${share} nodes), in ${count(placesOf(situation).length, 'data centre')}.`
    case 'network':
      return 'the network, as far as all our nodes show it; no single node or site.'
  }
}

function sayWatching(nodes: readonly string[]): string {
  return nodes.length === 0
    ? 'our own watching, not the nodes.'
    : `our own watching: ${count(nodes.length, 'node')} unwatched (${listed(nodes, 3)}), perhaps well, perhaps not.`
}

/** For one node: whether its data centre has others, and that they are not in this. */
function sayNeighbours({ view, settings }: Situation): string {
  const [node] = concerned({ view, settings })
  const place = node === undefined ? undefined : nodeSettings(settings, node)?.dataCenter
  if (place === undefined) return ''
  const others = settings.nodes.filter((each) => each.dataCenter === place && each.id !== node)
  const rest =
    others.length === 0
      ? 'our only node there'
      : others.length === 1
        ? 'our other node there is not in this'
        : `our ${others.length} other nodes there are not in this`
  return `, in ${sayDataCenter(settings, place)}; ${rest}`
}

function sayPlaces(situation: Situation): string {
  const places = placesOf(situation)
  if (places.length === 1) return `all in data centre ${places[0]}, though not all of it`
  return `in ${places.length === 0 ? 'no known data centre' : `${places.length} data centres (${listed(places)})`}`
}

function placesOf({ view, settings }: Situation): readonly string[] {
  return unique(
    concerned({ view, settings }).flatMap((node) => nodeSettings(settings, node)?.dataCenter ?? []),
  )
}

function saySince({ view, now }: NoticeInput): string {
  const flaps = view.flaps > 0 ? ` It seemed over ${times(view.flaps)} and came back.` : ''
  return `Since: ${sayInstant(view.since)}, ${sayDuration(Math.max(0, now - view.since))} ago.${flaps}`
}

function saySeen({ view, settings }: NoticeInput): Block {
  const { seenBy, notSeenBy, cannotTell } = view.evidence
  const unsure = cannotTell.length === 0 ? '' : ` Cannot tell: ${listed(cannotTell)}.`
  if (isAboutWatching({ view })) return sayLooking(view)
  if (view.kind === 'partition') {
    return [`Not reached from: ${listed(seenBy)}. Reached from: ${listed(notSeenBy)}.${unsure}`]
  }
  if (seenBy.length + notSeenBy.length === 1) {
    const where = settings.vantages.length === 1 ? 'the only one in the settings' : 'no other can confirm it'
    return [`Seen from one place only: ${listed([...seenBy, ...notSeenBy])} (${where}).${unsure}`]
  }
  const share = `${seenBy.length} of ${seenBy.length + notSeenBy.length} vantages that can tell`
  const not = notSeenBy.length === 0 ? '' : ` Not seen by: ${listed(notSeenBy)}.`
  return [`Seen by: ${listed(seenBy)} (${share}).${not}${unsure}`]
}

/** Where it is our watching that failed: who is refused, or who still looks. */
function sayLooking({ evidence }: View): Block {
  const refused = unique([...evidence.seenBy, ...evidence.cannotTell])
  if (evidence.nodes.length > 0) return [`Cannot look: ${listed(refused)}.`]
  const looking = evidence.notSeenBy.length > 0 ? evidence.notSeenBy : evidence.seenBy
  return [`Still looking: ${listed(looking)}.`]
}

const KINDS_ABOUT_CHAINS: ReadonlySet<Kind> = new Set([
  'chain-split',
  'finalized-conflict',
  'justified-conflict',
])
/** While these last, the node is of no use to its validators; others only weaken it. */
const KINDS_THAT_TAKE_A_NODE: ReadonlySet<Kind> = new Set([
  'node-down',
  'data-center-dark',
  'isolated',
  'head-stale',
  'syncing',
  'optimistic',
  'execution-offline',
  'wrong-network',
])
const KINDS_PERHAPS_ABOUT_CHAINS: ReadonlySet<Kind> = new Set(['isolated', 'head-stale'])

/** The sides where chains differ, else what the judges list, else the nodes one by one. */
function sayEvidence(input: NoticeInput): Block {
  const { view } = input
  const perhaps = KINDS_PERHAPS_ABOUT_CHAINS.has(view.kind) && (input.look?.sides.splits.length ?? 0) > 0
  const sides = KINDS_ABOUT_CHAINS.has(view.kind) || perhaps ? saySides(input) : []
  if (sides.length > 0) return sides
  const lines = view.evidence.lines.length > 0 ? view.evidence.lines : nodeLines(input)
  const shown = lines.slice(0, LINES_LISTED).map((line) => `  ${clean(line, LINE_LETTERS)}`)
  const more = lines.length - shown.length
  return more > 0 ? [...shown, `  and ${more} more`] : shown
}

/** A line a node; where the whole network is concerned all are alike, so only what differs gets its line. */
function nodeLines(situation: Situation): readonly string[] {
  const { view } = situation
  const nodes = concerned(situation)
  const states = nodes.map((node) => sayState(situation, node))
  if (view.scope !== 'network') {
    return nodes.map((node, index) => [sayNode(situation, node), states[index]].filter(Boolean).join('; '))
  }
  return unique(states)
    .filter((state) => state !== '')
    .map((state) => `${count(states.filter((each) => each === state).length, 'node')}: ${state}`)
}

function sayState(situation: Situation, node: string): string {
  const fault = faultOf(situation.look, node)
  // The detail names the host, and a notice names nodes by their ids only.
  if (fault) return sayFault(fault)
  const reached = reachedIn(situation.look, node)
  switch (situation.view.kind) {
    case 'wrong-network':
      return ''
    case 'finality-delay':
      return reached === undefined || reached.checkpoints === 'unknown'
        ? ''
        : sayFinality(reached.checkpoints)
    default:
      return reached === undefined || reached.head === 'unknown'
        ? ''
        : sayHead(reached.head, slotsBehind(situation, node) ?? 0)
  }
}

function sayFinality({ finalized, justified }: Checkpoints): string {
  return `finalized epoch ${finalized.epoch} ${shortRoot(finalized.root)}, justified epoch ${justified.epoch} ${shortRoot(justified.root)}`
}

// A head of the slot before is what a healthy node has for most of a slot.
function sayHead(head: Head, behind: number): string {
  return `head at ${sayBlock(head)}${behind > 1 ? `, ${count(behind, 'slot')} behind our clock` : ''}`
}

function sayExplained({ explained, reason }: NoticeInput): Block {
  if (explained.length === 0) return []
  const names = explained.map((view) => `${view.kind} ${view.subject}`)
  return [
    `${isOver({ reason }) ? 'Explained' : 'Explains'} ${count(explained.length, 'other incident')}: ${listed(names, EXPLAINED_LISTED)}.`,
  ]
}

/** What the validator groups are left with; nothing where no node is lost. */
function sayValidators(input: NoticeInput): Block {
  const { view, settings } = input
  if (KINDS_ABOUT_CHAINS.has(view.kind)) return withHeading('Validators:', sayGroupsBySide(input))
  if (isAboutWatching(input) || view.scope === 'network' || view.kind === 'partition') return []
  const affected = new Set([
    ...view.evidence.nodes,
    ...input.explained.flatMap((each) => each.evidence.nodes),
  ])
  const groups = groupsServed(settings, [...affected])
  return withHeading(
    'Validators:',
    groups.map((group) => sayGroup(input, group, affected)),
  )
}

function withHeading(heading: string, lines: readonly string[]): Block {
  if (lines.length === 0) return []
  const more = lines.length - GROUPS_LISTED
  return [
    heading,
    ...lines.slice(0, GROUPS_LISTED).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${count(more, 'more group')}`] : []),
  ]
}

function sayGroup(input: NoticeInput, group: string, affected: ReadonlySet<string>): string {
  const { settings } = input
  const all = settings.nodes.filter((node) => node.serves.includes(group))
  const left = nodesLeft(input, group, affected)
  const keys = keysOf(settings, group)
  const name = `${group}${keys === 0 ? '' : ` (${count(keys, 'key')})`}`
  if (!KINDS_THAT_TAKE_A_NODE.has(input.view.kind)) {
    return left.length === 0
      ? `${name} depends on ${all.length === 1 ? 'it' : 'them'} alone`
      : `${name} has ${left.length} of ${count(all.length, 'node')} outside this: ${listed(left)}`
  }
  return left.length === 0
    ? `${name} has NO node left of ${all.length}`
    : `${name} is left with ${left.length} of ${count(all.length, 'node')}: ${listed(left)}`
}

function keysOf(settings: Settings, group: string): number {
  return settings.validators
    .filter((each) => each.group === group)
    .flatMap((each) => each.indices)
    .reduce((sum, [from, to]) => sum + to - from + 1, 0)
}

/** Whom to call where all of it is in one data centre. */
function sayCall(situation: Situation): Block {
  const site = soleDataCenter(situation)
  if (!site) return []
  const name = sayDataCenter(situation.settings, site.id)
  const contacts = contactsOf(site).slice(0, CONTACTS_LISTED)
  if (contacts.length === 0) return [`Call: no contact for ${name} is configured.`]
  const note = contacts.some((each) => each.direct)
    ? ''
    : ' No direct line is configured; this may be a ticket queue.'
  return [`Call: ${name}.${note}`, ...contacts.map((each) => `  ${sayContact(each)}`)]
}

function sayContact({ name, phone, email, url, direct }: DataCenterContact): string {
  const ways = [phone, email, url].filter((way) => way !== undefined)
  return `${name}: ${ways.length > 0 ? ways.join(', ') : 'no way to reach it is configured'}${direct ? ' (direct)' : ''}`
}

/** Whom to tell where others are affected too. */
function sayTell({ view, settings, reason }: NoticeInput): Block {
  const chainWide =
    KINDS_ABOUT_CHAINS.has(view.kind) || view.kind === 'network-stall' || view.scope === 'network'
  if (!chainWide) return []
  const whom = Object.entries(settings.communicate).map(([role, where]) => `${role} (${where})`)
  if (whom.length === 0) return ['Tell: nobody is configured under "communicate" in the settings.']
  return [isOver({ reason }) ? `Tell them that it is over: ${listed(whom)}.` : `Tell: ${listed(whom)}.`]
}

function closingLines(input: NoticeInput): Block {
  const { view, settings, now, muted = [] } = input
  const quiet = mutedLines(muted, now)
  const origin = originLine('Incident', { ...input, incident: view.id, at: now })
  if (isOver(input)) return [...quiet, origin]
  const runbook = `Runbook: ${runbookLink(settings, view.kind)}`
  return [runbook, ...quiet, origin]
}
