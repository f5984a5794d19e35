/** Incident text: what a text message about one incident is made of; its first sentence stands on its own. */
import { isAboutWatching } from '../kinds/kinds.ts'
import { isOver } from '../people/record.ts'
import { clean } from '../text/clean.ts'
import { gsm7Length, SMS_PART_SEPTETS, toGsm7 } from '../text/gsm7.ts'
import { count, listedBriefly, unique } from '../text/lists.ts'
import { shortenMiddle } from '../text/shorten.ts'
import { sayDuration } from '../text/time.ts'
import { acknowledgeSentence } from './acknowledge-sentence.ts'
import type { TextForm } from './kinds/kind-words.ts'
import { wordsOf } from './kinds/words-by-kind.ts'
import type { TextParts, TextSentence } from './notice.ts'
import type { NoticeInput } from './notice-input.ts'
import { sayBareGroups } from './phrases/groups-left.ts'
import { SEVERITY_BRIEFLY, sayKind } from './phrases/kind-name.ts'
import { subjectBriefly } from './phrases/subject-words.ts'
import { toKnow } from './phrases/text-sentences.ts'
import { takenBack } from './reason-words.ts'
import { concerned } from './situation.ts'
import { sayMinuteBefore, saySentAt } from './sms-moments.ts'

/**
 * The first sentence has severity, kind, subject, scope, UTC times and id, because what follows may come late or
 * never. A text may overtake another by hours, so each says when it was worded, and the last one that it is the last.
 */
export function wordText(input: NoticeInput): TextParts {
  const form = wordsOf(input.view).text(input)
  return {
    lead: leadOf(input, form),
    sentences: isOver(input.due) ? [] : [...sentencesOf(input), ...form.sentences],
  }
}

function sentencesOf({ links, view, lastSeenAt, now }: NoticeInput): readonly TextSentence[] {
  const acknowledge = acknowledgeSentence(links, view.id)
  if (lastSeenAt === null) return [acknowledge]
  return [acknowledge, toKnow(`Last seen ${sayMinuteBefore(lastSeenAt, now)}, nobody can tell since.`)]
}

/** Room is left for how many other incidents come with it. */
const LEAD_SEPTETS = SMS_PART_SEPTETS - 1 - gsm7Length(' +999 more.')
/** What is longer fits into no text message anyway. */
const LETTERS_MAX = 1_000
const NAME_LETTERS = 24
const NAME_LETTERS_MIN = 6

/** In the order in which they give way: details before the extent, a name before what stands behind it, and never an ending. */
function leadOf(input: NoticeInput, form: TextForm): readonly string[] {
  const opening = `WATCHFIRE ${sayState(input)} ${sayKind(input.view.kind)}: `
  const endings = isOver(input.due) ? closingEndings(input) : [sayOpenTimes(input)]
  const name = clean(subjectBriefly(input.view.subject, input.settings), LETTERS_MAX)
  const names = unique([name, shortenMiddle(name, NAME_LETTERS)])
  const behind = wordingsOf(input, form)
  const long = endings.flatMap((ending) =>
    names.flatMap((who) =>
      behind.map((what) => `${opening}${clean(`${who}${what}`, LETTERS_MAX)},${ending}`),
    ),
  )
  return unique([...long, shortest(opening, name, endings.at(-1)!)])
}

/** Nothing but the subject, and of that as much as there is room for. */
function shortest(opening: string, name: string, ending: string): string {
  const room = LEAD_SEPTETS - gsm7Length(toGsm7(`${opening},${ending}`))
  const lengths = Array.from({ length: NAME_LETTERS }, (_, index) => NAME_LETTERS - index)
  const fitting = lengths
    .filter((letters) => letters >= NAME_LETTERS_MIN)
    .map((letters) => shortenMiddle(toGsm7(name), letters))
    .find((short) => gsm7Length(short) <= room)
  return `${opening}${fitting ?? shortenMiddle(toGsm7(name), NAME_LETTERS_MIN)},${ending}`
}

function sayState({ view, due }: NoticeInput): string {
  const severity = SEVERITY_BRIEFLY[view.severity]
  switch (due.reason) {
    case 'close':
    case 'resolve':
      return 'CLEARED'
    case 'repeat':
      return `${severity} STILL OPEN`
    case 'ack-expired':
      return `${severity} ${takenBack(due) ? 'HELP ASKED FOR' : 'ACK EXPIRED'}`
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

function sayOpenTimes({ view, now }: NoticeInput): string {
  return ` since ${sayMinuteBefore(view.since, now)}, sent ${saySentAt(now)}. ${view.id}.`
}

/** What gives way when a name is long is the duration, which the times tell too; never the time, nor the id. */
function closingEndings({ view, now, due }: NoticeInput): readonly string[] {
  const from = view.since
  const to = Math.max(view.evidence.asOf, from)
  const times = ` ${sayMinuteBefore(from, to)}-${sayMinuteBefore(to, now)}`
  const sent = ` Sent ${saySentAt(now)}, older ${view.id} texts superseded.`
  const lasted = to - from >= 1_000 ? ` (${sayDuration(to - from)})` : ''
  const [nobody, briefly] =
    due.acknowledged === undefined ? [' Nobody acknowledged.', ' Nobody acked.'] : ['', '']
  return unique([
    `${times}${lasted}.${nobody}${sent}`,
    `${times}.${nobody}${sent}`,
    `${times}.${briefly}${sent}`,
    `${times}.${sent}`,
  ])
}

/** What stands behind the subject. That a group has no node left is why it is critical, so it outlasts every detail. */
function wordingsOf(input: NoticeInput, form: TextForm): readonly string[] {
  const { details } = form
  const extent = form.extent ?? sayExtent(input)
  const bare = sayBare(input)
  const unanswered = sayUnanswered(input)
  return unique([
    ...details.flatMap((detail) => [`${detail}${extent}${bare}`, `${detail}${bare}`]),
    `${extent}${bare}`,
    bare,
    ...details.flatMap((detail) => [`${detail}${extent}`, detail]),
    extent,
    '',
  ]).flatMap((wording) => unique([`${wording}${unanswered}`, wording]))
}

/** Who was woken before and did not answer, for whoever is woken instead. */
function sayUnanswered({ due: { reason, toldBefore, acknowledged } }: NoticeInput): string {
  const told = unique(toldBefore.map(({ contact }) => contact))
  if (reason !== 'escalated' || told.length === 0 || acknowledged !== undefined) return ''
  return `, no ack by ${listedBriefly(told)}`
}

function sayExtent(input: NoticeInput): string {
  const { view, settings } = input
  const share = `, ${concerned(input).length} of ${count(settings.nodes.length, 'node')}`
  if (view.scope === 'network' && view.subject === 'network') return ', network-wide'
  return view.scope === 'data-center' ? `, whole data centre${share}` : share
}

/** The validator groups that this leaves without a node. */
function sayBare({ view }: NoticeInput): string {
  const isLoss = ['node', 'several', 'data-center'].includes(view.scope) && !isAboutWatching(view.kind)
  return view.severity === 'critical' && isLoss ? sayBareGroups({ view }) : ''
}
