/** Data centre settings: where the nodes stand, who runs the site, and whom to call when it goes dark. */
import { email } from '../email-shape.ts'
import { type KeyProblem, problemAt } from '../key-problem.ts'
import type { Written } from '../section.ts'
import { closed, flag, list, name, words } from '../shapes.ts'
import { shownUrl } from '../url-shapes.ts'
import { at, items, type ValueAt } from '../value-at.ts'
import { channelProblems } from './contact-settings.ts'

export interface DataCentersSection {
  readonly dataCenters: readonly DataCenterSettings[]
}

export interface DataCenterSettings {
  readonly id: string
  readonly provider?: string
  readonly contacts: readonly DataCenterContact[]
}

export interface DataCenterContact {
  readonly name: string
  readonly phone?: string
  readonly email?: string
  readonly url?: string
  /** Reaches a human at the site at any hour, not a ticket queue. */
  readonly direct: boolean
}

/** Most desks are ticket queues, and one that is not is worth a word of its own. */
const DIRECT_DEFAULT = false

export const dataCentersSection = {
  keys,
  problems: (root: ValueAt) =>
    items(at(root, 'dataCenters'))
      .flatMap((dataCenter) => items(at(dataCenter, 'contacts')))
      .flatMap((contact) => channelProblems(contact, ['phone', 'email', 'url'])),
  doubts: ({ dataCenters }: DataCentersSection) => dataCenters.flatMap(silentSites),
  resolve: (written: Written<typeof keys>): DataCentersSection => ({
    dataCenters: (written.dataCenters ?? []).map(({ contacts = [], ...others }) => ({
      ...others,
      contacts: contacts.map((contact) => ({ ...contact, direct: contact.direct ?? DIRECT_DEFAULT })),
    })),
  }),
}

function keys() {
  return {
    dataCenters: list(dataCenterShape(), { min: 0, max: 200, of: 'data centres' })
      .meta({ description: 'Where the nodes stand, and whom to call there.', default: [] })
      .exactOptional(),
  }
}

function dataCenterShape() {
  return closed(
    {
      id: name({
        description: 'What nodes call it in `dataCenter`.',
        examples: ['fra1'],
        form: 'name, unique',
      }),
      provider: words({
        description: 'Who runs the site. Faults that follow one provider are named so.',
      }).exactOptional(),
      contacts: list(siteContactShape(), { min: 0, max: 20, of: 'contacts' })
        .meta({ description: 'Printed in the notice when the site goes dark.', default: [] })
        .exactOptional(),
    },
    'a map with id, provider and contacts',
  )
}

function siteContactShape() {
  return closed(
    {
      name: words({ description: 'Who it is.', examples: ['Hetzner NOC'] }),
      phone: words({ description: 'As people dial it, extension and all.' }).exactOptional(),
      email: email({ description: 'An e-mail address.' }).exactOptional(),
      url: shownUrl({ description: 'A support form or portal.' }).exactOptional(),
      direct: flag({
        description: 'Reaches a human at the site at any hour, not a ticket queue.',
        default: DIRECT_DEFAULT,
      }).exactOptional(),
    },
    'a map with name, phone, email, url and direct',
  )
}

function silentSites({ contacts }: DataCenterSettings, index: number): readonly KeyProblem[] {
  if (contacts.some(({ direct }) => direct)) return []
  const says = 'has no contact with direct: true, expected one who answers at any hour'
  return [problemAt(['dataCenters', index], says)]
}
