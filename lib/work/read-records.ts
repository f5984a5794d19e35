/** Read records: what was sent, as much of it as decides what is due now. */
import type { DueFacts } from '../domain/escalation/due-facts.ts'
import { isEnoughOfPhone } from '../domain/escalation/messages.ts'
import { neededRecords } from '../domain/escalation/needed-records.ts'
import type { Sent } from '../domain/people/record.ts'
import type { Store } from '../ports.ts'

type RecordStore = Pick<Store, 'sentAbout' | 'sentToPhone'>

/** Of the incidents that are open or ending, and of the phones whose budget they would use. */
export async function readRecords(
  store: RecordStore,
  facts: Omit<DueFacts, 'sent'>,
): Promise<readonly Sent[]> {
  const phones = facts.settings.contacts.filter(({ sms }) => sms !== undefined)
  const read = await Promise.all([
    store.sentAbout(neededRecords(facts)),
    ...phones.map(({ id }) => readPhone(store, id, facts.now)),
  ])
  return [...new Map(read.flat().map((one) => [nameOf(one), one])).values()]
}

/** Most phones have not rung lately, and the last record says so. */
const READ_AT_ONCE = [1, 32] as const

async function readPhone(store: RecordStore, contact: string, now: number): Promise<readonly Sent[]> {
  for (const limit of READ_AT_ONCE) {
    const newest = await store.sentToPhone(contact, limit)
    if (newest.length < limit || isEnoughOfPhone(newest, now)) return newest
  }
  return store.sentToPhone(contact)
}

function nameOf({ kind, subject, since, step, contact, vantage }: Sent): string {
  return JSON.stringify([kind, subject, since, step, contact, vantage])
}
