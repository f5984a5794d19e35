/** Site calls: whom to call about a data centre, and what to ask. */
import type { DataCenterContact, DataCenterSettings } from '../../settings/sections/data-center-settings.ts'
import { nodeSettings } from '../../settings/settings.ts'
import { unique } from '../../text/lists.ts'
import { concerned, type Evidenced, type Situation } from '../situation.ts'
import { bareName, dataCenterSettings, namedDataCenter, sayDataCenter } from './subject-words.ts'

const CONTACTS_LISTED = 4

/** The one data centre that an incident is about or that holds all its nodes; undefined when there is none or more. */
export function soleDataCenter({ view, settings }: Evidenced): DataCenterSettings | undefined {
  const named = namedDataCenter(view.subject)
  if (named !== undefined && dataCenterSettings(settings, named)) return dataCenterSettings(settings, named)
  const ids = unique(concerned({ view, settings }).map((node) => nodeSettings(settings, node)?.dataCenter))
  const [only] = ids
  return ids.length === 1 && only !== undefined ? dataCenterSettings(settings, only) : undefined
}

/** Whom to call where all of it is in one data centre; none where it is not. */
export function sayCall(situation: Situation): readonly string[] {
  const site = soleDataCenter(situation)
  if (!site) return []
  const name = sayDataCenter(site.id, situation.settings)
  const contacts = contactsOf(site).slice(0, CONTACTS_LISTED)
  if (contacts.length === 0) return [`Call: no contact for ${name} is configured.`]
  const note = contacts.some((each) => each.direct)
    ? ''
    : ' No direct line is configured; this may be a ticket queue.'
  return [`Call: ${name}.${note}`, ...contacts.map((each) => `  ${sayContact(each)}`)]
}

function sayContact({ name, phone, email, url, direct }: DataCenterContact): string {
  const ways = [phone, email, url].filter((way) => way !== undefined)
  return `${name}: ${ways.length > 0 ? ways.join(', ') : 'no way to reach it is configured'}${direct ? ' (direct)' : ''}`
}

/** Those who reach a human at the site first. */
function contactsOf(site: DataCenterSettings): readonly DataCenterContact[] {
  return site.contacts.toSorted((a, b) => Number(b.direct) - Number(a.direct))
}

export function nameSite(of: Evidenced): string {
  return soleDataCenter(of)?.id ?? bareName(of.view.subject)
}

export function callTheSite(situation: Situation): string {
  const site = soleDataCenter(situation)
  const [contact] = site === undefined ? [] : contactsOf(site)
  const ask = 'ask what failed, when it will be back, and for a ticket number'
  if (!contact)
    return `No contact for ${nameSite(situation)} is configured: find the number of ${site?.provider ?? 'its operator'} in the contract, call, and ${ask}.`
  const reach = contact.phone ?? contact.email ?? contact.url ?? 'no number configured'
  return contact.direct
    ? `Call ${contact.name}, ${reach}: ${ask}.`
    : `No direct line to ${nameSite(situation)} is configured: write to ${contact.name} (${reach}), look for a telephone number in the contract, and ${ask}.`
}

/** The rest of a sentence: `call Hetzner NOC +49 30 23125 100`. */
export function callBriefly(situation: Situation): string {
  const site = soleDataCenter(situation)
  const contact = site === undefined ? undefined : contactsOf(site).find((each) => each.phone !== undefined)
  return contact
    ? `call ${contact.name} ${contact.phone}`
    : `find the number of ${site?.provider ?? nameSite(situation)}, none is configured`
}

/** Whom to call when the host does not answer by any way. */
export function callIfDead(situation: Situation): string {
  const site = soleDataCenter(situation)
  const contact = site === undefined ? undefined : contactsOf(site)[0]
  return contact ? `call ${contact.name}` : 'call its provider'
}
