/** Address settings: which addresses the nodes may have. */
import type { Written } from '../section.ts'
import { flag } from '../shapes.ts'

export interface AddressesSection {
  /** Whether nodes may have private addresses (10/8, 172.16/12, 192.168/16, fc00::/7, 100.64/10). */
  readonly privateAddresses: boolean
}

/** What is at a private address of a cloud's network is none of the operator's nodes, unless he says so. */
const PRIVATE_ADDRESSES_DEFAULT = false

export const addressesSection = {
  keys,
  resolve: ({ privateAddresses }: Written<typeof keys>): AddressesSection => ({
    privateAddresses: privateAddresses ?? PRIVATE_ADDRESSES_DEFAULT,
  }),
}

function keys() {
  return {
    privateAddresses: flag({
      description:
        'Whether nodes may have private addresses (10/8, 172.16/12, 192.168/16, 100.64/10, fc00::/7). Loopback is always allowed in `look` and `watch`; link-local and cloud metadata addresses never are.',
      default: PRIVATE_ADDRESSES_DEFAULT,
    }).exactOptional(),
  }
}
