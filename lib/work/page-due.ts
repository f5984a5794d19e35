/** Page due: sends what is due, in this vantage's turn, claimed before and recorded after each publish. */
import type { Due } from '../domain/escalation/due.ts'
import type { DueFacts } from '../domain/escalation/due-facts.ts'
import { due } from '../domain/escalation/escalation.ts'
import { type MessagePlan, messagesDue } from '../domain/escalation/messages.ts'
import { claimStandsMs, type Turns, untilTurnMs } from '../domain/escalation/turns.ts'
import type { Look } from '../domain/look/look.ts'
import type { Message } from '../domain/notices/notice.ts'
import { type Wording, wordPlan } from '../domain/notices/plan-words.ts'
import type { LinkMaker } from '../domain/people/links.ts'
import type { Claim, Sent } from '../domain/people/record.ts'
import { hasOnlyPhone } from '../domain/settings/sections/contact-settings.ts'
import type { Settings } from '../domain/settings/settings.ts'
import type { Clock, Log, Pager, Receipt, Store } from '../ports.ts'
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
  const { looks, ...facts } = await readDueFacts(input)
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

/** A failed publish is left to the next turn: nothing says that it was sent, so it stays due. */
async function send(input: Equipped, plan: MessagePlan, wording: Wording): Promise<Told | null> {
  const { store, log, clock } = input
  const claims = await claimed(input, plan.dues)
  if (claims.length === 0) return null
  const message = wordPlan({ ...plan, dues: claims.map(({ due }) => due) }, wording)
  const texting = textingOf(plan, input.settings)
  let receipt: Receipt
  try {
    receipt = await deliver(input, message, texting)
  } catch (error) {
    const incidents = message.notices.map(({ incident }) => incident)
    log.warn('message not sent', { contact: plan.contact, incidents, because: String(error) })
    return null
  }
  const at = clock.now()
  const records = claims.map(({ claim, due: { reason } }) => ({ ...claim, ...receipt, at, reason, texting }))
  await Promise.all(records.map((record) => store.record(record)))
  return { message, records }
}

/** What this vantage's other runs are not sending already. */
async function claimed(
  { store, clock, vantage, turns }: PageDue,
  dues: readonly Due[],
): Promise<readonly { readonly due: Due; readonly claim: Claim }[]> {
  const at = clock.now()
  const claims = dues.map((due) => {
    const { id, kind, subject, since, step, contact } = due
    return { due, claim: { incident: id, kind, subject, since, step, contact, vantage, at } }
  })
  const isOurs = await Promise.all(claims.map(({ claim }) => store.claim(claim, claimStandsMs(turns))))
  return claims.filter((_, place) => isOurs[place])
}

function textingOf({ contact, texting }: MessagePlan, { contacts }: Settings): Sent['texting'] {
  if (contacts.find(({ id }) => id === contact)?.sms === undefined) return 'none'
  return texting === 'send' ? 'sent' : 'held'
}

/** A phone that is spared, and is all that the contact has, is told by the digest that follows. */
async function deliver(
  { pager, settings }: Equipped,
  message: Message,
  texting: Sent['texting'],
): Promise<Receipt> {
  const contact = settings.contacts.find(({ id }) => id === message.contact)
  if (texting === 'held' && contact && hasOnlyPhone(contact)) return { messageId: '', channel: 'none' }
  return pager.send(message)
}
