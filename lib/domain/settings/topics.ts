/** Topics: which contacts are told through a topic of their own, because AWS itself can reach them. */
import type { ContactSettings, Settings } from './settings.ts'

/** A webhook is called without a topic. */
export function contactsWithTopic({ contacts }: Pick<Settings, 'contacts'>): readonly ContactSettings[] {
  return contacts.filter(hasTopic)
}

export function hasTopic({ email, sms, https }: ContactSettings): boolean {
  return email !== undefined || sms !== undefined || https !== undefined
}

/** Where a text message is held back, nothing else reaches the topic's subscribers. */
export function hasOnlyPhone({ email, sms, https }: ContactSettings): boolean {
  return sms !== undefined && email === undefined && https === undefined
}

/** Every phone of the contacts, each once. */
export function phonesOf({ contacts }: Pick<Settings, 'contacts'>): readonly string[] {
  return [...new Set(contacts.flatMap(({ sms }) => sms ?? []))]
}
