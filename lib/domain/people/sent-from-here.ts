/** Sent from here: which of the contacts' channels one machine can use without AWS, and who gets nothing from it. */

import type { ContactSettings } from '../settings/sections/contact-settings.ts'
import type { Settings } from '../settings/settings.ts'
import { listed, unique } from '../text/lists.ts'
import { secretNames } from '../text/secret-text.ts'

/** A contact that is not told from here by every channel that the settings give it. */
export interface Unsent {
  readonly contact: string
  readonly gets: 'nothing' | 'webhook'
  /** The end of a sentence. */
  readonly because: string
}

interface SecretsHere {
  /** Those that this machine lacks. */
  readonly secretsMissing: readonly string[]
  /** Where this machine looks for a secret. */
  readonly placeOfSecret: (name: string) => string
}

interface FromHere {
  /** Each contact with the channels that work from here; with those of AWS a budget would spare phones that nothing reaches. */
  readonly settings: Settings
  readonly unsent: readonly Unsent[]
}

export function sentFromHere(settings: Settings, secrets: SecretsHere): FromHere {
  const { contacts } = settings
  return {
    settings: { ...settings, contacts: contacts.map((contact) => fromHere(contact, secrets)) },
    unsent: contacts.flatMap((contact) => unsentTo(contact, secrets)),
  }
}

function fromHere({ id, smsLink, webhook }: ContactSettings, secrets: SecretsHere): ContactSettings {
  const isCalled = webhook !== undefined && missingFor(webhook, secrets).length === 0
  return { id, smsLink, ...(isCalled && { webhook }) }
}

function unsentTo(contact: ContactSettings, secrets: SecretsHere): readonly Unsent[] {
  const { id, webhook } = contact
  const lost = CARRIED_BY_AWS.filter(([channel]) => contact[channel] !== undefined).map(([, name]) => name)
  const missing = webhook === undefined ? [] : missingFor(webhook, secrets)
  if (lost.length === 0 && missing.length === 0) return []
  const reasons = [
    ...(lost.length > 0 ? [`${listed(lost)} ${lost.length > 1 ? 'go' : 'goes'} out from AWS alone`] : []),
    ...missing.map((name) => `${secrets.placeOfSecret(name)} is not set`),
  ]
  const gets = webhook !== undefined && missing.length === 0 ? 'webhook' : 'nothing'
  return [{ contact: id, gets, because: reasons.join(', ') }]
}

/** Through topics of SNS. */
const CARRIED_BY_AWS = [
  ['email', 'e-mail'],
  ['sms', 'text message'],
  ['https', 'https'],
] as const

function missingFor(
  webhook: NonNullable<ContactSettings['webhook']>,
  { secretsMissing }: SecretsHere,
): readonly string[] {
  return secretNames(JSON.stringify(webhook)).filter((name) => secretsMissing.includes(name))
}

/** At most two sentences. */
export function sayUnsent(unsent: readonly Unsent[]): readonly string[] {
  const nothing = unsent.filter(({ gets }) => gets === 'nothing')
  const webhook = unsent.filter(({ gets }) => gets === 'webhook')
  return [
    ...(nothing.length > 0 ? [`Nothing is sent from here to ${sayWhy(nothing)}.`] : []),
    ...(webhook.length > 0 ? [`Only the webhook is called from here for ${sayWhy(webhook)}.`] : []),
  ]
}

function sayWhy(unsent: readonly Unsent[]): string {
  const reasons = unique(unsent.map(({ because }) => because))
  const each = reasons.map((reason) => {
    const ids = unsent.filter(({ because }) => because === reason).map(({ contact }) => contact)
    return `${ids.join(', ')} (${reason})`
  })
  return each.join('; ')
}
