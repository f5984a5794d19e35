/** Message words: all that one contact is told in one turn, as one title, one text and one text message. */

import { KINDS } from '../kinds/kinds.ts'
import { bySeverity } from '../kinds/severity.ts'
import { isOver } from '../people/record.ts'
import { count, listed } from '../text/lists.ts'
import { sayInstant } from '../text/time.ts'
import { ackCommand, acknowledgeLines } from './closing-lines.ts'
import type { Message, Notice, TextParts } from './notice.ts'
import { fitSms } from './sms/fit-sms.ts'
import { idsSentence } from './sms/ids-sentence.ts'

export interface MessageInput {
  readonly contact: string
  /** The vantage that sends it. */
  readonly vantage: string
  readonly now: number
  /** At least one. */
  readonly notices: readonly Notice[]
  readonly texting: Message['texting']
  /** How many notices were kept from this contact's phone by its budget since the last text message. */
  readonly heldBack: number
}

/** A single notice keeps its own words; of several the worst is told in full and the others are listed. */
export function wordMessage(input: MessageInput): Message {
  const [worst, ...others] = input.notices.toSorted(openAndWorstFirst)
  if (worst === undefined) throw new Error(`Cannot word a message to ${input.contact}: it tells nothing`)
  const title = others.length === 0 ? worst.title : sayTitle([worst, ...others])
  const held = sayHeldBack(input)
  return {
    at: input.now,
    vantage: input.vantage,
    contact: input.contact,
    severity: worst.severity,
    notices: [worst, ...others],
    title,
    text: [
      ...(others.length === 0 ? [worst.text] : sayAll(input, title, { worst, others })),
      ...(held === '' ? [] : [held]),
    ].join('\n\n'),
    sms: fitSms(partsOf({ worst, others }, input.heldBack)),
    texting: input.texting,
  }
}

const OTHERS_LISTED = 20
const IDS_LISTED = 40

/** What is open before what is over; equals stay as they came. */
function openAndWorstFirst(a: Notice, b: Notice): number {
  return Number(isOver(a)) - Number(isOver(b)) || bySeverity(a, b)
}

function sayTitle(notices: readonly Notice[]): string {
  const isIncident = ({ kind }: Notice) => Object.hasOwn(KINDS, kind)
  const incidents = notices.filter(isIncident)
  const open = incidents.filter((notice) => !isOver(notice)).length
  const over = incidents.length - open
  const rest = notices.length - incidents.length
  const counts = [
    ...(open > 0 ? [count(open, 'incident')] : []),
    ...(over > 0 ? [open > 0 ? `${over} cleared` : `${count(over, 'incident')} cleared`] : []),
    ...(rest > 0 ? [count(rest, incidents.length > 0 ? 'other notice' : 'notice')] : []),
  ]
  return `${listed(counts)}, worst ${notices[0]!.title}`
}

interface Ranked {
  readonly worst: Notice
  readonly others: readonly Notice[]
}

function sayAll(input: MessageInput, title: string, { worst, others }: Ranked): readonly string[] {
  const shown = others.slice(0, OTHERS_LISTED)
  const left = others.slice(OTHERS_LISTED).map(({ incident }) => incident)
  const list = shown.flatMap((notice, index) => sayOther(notice, index + 2))
  const more =
    left.length === 0
      ? []
      : [`And ${left.length} more: ${listed(left, IDS_LISTED)}. All that is open: bin/watchfire incidents`]
  return [
    title,
    `The worst in full; below it, what else there is (${others.length}).`,
    `1. ${worst.text}`,
    ['What else there is:', ...list, ...more].join('\n'),
    `All of this to ${input.contact}, sent from ${input.vantage} at ${sayInstant(input.now)}.`,
  ]
}

function sayOther({ title, incident, links }: Notice, place: number): readonly string[] {
  if (links === undefined) return [`${place}. ${title}`]
  const ways =
    links.kind === 'none' ? [`Acknowledge: ${ackCommand(incident)}`] : acknowledgeLines(links, incident)
  return [`${place}. ${title}`, ...ways.map((way) => `   ${way}`)]
}

/** The budget holds back text messages only: whoever reads this by another channel has had the rest of it. */
function sayHeldBack({ heldBack }: MessageInput): string {
  if (heldBack === 0) return ''
  return `${count(heldBack, 'other notice')} ${heldBack === 1 ? 'was' : 'were'} kept from your phone by its text budget. All that is open: bin/watchfire incidents`
}

/** Older texts about what is over are superseded, so its ids come before what to do. */
function partsOf({ worst, others }: Ranked, heldBack: number): TextParts {
  const more = others.length === 0 ? '' : ` +${Math.min(others.length, OTHERS_MAX)} more.`
  const idsOf = (these: readonly Notice[]) => these.map(({ incident }) => incident)
  const held = `${count(heldBack, 'text')} held back.`
  return {
    lead: worst.sms.lead.map((wording) => `${wording}${more}`),
    sentences: [
      ...(heldBack === 0 ? [] : [{ rank: 'first-step', wordings: [held] } as const]),
      ...idsSentence('first-step', isOver(worst) ? 'Cleared too' : 'Cleared', idsOf(others.filter(isOver))),
      ...worst.sms.sentences,
      ...idsSentence('more', 'Also', idsOf(others.filter((other) => !isOver(other)))),
    ],
  }
}

/** For so many more the wordings of a lead leave room. */
const OTHERS_MAX = 999
