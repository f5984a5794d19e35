/** Time zone: where a contact is when a page reaches it, as far as the settings tell. */
import type { ContactsSection } from '../settings/sections/contact-settings.ts'
import type { RotationsSection } from '../settings/sections/rotation-settings.ts'

type People = Pick<ContactsSection & RotationsSection, 'contacts' | 'rotations'>

/** Its own, or that of the first rotation that it is in. */
export function timeZoneOf(contact: string, { contacts, rotations }: People): string | undefined {
  const own = contacts.find(({ id }) => id === contact)?.timeZone
  return own ?? rotations.find(({ people }) => people.includes(contact))?.timeZone
}
