/** Read links: makes the links of one vantage's messages, from its key and from where the desks say they are. */

import { type LinkKeys, readLinkKeys } from '../domain/people/links/link-keys.ts'
import { linkMaker } from '../domain/people/links/link-maker.ts'
import type { LinkMaker } from '../domain/people/links.ts'
import type { Settings } from '../domain/settings/settings.ts'
import { LINK_KEY } from '../names/resources.ts'
import type { Log, Secrets } from '../ports.ts'
import { readStore, type StoreReading } from './read-store.ts'

/** Reads the keys anew each time; it may throw. */
export type ReadLinkKeys = () => Promise<LinkKeys>

interface ReadLinks extends StoreReading {
  readonly linkKeys: ReadLinkKeys
  readonly settings: Settings
  readonly vantage: string
  readonly log: Log
}

/** Never throws: a message without links is worth more than none, and says why it has none. */
export async function readLinks(reading: ReadLinks): Promise<LinkMaker> {
  const { settings, vantage, log } = reading
  const [keys, places] = await Promise.all([keysOrNone(reading), placesOrNone(reading)])
  if (keys.kind === 'none') log.warn('messages go out without links', { because: keys.because })
  const watching = places.filter((place) => settings.vantages.some(({ name }) => name === place.vantage))
  const desks = watching.flatMap(({ vantage, deskUrl }) => (deskUrl ? [{ vantage, url: deskUrl }] : []))
  return linkMaker({ keys, desks, installation: settings.name, contacts: settings.contacts, vantage })
}

/** The keys among a vantage's secrets. */
export function linkKeysAmong(secrets: Secrets, vantage: string): ReadLinkKeys {
  return async () => readLinkKeys(await secrets.get(LINK_KEY), { name: LINK_KEY, place: vantage })
}

async function keysOrNone({ linkKeys, vantage }: ReadLinks): Promise<LinkKeys> {
  try {
    return await linkKeys()
  } catch (error) {
    const because = `the secret ${LINK_KEY} cannot be read in ${vantage} (${(error as Error).name})`
    return { kind: 'none', problem: 'missing', because }
  }
}

async function placesOrNone(reading: ReadLinks) {
  try {
    return (await readStore(reading, ['places'])).places
  } catch (error) {
    reading.log.warn('desks not known', { because: String(error) })
    return []
  }
}
