/** Contact channels: the ways in which each contact is reached, and which of them a step depends on. */
import type { ContactSettings } from '../../domain/settings/sections/contact-settings.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import type { Protocol } from './doctor-facts.ts'

export type Channel =
  | { readonly by: Protocol; readonly address: string }
  | { readonly by: 'webhook'; readonly address: string }

/** What a contact's topic is to be subscribed to. */
export function subscribedOf({ email, sms, https }: ContactSettings): readonly Subscribed[] {
  const wanted = Object.entries({ email, sms, https }) as [Protocol, string | undefined][]
  return wanted.flatMap(([by, address]) => (address === undefined ? [] : [{ by, address }]))
}

interface Subscribed {
  readonly by: Protocol
  readonly address: string
}

export function channelsOf(contact: ContactSettings): readonly Channel[] {
  const { id, webhook } = contact
  return [
    ...subscribedOf(contact),
    ...(webhook === undefined ? [] : [{ by: 'webhook' as const, address: `${webhook.kind} (${id})` }]),
  ]
}

/** Every mailbox of the contacts, each once. */
export function mailboxesOf({ contacts }: Pick<Settings, 'contacts'>): readonly string[] {
  return [...new Set(contacts.flatMap(({ email }) => email ?? []))]
}

/** Who may be told by a name in a step: the contact itself, or one of the rotation's people, whoever has the turn. */
export function oneOf(
  name: string,
  { contacts, rotations }: Pick<Settings, 'contacts' | 'rotations'>,
): readonly ContactSettings[] {
  const people = rotations.find(({ id }) => id === name)?.people ?? [name]
  return contacts.filter(({ id }) => people.includes(id))
}
