/** Messages: what is due to one contact in one turn is one message, and the contact's budget spares the phone. */

import { bySeverity } from '../kinds/severity.ts'
import { shortId } from '../kinds/short-id.ts'
import { writeSubject } from '../kinds/subject.ts'
import type { Sent, Texting } from '../people/record.ts'
import { MINUTE_MS } from '../text/time.ts'
import type { DigestDue, Due } from './due.ts'
import type { DueFacts } from './due-facts.ts'

export interface MessagePlan {
  readonly contact: string
  /** Worst first; at least one. */
  readonly dues: readonly Due[]
  readonly texting: Texting
  /** How many notices the contact's phone has not been told of since its last text message. */
  readonly heldBack: number
}

/** What tells how much a phone was told lately. */
type TextBudgetFacts = Pick<DueFacts, 'sent' | 'settings' | 'now'>

/** One plan a contact, with a digest for phones that were spared and may be rung again. */
export function messagesDue(dues: readonly Due[], facts: TextBudgetFacts): readonly MessagePlan[] {
  const byContact = Map.groupBy(dues, ({ contact }) => contact)
  const told = [...byContact].map(([contact, its]) => planFor(contact, its, facts))
  const phones = facts.settings.contacts.filter(({ sms }) => sms !== undefined).map(({ id }) => id)
  const spared = phones.filter((id) => !byContact.has(id))
  return [...told, ...spared.flatMap((contact) => digestFor(contact, facts))]
}

function planFor(contact: string, dues: readonly Due[], facts: TextBudgetFacts): MessagePlan {
  const isAllowed = !hasPhone(contact, facts) || mayText(contact, facts) || dues.some(isUrgent)
  return {
    contact,
    dues: dues.toSorted(worstFirst),
    texting: isAllowed ? 'send' : 'hold',
    heldBack: heldFrom(contact, facts).length,
  }
}

function hasPhone(contact: string, { settings }: TextBudgetFacts): boolean {
  return settings.contacts.find(({ id }) => id === contact)?.sms !== undefined
}

/** Never held back: that a critical incident is new to this phone, and a test of whether it rings. */
function isUrgent({ severity, reason }: Due): boolean {
  return reason === 'drill' || (severity === 'critical' && URGENT.has(reason))
}

const URGENT: ReadonlySet<Due['reason']> = new Set(['opening', 'worse', 'escalated', 'handover'])

/** Incidents before news of our own paging, then the oldest first. */
function worstFirst(a: Due, b: Due): number {
  const byAbout = Number(a.about !== 'incident') - Number(b.about !== 'incident')
  return bySeverity(a, b) || byAbout || a.since - b.since
}

/** More text messages than these are read by nobody, and carriers take them for spam. */
const TEXTS_MAX = [
  { withinMs: MINUTE_MS, texts: 1 },
  { withinMs: 15 * MINUTE_MS, texts: 5 },
] as const

function mayText(contact: string, { sent, now }: TextBudgetFacts): boolean {
  const texted = sent.filter((one) => one.contact === contact && one.texting === 'sent')
  return TEXTS_MAX.every(({ withinMs, texts }) => {
    const recent = texted.filter(({ at }) => now - at < withinMs)
    return new Set(recent.map(({ messageId }) => messageId)).size < texts
  })
}

/** Whether so much of what a phone was told, newest first, says all that its budget asks for. */
export function isEnoughOfPhone(newest: readonly Sent[], now: number): boolean {
  const longest = Math.max(...TEXTS_MAX.map(({ withinMs }) => withinMs))
  return newest.some(({ texting, at }) => texting === 'sent' && now - at >= longest)
}

/** What the phone was spared since its last text message, oldest first. */
function heldFrom(contact: string, { sent }: TextBudgetFacts): readonly Sent[] {
  const its = sent.filter((one) => one.contact === contact).toSorted((a, b) => a.at - b.at)
  return its
    .slice(its.findLastIndex(({ texting }) => texting === 'sent') + 1)
    .filter(({ texting }) => texting === 'held')
}

function digestFor(contact: string, facts: TextBudgetFacts): readonly MessagePlan[] {
  const held = heldFrom(contact, facts)
  const [first] = held
  if (first === undefined || !mayText(contact, facts)) return []
  const kind = 'digest'
  const subject = writeSubject({ about: 'contact', name: contact })
  const since = first.at
  const digest: DigestDue = {
    about: 'digest',
    id: shortId({ kind, subject, since }),
    kind,
    subject,
    since,
    severity: 'warning',
    reason: 'digest',
    step: 'digest',
    contact,
    held,
  }
  return [{ contact, dues: [digest], texting: 'send', heldBack: held.length }]
}
