/** Topics: which contacts are told through a topic of their own, because AWS itself can reach them. */
import type { ContactSettings, Settings } from '../settings.ts'

/** A webhook is called without a topic. */
export function contactsWithTopic({ contacts }: Pick<Settings, 'contacts'>): readonly ContactSettings[] {
  return contacts.filter(({ email, sms }) => email !== undefined || sms !== undefined)
}
