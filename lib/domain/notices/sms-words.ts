/** SMS words: an incident in at most two parts of GSM-7, the first of which stands on its own. */

import { count } from '../finding.ts'
import type { Severity } from '../kinds.ts'
import type { Notice } from '../notice.ts'
import { nodeSettings } from '../settings.ts'
import { sayDuration, sayInstant } from '../time.ts'
import { firstStepShort } from './advice.ts'
import { fitting, gsm7Length, SMS_PART_SEPTETS, splitSms, toGsm7 } from './gsm7.ts'
import {
  clean,
  concerned,
  dataCenterSettings,
  faultOf,
  groupsServed,
  isAboutWatching,
  listedBriefly,
  nodesLeft,
  reachedIn,
  type Situation,
  sameDay,
  sayFaultKind,
  sayKind,
  slotsBehind,
  softwareOf,
  splitPath,
  splitSubject,
  unique,
} from './phrases.ts'

export interface SmsInput extends Situation {
  readonly reason: Notice['reason']
  readonly now: number
  readonly acknowledgedBy?: string
}

/**
 * The text message. Part one has severity, kind, subject, scope, UTC time and id, because part two may come late
 * or never; part two says what to do first.
 */
export function wordSms(input: SmsInput): string {
  const first = firstPart(input)
  return input.reason === 'close' ? first : joinParts(first, firstStepShort(input))
}

// One septet is kept for the line break between the parts.
const FIRST_PART_SEPTETS = SMS_PART_SEPTETS - 1

const SEVERITY: Readonly<Record<Severity, string>> = { critical: 'CRIT', warning: 'WARN', info: 'INFO' }

/**
 * Puts both texts into one message. Networks cut a long message at exactly 153 septets, so the first part is
 * filled up with spaces to there: no word of the second slips into the first, wherever it is read.
 */
export function joinParts(first: string, second: string): string {
  const rest = toGsm7(second).trim()
  if (rest === '') return first
  const together = `${first} ${rest}`
  if (splitSms(together).length === 1) return together
  const filling = ' '.repeat(FIRST_PART_SEPTETS - gsm7Length(first))
  return `${first}${filling}\n${cutAtWord(rest, SMS_PART_SEPTETS)}`
}

/** Of several wordings, longest first, the first one that leaves room for time and id. */
function firstPart(input: SmsInput): string {
  const opening = toGsm7(`WATCHFIRE ${sayState(input)} ${sayKind(input.view.kind)}: `)
  const ending = toGsm7(`${sayMoment(input)} ${input.view.id}.`)
  const room = FIRST_PART_SEPTETS - gsm7Length(opening) - gsm7Length(ending)
  const wordings = wordingsOf(input).map((wording) => toGsm7(clean(wording)))
  const fits = wordings.find((wording) => gsm7Length(wording) <= room)
  return `${opening}${fits ?? cutAtWord(wordings.at(-1)!, room)}${ending}`
}

function sayState({ view, reason, now }: SmsInput): string {
  switch (reason) {
    case 'close':
      return 'CLEARED'
    case 'repeat':
      return `${SEVERITY[view.severity]} STILL OPEN at ${sayMinute(now)}`
    case 'worse':
      return `NOW ${SEVERITY[view.severity]}`
    case 'opening':
      return SEVERITY[view.severity]
  }
}

// A text message can come hours late, so it always gives the day.
function sayMoment({ view, reason, acknowledgedBy }: SmsInput): string {
  if (reason !== 'close') return ` since ${sayMinute(view.since)} ${sayDay(view.since)}.`
  const from = view.since
  const to = Math.max(view.evidence.asOf, from)
  const start = sameDay(from, to) ? sayMinute(from) : `${sayMinute(from)} ${sayDay(from)}`
  const lasted = to - from >= 1_000 ? ` (${sayDuration(to - from)})` : ''
  const nobody = acknowledgedBy === undefined ? ' Nobody acknowledged.' : ''
  return ` ${start}-${sayMinute(to)} ${sayDay(to)}${lasted}.${nobody}`
}

/** `10:04Z`. */
function sayMinute(at: number): string {
  return `${sayInstant(at).slice(11, 16)}Z`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `22 Nov`. */
function sayDay(at: number): string {
  const [, month, day] = sayInstant(at).slice(0, 10).split('-').map(Number)
  return `${day} ${MONTHS[month! - 1]}`
}

/** What is wrong and with whom, longest first; every one of them names the subject. */
function wordingsOf(input: SmsInput): readonly string[] {
  const who = sayWho(input)
  const details = detailsOf(input)
  const extent = sayExtent(input)
  const bare = sayBareGroups(input)
  return unique([
    ...details.flatMap((detail) => [`${detail}${extent}${bare}`, `${detail}${extent}`, detail]),
    `${extent}${bare}`,
    extent,
    '',
  ]).map((wording) => `${who}${wording},`)
}

/** The subject as short as it can be understood. */
function sayWho({ view, settings }: SmsInput): string {
  const { prefix, name } = splitSubject(view.subject)
  switch (prefix) {
    case 'data-center':
      return [name, dataCenterSettings(settings, name)?.provider]
        .filter((part) => part !== undefined)
        .join(' ')
    case 'path':
      return `${splitPath(name).vantage} to ${splitPath(name).place}`
    case 'fleet':
    case 'network':
      return prefix
    case 'node':
      return name
    case 'vantage':
      return `vantage ${name}`
    default:
      return view.subject.replace(':', ' ')
  }
}

function sayExtent({ view, settings }: SmsInput): string {
  const nodes = concerned({ view, settings }).length
  const share = `, ${nodes} of ${count(settings.nodes.length, 'node')}`
  if (isAboutWatching({ view })) {
    if (nodes > 0) return `, ${count(nodes, 'node')} unwatched`
    return view.kind === 'blind' ? ', nobody watches the nodes' : ', nodes not concerned'
  }
  switch (view.scope) {
    case 'network':
      return view.subject === 'network' ? ', network-wide' : share
    case 'data-center':
      return `, whole data centre${share}`
    default:
      return share
  }
}

/** The validator groups that this leaves without a node. */
function sayBareGroups(input: SmsInput): string {
  const { view, settings } = input
  const lost = ['node', 'several', 'data-center'].includes(view.scope) && !isAboutWatching({ view })
  if (view.severity !== 'critical' || !lost) return ''
  const affected = new Set(concerned(input))
  const bare = groupsServed(settings, concerned(input)).filter(
    (group) => nodesLeft(input, group, affected).length === 0,
  )
  return bare.length === 0 ? '' : `, NO node left for ${listedBriefly(bare)}`
}

/** What this kind adds behind the subject, where the look tells it: longest first, each with its comma. */
function detailsOf(input: SmsInput): readonly string[] {
  const [node = ''] = concerned(input)
  switch (input.view.kind) {
    case 'chain-split':
      return saySplit(input)
    case 'isolated':
      return [`${sayPeers(input, node)}${sayBehind(input, node)}`, sayBehind(input, node)]
    default:
      return [sayDetail(input, node)]
  }
}

function sayDetail(input: SmsInput, node: string): string {
  switch (input.view.kind) {
    case 'finalized-conflict':
    case 'justified-conflict':
      return sayConflict(input)
    case 'partition':
      return sayHalves(input)
    case 'blind':
      return concerned(input).length === 0 ? saySilent(input) : sayFault(input)
    case 'node-down':
    case 'data-center-dark':
    case 'vantage-degraded':
      return sayFault(input)
    case 'head-stale':
    case 'syncing':
    case 'network-stall':
      return sayBehind(input, node)
    case 'low-peers':
      return sayPeers(input, node)
    case 'finality-delay':
      return sayFinalized(input, node)
    case 'optimistic':
      return `, ${softwareOf(input, node).execution ?? 'execution client'} has not verified its head`
    case 'execution-offline':
      return `, lost its ${softwareOf(input, node).execution ?? 'execution client'}`
    case 'wrong-network':
      return `, not ${input.settings.network.name}`
    default:
      return ''
  }
}

function saySplit({ look, settings }: SmsInput): readonly string[] {
  const sides = look?.sides.sides ?? []
  const [split] = (look?.sides.splits ?? []).toSorted((a, b) => b.depth - a.depth)
  if (sides.length < 2 || !split) return []
  const depth = `${split.ancestor === null ? 'at least ' : ''}${count(split.depth, 'slot')} deep`
  const own = (node: string) => nodeSettings(settings, node) !== undefined
  const each = sides.slice(0, 3).map((side) => side.nodes.filter(own))
  const more = sides.length > 3 ? ' / more' : ''
  const named = each.map(listedBriefly).join(' / ')
  const sizes = each.map((nodes) => nodes.length).join(' / ')
  return [`(${named}${more})`, `(${sizes}${more} nodes)`, ''].map((sideBySide) =>
    ` on ${sides.length} chains, ${depth} ${sideBySide}`.trimEnd(),
  )
}

function sayConflict({ view, look }: SmsInput): string {
  const checkpoint = view.kind === 'finalized-conflict' ? 'finalized' : 'justified'
  const conflict = look?.sides.conflicts.find((each) => each.checkpoint === checkpoint)
  if (!conflict) return ''
  const { a, b } = conflict
  const epochs = a.at.epoch === b.at.epoch ? `${a.at.epoch}` : `${a.at.epoch}/${b.at.epoch}`
  return `, epoch ${epochs} (${listedBriefly(a.nodes)} / ${listedBriefly(b.nodes)})`
}

/** The vantages of which nothing has come. */
function saySilent({ view, settings }: SmsInput): string {
  const looking = [...view.evidence.seenBy, ...view.evidence.notSeenBy]
  const silent = settings.vantages.map(({ name }) => name).filter((name) => !looking.includes(name))
  return silent.length === 0 ? '' : `, silent: ${listedBriefly(silent)}`
}

/** Both halves of a partition; a path's own vantage is in its name. */
function sayHalves({ view }: SmsInput): string {
  const { seenBy, notSeenBy } = view.evidence
  const not = view.subject.startsWith('path:') ? '' : `, not reached from ${listedBriefly(seenBy)}`
  return notSeenBy.length === 0 ? not : `${not}, reached from ${listedBriefly(notSeenBy)}`
}

function sayFault({ view, look }: SmsInput): string {
  const fault = view.evidence.nodes.map((node) => faultOf(look, node)).find((each) => each !== undefined)
  return fault === undefined ? '' : `, ${sayFaultKind(fault)}`
}

function sayBehind(input: SmsInput, node: string): string {
  const behind = slotsBehind(input, node)
  return behind === undefined || behind < 1 ? '' : `, head ${count(behind, 'slot')} old`
}

function sayPeers({ look }: SmsInput, node: string): string {
  const peers = reachedIn(look, node)?.peers ?? 'unknown'
  return peers === 'unknown' ? '' : `, ${count(peers, 'peer')}`
}

function sayFinalized({ look }: SmsInput, node: string): string {
  const checkpoints = reachedIn(look, node)?.checkpoints ?? 'unknown'
  return checkpoints === 'unknown' ? '' : `, last finalized epoch ${checkpoints.finalized.epoch}`
}

/** As much as fits, ended at a sentence if most of it stays, else at a word and with two dots. */
function cutAtWord(text: string, septetsMax: number): string {
  if (gsm7Length(text) <= septetsMax) return text
  const whole = fitting(text, septetsMax)
  const sentence = whole.lastIndexOf('. ')
  if (sentence >= whole.length / 2) return whole.slice(0, sentence + 1)
  const room = fitting(text, septetsMax - 2)
  const word = room.lastIndexOf(' ')
  return `${(word >= room.length / 2 ? room.slice(0, word) : room).trimEnd()}..`
}
