/** SMS words: an incident in at most two parts of GSM-7, the first of which stands on its own. */

import type { Severity } from '../kinds/severity.ts'
import type { Links } from '../people/links.ts'
import { type IncidentReason, isOver, type Sent } from '../people/record.ts'
import { nodeSettings } from '../settings/settings.ts'
import { clean } from '../text/clean.ts'
import { count, listedBriefly, unique } from '../text/lists.ts'
import { sayDuration } from '../text/time.ts'
import { firstStepShort } from './advice.ts'
import {
  concerned,
  dataCenterSettings,
  faultOf,
  groupsServed,
  isAboutWatching,
  nodesLeft,
  reachedIn,
  type Situation,
  sayFaultKind,
  sayKind,
  slotsBehind,
  softwareOf,
  splitPath,
  splitSubject,
} from './phrases.ts'
import { sayMinuteBefore, saySentAt } from './sms-moments.ts'
import { joinParts, wordFirstPart, wordSecondPart } from './sms-parts.ts'

export interface SmsInput extends Situation {
  readonly reason: IncidentReason
  readonly now: number
  readonly links: Links
  readonly acknowledgedBy?: string
  /** Who was told at an earlier step. */
  readonly toldBefore?: readonly Pick<Sent, 'contact' | 'at'>[]
}

/**
 * The text message. Part one has severity, kind, subject, scope, UTC times and id, because part two may come late
 * or never; part two says where to acknowledge and what to do first. A text may overtake another by hours, so
 * each says when it was worded, and the last one about an incident says that it is the last.
 */
export function wordSms(input: SmsInput): string {
  const first = wordFirstPart({
    opening: `WATCHFIRE ${sayState(input)} ${sayKind(input.view.kind)}: `,
    wordings: wordingsOf(input).map((wording) => clean(wording)),
    endings: isOver(input) ? closingEndings(input) : [sayOpenTimes(input)],
  })
  return isOver(input) ? first : joinParts(first, wordSecondPart(input.links, [firstStepShort(input)]))
}

export const SEVERITY_BRIEFLY: Readonly<Record<Severity, string>> = {
  critical: 'CRIT',
  warning: 'WARN',
  info: 'INFO',
}

function sayState({ view, reason }: SmsInput): string {
  const severity = SEVERITY_BRIEFLY[view.severity]
  switch (reason) {
    case 'close':
    case 'resolve':
      return 'CLEARED'
    case 'repeat':
      return `${severity} STILL OPEN`
    case 'ack-expired':
      return `${severity} ACK EXPIRED`
    case 'escalated':
      return `${severity} ESCALATED`
    case 'handover':
      return `${severity} HANDED OVER`
    case 'worse':
      return `NOW ${severity}`
    case 'opening':
      return severity
  }
}

function sayOpenTimes({ view, now }: SmsInput): string {
  return ` since ${sayMinuteBefore(view.since, now)}, sent ${saySentAt(now)}. ${view.id}.`
}

/** What gives way when a name is long is the duration, which the times tell too; never the time, nor the id. */
function closingEndings({ view, now, acknowledgedBy }: SmsInput): readonly string[] {
  const from = view.since
  const to = Math.max(view.evidence.asOf, from)
  const times = ` ${sayMinuteBefore(from, to)}-${sayMinuteBefore(to, now)}`
  const sent = ` Sent ${saySentAt(now)}, older ${view.id} texts superseded.`
  const lasted = to - from >= 1_000 ? ` (${sayDuration(to - from)})` : ''
  const [nobody, briefly] =
    acknowledgedBy === undefined ? [' Nobody acknowledged.', ' Nobody acked.'] : ['', '']
  return [`${times}${lasted}.${nobody}${sent}`, `${times}.${nobody}${sent}`, `${times}.${briefly}${sent}`]
}

/** What is wrong and with whom, longest first; every one of them names the subject. */
function wordingsOf(input: SmsInput): readonly string[] {
  const who = sayWho(input)
  const details = detailsOf(input)
  const extent = sayExtent(input)
  const bare = sayBareGroups(input)
  const unanswered = sayUnanswered(input)
  // That a group has no node left is why it is critical, so it outlasts every detail.
  return unique([
    ...details.flatMap((detail) => [`${detail}${extent}${bare}`, `${detail}${bare}`]),
    `${extent}${bare}`,
    bare,
    ...details.flatMap((detail) => [`${detail}${extent}`, detail]),
    extent,
    '',
  ])
    .flatMap((wording) => [`${wording}${unanswered}`, wording])
    .map((wording) => `${who}${wording},`)
}

/** Who was woken before and did not answer, for whoever is woken instead. */
function sayUnanswered({ reason, toldBefore = [], acknowledgedBy }: SmsInput): string {
  const told = unique(toldBefore.map(({ contact }) => contact))
  if (reason !== 'escalated' || told.length === 0 || acknowledgedBy !== undefined) return ''
  return `, no ack by ${listedBriefly(told)}`
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
      return view.kind === 'data-center-dark' ? share : `, whole data centre${share}`
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
    case 'finalized-conflict':
    case 'justified-conflict':
      return sayConflict(input)
    case 'isolated':
      return [`${sayPeers(input, node)}${sayBehind(input, node)}`, sayBehind(input, node)]
    default:
      return [sayDetail(input, node)]
  }
}

function sayDetail(input: SmsInput, node: string): string {
  switch (input.view.kind) {
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

function sayConflict({ view, look }: SmsInput): readonly string[] {
  const checkpoint = view.kind === 'finalized-conflict' ? 'finalized' : 'justified'
  const conflict = look?.sides.conflicts.find((each) => each.checkpoint === checkpoint)
  if (!conflict) return []
  const { a, b } = conflict
  const epochs = a.at.epoch === b.at.epoch ? `${a.at.epoch}` : `${a.at.epoch}/${b.at.epoch}`
  const named = `${listedBriefly(a.nodes)} / ${listedBriefly(b.nodes)}`
  const sizes = `${a.nodes.length} / ${b.nodes.length} nodes`
  return [named, sizes].map((each) => `, epoch ${epochs} (${each})`)
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
