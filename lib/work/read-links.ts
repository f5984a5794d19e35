/** Read links: makes the links of one vantage's messages, from its key and from where the desks say they are. */

import { type LinkKeys, readLinkKeys } from '../domain/people/links/link-keys.ts'
import { linkMaker } from '../domain/people/links/link-maker.ts'
import type { LinkMaker } from '../domain/people/links.ts'
import type { Settings } from '../domain/settings/settings.ts'
import { LINK_KEY } from '../names/resources.ts'
import type { Log, Secrets, Store } from '../ports.ts'

interface ReadLinks {
  readonly store: Pick<Store, 'places'>
  readonly secrets: Secrets
  readonly settings: Settings
  readonly vantage: string
  readonly log: Log
}

/** Never throws: a message without links is worth more than none, and says why it has none. */
export async function readLinks({ store, settings, vantage, log, secrets }: ReadLinks): Promise<LinkMaker> {
  const [keys, places] = await Promise.all([
    readKeys({ secrets, vantage }),
    store.places().catch((error: unknown) => {
      log.warn('desks not known', { because: String(error) })
      return []
    }),
  ])
  if (keys.kind === 'none') log.warn('messages go out without links', { because: keys.because })
  const desks = places.flatMap(({ vantage, deskUrl }) => (deskUrl ? [{ vantage, url: deskUrl }] : []))
  return linkMaker({ keys, desks, installation: settings.name, contacts: settings.contacts, vantage })
}

async function readKeys({
  secrets,
  vantage: place,
}: Pick<ReadLinks, 'secrets' | 'vantage'>): Promise<LinkKeys> {
  try {
    return readLinkKeys(await secrets.get(LINK_KEY), { name: LINK_KEY, place })
  } catch (error) {
    const because = `the secret ${LINK_KEY} cannot be read in ${place} (${(error as Error).name})`
    return { kind: 'none', problem: 'missing', because }
  }
}
