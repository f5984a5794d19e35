/** Desk links: the links that lead to one desk, for tests that follow them. */

import { linkMaker } from '../../lib/domain/people/links/link-maker.ts'
import type { LinkMaker } from '../../lib/domain/people/links.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import type { LocalDesk } from '../../lib/local/local-desk.ts'

export function linksTo(
  { url, linkKeys: keys }: Pick<LocalDesk, 'url' | 'linkKeys'>,
  { name: installation, contacts }: Settings,
): LinkMaker {
  return linkMaker({ keys, installation, contacts, vantage: 'eu', desks: [{ vantage: 'eu', url }] })
}
