/** Link maker: the links of one notice, to the desk of the Region that sends it and to that of another one. */

import type { ContactSettings } from '../../settings/sections/contact-settings.ts'
import type { LinkMaker, Links } from '../links.ts'
import type { LinkKeys } from './link-keys.ts'
import { signLink } from './link-token.ts'

/** Where a desk answers links, behind its own address. */
export const LINK_PATH = '/a/'

interface LinkMaking {
  readonly keys: LinkKeys
  /** Where the desk of each vantage is, as far as it is known. */
  readonly desks: readonly { readonly vantage: string; readonly url: string }[]
  readonly installation: string
  readonly contacts: readonly Pick<ContactSettings, 'id' | 'smsLink'>[]
  /** The sender. */
  readonly vantage: string
}

/** A link that cannot be opened is one more reason to be called at night, so a second one leads elsewhere. */
const LINKS_MAX = 2

export function linkMaker({ keys, desks, installation, contacts, vantage }: LinkMaking): LinkMaker {
  const nearest = desks.toSorted((a, b) => Number(b.vantage === vantage) - Number(a.vantage === vantage))
  // Vantages of one machine share a desk.
  const all = new Set(nearest.map(({ url }) => `${url.replace(/\/+$/, '')}${LINK_PATH}`))
  const bases = [...all].slice(0, LINKS_MAX)
  const [own] = bases
  if (keys.kind === 'none') return () => none(keys.because)
  if (own === undefined) return () => none('no desk has told its address yet')
  const [key] = keys.keys
  return ({ incident, contact, at }) => {
    const token = signLink({ key, installation, incident, contact, at })
    const takesSmsLink = contacts.find(({ id }) => id === contact)?.smsLink ?? true
    const urls = bases.map((base) => `${base}${token}`)
    return { kind: 'links', urls, ...(takesSmsLink ? { sms: `${own}${token}` } : {}) }
  }
}

function none(because: string): Links {
  return { kind: 'none', because }
}
