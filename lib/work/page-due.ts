/** Page due: sends what is due, in this vantage's turn, claimed before and recorded after each publish. */
import type { Due } from '../domain/escalation/due.ts'
import type { DueFacts } from '../domain/escalation/due-facts.ts'
import { due } from '../domain/escalation/escalation.ts'
import { type MessagePlan, messagesDue } from '../domain/escalation/messages.ts'
import { afterTry, inFairOrder, mayHaveArrived, nextTry } from '../domain/escalation/tries.ts'
import { type Turns, untilTurnMs } from '../domain/escalation/turns.ts'
import type { Look } from '../domain/look/look.ts'
import type { Message, Notice } from '../domain/notices/notice.ts'
import { type Wording, wordPlan } from '../domain/notices/plan-words.ts'
import type { LinkMaker } from '../domain/people/links.ts'
import type { Claim, Sent, Try } from '../domain/people/record.ts'
import { hasOnlyPhone } from '../domain/settings/sections/contact-settings.ts'
import type { Settings } from '../domain/settings/settings.ts'
import type { Clock, Log, Pager, Receipt, Store, Untaken } from '../ports.ts'
import { readDueFacts } from './read-due-facts.ts'

interface PageDue {
  readonly clock: Clock
  readonly store: Store
  /** Called only when somebody is to be told, because it may have to read secrets. */
  readonly equip: () => Promise<PagingTools>
  readonly log: Log
  readonly settings: Settings
  readonly vantage: string
  readonly turns: Turns
  /** How long a view counts without being renewed, in milliseconds. */
  readonly freshMs: number
  /** The latest look of each vantage when it was judged, for the words. */
  readonly looks: readonly Look[]
  /** What decides what is due, as it was read for the judgement. */
  readonly facts: DueFacts
  readonly signal?: AbortSignal
}

export interface PagingTools {
  readonly pager: Pager
  readonly links: LinkMaker
}

export interface Paged {
  readonly messages: readonly Message[]
  /** As they were read last, with the records of what was sent now. */
  readonly facts: DueFacts
}

/** Waits for this vantage's turn only if something is due, then reads again what others sent meanwhile. */
export async function pageDue(input: PageDue): Promise<Paged> {
  if (plansOf(input.facts).length === 0) return { messages: [], facts: input.facts }
  const { pager, links } = await input.equip()
  const place = input.settings.vantages.findIndex(({ name }) => name === input.vantage)
  const waitMs = untilTurnMs(input.turns, place, input.clock.now())
  if (waitMs > 0) await input.clock.sleep(waitMs, input.signal)
  if (input.signal?.aborted) return { messages: [], facts: input.facts }
  const { looks, ...facts } = await readDueFacts({ ...input, judged: input.facts.own })
  // A later run may have renewed the views meanwhile: their evidence is then from a look that this run has not seen.
  const wording = { ...facts, looks: [...looks, ...input.looks], links }
  // A contact whose channel hangs does not make the others wait.
  const all = await Promise.all(plansOf(facts).map((plan) => send({ ...input, pager }, plan, wording)))
  const told = all.filter((one) => one !== null)
  const sent = [...facts.sent, ...told.flatMap(({ records }) => records)]
  return { messages: told.map(({ message }) => message), facts: { ...facts, sent } }
}

function plansOf(facts: DueFacts): readonly MessagePlan[] {
  return messagesDue(due(facts), facts)
}

interface Equipped extends PageDue {
  readonly pager: Pager
}

interface Told {
  readonly message: Message
  readonly records: readonly Sent[]
}

/** What was not taken is left to a later turn: nothing says that it was sent, so it stays due. */
async function send(input: Equipped, plan: MessagePlan, wording: Wording): Promise<Told | null> {
  const tries = await claimed(input, plan.dues)
  if (tries.length === 0) return null
  const dues = tries.map(({ due, before }) =>
    mayHaveArrived(before) ? { ...due, mayHaveArrived: true as const } : due,
  )
  const { message, notices } = wordPlan({ ...plan, dues }, wording)
  const worded = tries.map((one, place) => ({ ...one, notice: notices[place]! }))
  const texting = textingOf(plan, input.settings)
  const { untaken = [], ...receipt } = await deliver(input, { message, texting, tries: worded })
  const left = new Map(untaken.map((one) => [one.notice, one]))
  const taken = worded.filter(({ notice }) => !left.has(notice))
  const at = input.clock.now()
  const records = taken.map(({ claim, due: { reason } }) => ({ ...claim, ...receipt, at, reason, texting }))
  await Promise.all([
    ...records.map((record) => input.store.record(record)),
    ...worded.flatMap((one) => leave(input, one, left.get(one.notice))),
  ])
  sayLeft(input, plan.contact, untaken)
  const told = message.notices.filter((notice) => !left.has(notice))
  return told.length === 0 ? null : { message: { ...message, notices: told }, records }
}

function sayLeft({ log }: Equipped, contact: string, untaken: readonly Untaken[]): void {
  for (const [because, its] of Map.groupBy(untaken, (one) => one.because))
    log.warn('message not sent', { contact, incidents: its.map(({ notice }) => notice.incident), because })
}

/** A notice that this run may try to send. */
interface Trying {
  readonly due: Due
  readonly claim: Claim
  /** The last try, if there was one, and this one. */
  readonly before: Try | null
  readonly made: Try
}

/** What this vantage's other runs are not sending already. */
async function claimed(
  { store, clock, vantage, turns }: PageDue,
  dues: readonly Due[],
): Promise<readonly Trying[]> {
  const at = clock.now()
  const tries = await Promise.all(
    dues.map(async (due) => {
      const { id, kind, subject, since, step, contact } = due
      const claim = { incident: id, kind, subject, since, step, contact, vantage, at }
      const before = await store.lastTry(claim)
      const made = nextTry(claim, before, turns)
      return (await store.claim(made)) ? { due, claim, before, made } : null
    }),
  )
  return tries.filter((one) => one !== null)
}

/** Keeps what is known of a try that has not told its notice for certain. */
function leave(
  { store, turns }: PageDue,
  { made, before }: Trying,
  left: Untaken | undefined,
): readonly Promise<void>[] {
  const now = left === undefined ? null : afterTry({ made, before, outcome: left.outcome }, turns)
  return now === null ? [] : [store.amendTry(made, now)]
}

function textingOf({ contact, texting }: MessagePlan, { contacts }: Settings): Sent['texting'] {
  if (contacts.find(({ id }) => id === contact)?.sms === undefined) return 'none'
  return texting === 'send' ? 'sent' : 'held'
}

interface Delivery {
  readonly message: Message
  readonly texting: Sent['texting']
  readonly tries: readonly (Trying & { readonly notice: Notice })[]
}

/** A phone that is spared, and is all that the contact has, is told by the digest that follows. */
async function deliver(
  { pager, settings }: Equipped,
  { message, texting, tries }: Delivery,
): Promise<Receipt> {
  const contact = settings.contacts.find(({ id }) => id === message.contact)
  if (texting === 'held' && contact && hasOnlyPhone(contact)) return { messageId: '', channel: 'none' }
  const tryOf = (notice: Notice) => tries.find((one) => one.notice === notice)!
  const order = inFairOrder(message.notices.map(tryOf)).map(({ notice }) => notice)
  try {
    return await pager.send(message, order)
  } catch (error) {
    const untaken = message.notices.map(
      (notice) => ({ notice, because: String(error), outcome: 'unknown' }) as const,
    )
    return { messageId: '', channel: 'none', untaken }
  }
}
