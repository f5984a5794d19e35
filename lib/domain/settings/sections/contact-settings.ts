/** Contact settings: the people and machines that are told, and through which channels. */
import type { z } from 'zod'
import { email } from '../email-shape.ts'
import { type KeyProblem, problemAt } from '../key-problem.ts'
import type { Written } from '../section.ts'
import { closed, flag, list, name, text } from '../shapes.ts'
import { timeZone, timeZoneProblems } from '../time-shapes.ts'
import { httpsUrl } from '../url-shapes.ts'
import { at, items, texts, type ValueAt } from '../value-at.ts'
import { type WebhookSettings, webhookShape } from './webhook-settings.ts'

export interface ContactsSection {
  readonly contacts: readonly ContactSettings[]
}

export interface ContactSettings {
  readonly id: string
  readonly email?: string
  readonly sms?: string
  /** An address of the operator's that AWS itself posts notices to. */
  readonly https?: string
  /** Whether text messages may hold a link; some carriers filter them. */
  readonly smsLink: boolean
  /** Where it is when it is told; without it, where its rotation is. */
  readonly timeZone?: string
  /** Called by Watchfire itself, where the contact has no other channel or none of them took the message. */
  readonly webhook?: WebhookSettings
}

/** One tap from the lock screen acknowledges; few carriers filter links. */
const SMS_LINK_DEFAULT = true

export const contactsSection = {
  keys,
  problems: (root: ValueAt) =>
    items(at(root, 'contacts')).flatMap((contact) => [
      ...channelProblems(contact, ['email', 'sms', 'https', 'webhook']),
      ...texts(at(contact, 'timeZone')).flatMap(timeZoneProblems),
    ]),
  resolve: (written: Written<typeof keys>): ContactsSection => ({
    contacts: (written.contacts ?? []).map(resolveContact),
  }),
}

/** Contacts that are told through a topic of their own, because AWS itself can reach them; webhooks need none. */
export function contactsWithTopic({ contacts }: ContactsSection): readonly ContactSettings[] {
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
export function phonesOf({ contacts }: ContactsSection): readonly string[] {
  return [...new Set(contacts.flatMap(({ sms }) => sms ?? []))]
}

/** Of whoever can be reached in none of the ways that there are. */
export function channelProblems(contact: ValueAt, channels: readonly string[]): readonly KeyProblem[] {
  if (typeof contact.value !== 'object' || contact.value === null) return []
  if (channels.some((channel) => at(contact, channel).value !== undefined)) return []
  const expected = channels.join(', ').replace(/, (\w+)$/, ' or $1')
  return [problemAt(contact.path, `cannot be reached, expected ${expected}`)]
}

function keys() {
  return {
    contacts: list(contactShape(), { min: 0, max: 100, of: 'contacts' })
      .meta({ description: 'The people and machines that are told.', default: [] })
      .exactOptional(),
  }
}

function contactShape() {
  return closed(
    {
      id: name({
        description: 'Its name in steps and rotations.',
        examples: ['oncall-a'],
        form: 'name, unique among contacts and rotations',
      }),
      email: email({ description: 'An e-mail address.' }).exactOptional(),
      sms: text(/^\+[\s-]*[1-9]([\s-]*\d){6,14}$/, {
        description:
          'International form (E.164): `"+49 170 1234567"`, in quotes. Spaces and dashes are left out.',
        examples: ['+49 170 1234567'],
        form: 'phone number',
        expected: 'a phone number in international form and in quotes, such as "+49 170 1234567"',
      }).exactOptional(),
      https: httpsUrl(
        {
          description:
            'An address of yours that AWS itself posts notices to, once it has confirmed the subscription.',
        },
        { mayHoldSecret: false },
      ).exactOptional(),
      smsLink: flag({
        description:
          'Whether text messages hold the link that acknowledges; `false` for carriers that filter links.',
        default: SMS_LINK_DEFAULT,
      }).exactOptional(),
      timeZone: timeZone({
        description:
          'Where it is: its pages give local time beside UTC. Without it, that of the first rotation that it is in.',
        default: undefined,
      }).exactOptional(),
      webhook: webhookShape().exactOptional(),
    },
    'a map with id and email, sms, https or webhook',
  )
}

function resolveContact(written: z.infer<ReturnType<typeof contactShape>>): ContactSettings {
  const { sms, ...others } = { smsLink: SMS_LINK_DEFAULT, ...written }
  return sms === undefined ? others : { ...others, sms: sms.replace(/[\s-]/g, '') }
}
