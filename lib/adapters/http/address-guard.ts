/** Address guard: which network addresses may be connected to, and the rule that refuses the others. */
import { BlockList, isIPv6 } from 'node:net'

interface AddressRules {
  /** Whether private networks may be connected to. */
  readonly privateAddresses: boolean
  /** Whether this machine itself may be connected to. */
  readonly loopback: boolean
}

/** What kind of address is refused, as words for people; null for an address that may be connected to. */
export type AddressGuard = (address: string) => string | null

type AddressRange = readonly [address: string, prefixBits: number]

interface AddressRule {
  readonly says: string
  readonly v4: readonly AddressRange[]
  readonly v6: readonly AddressRange[]
}

/** Where clouds tell a machine its own credentials: AWS (with ECS and EKS), Google, Alibaba, Azure. */
const METADATA: AddressRule = {
  says: 'a cloud metadata address',
  v4: [
    ['169.254.169.254', 32],
    ['169.254.170.2', 32],
    ['169.254.170.23', 32],
    ['100.100.100.200', 32],
    ['168.63.129.16', 32],
  ],
  v6: [
    ['fd00:ec2::254', 128],
    ['fd00:ec2::23', 128],
    ['fd20:ce::254', 128],
  ],
}

const NEVER: readonly AddressRule[] = [
  METADATA,
  { says: 'a link-local address', v4: [['169.254.0.0', 16]], v6: [['fe80::', 10]] },
  { says: 'an unspecified address', v4: [['0.0.0.0', 8]], v6: [['::', 128]] },
  { says: 'a multicast address', v4: [['224.0.0.0', 4]], v6: [['ff00::', 8]] },
  {
    says: 'a broadcast or reserved address',
    v4: [
      ['240.0.0.0', 4],
      ['192.0.0.0', 24],
    ],
    v6: [],
  },
  // An IPv4 address that nobody would see is meant behind 6to4 and Teredo.
  {
    says: 'an address of a tunnel',
    v4: [],
    v6: [
      ['2002::', 16],
      ['2001::', 32],
    ],
  },
]

const PRIVATE: AddressRule = {
  says: 'a private address, which the settings do not allow',
  v4: [
    ['10.0.0.0', 8],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
    ['100.64.0.0', 10],
    // Benchmarks between networks.
    ['198.18.0.0', 15],
  ],
  // Unique local, site-local, and a translator's own prefix.
  v6: [
    ['fc00::', 7],
    ['fec0::', 10],
    ['64:ff9b:1::', 48],
  ],
}

const LOOPBACK: AddressRule = {
  says: "this machine's own address",
  v4: [['127.0.0.0', 8]],
  v6: [['::1', 128]],
}

/** IPv6 prefixes of 96 bits behind which an IPv4 address is meant: IPv4-mapped, -translated, -compatible, and NAT64. */
const EMBEDDINGS = ['::ffff:', '::ffff:0:', '64:ff9b::', '::'] as const

/** `::` and `::1` are addresses of IPv6, and no IPv4 address in disguise. */
const isOwnOfIpv6 = (prefix: string, address: string) => prefix === '::' && address === '0.0.0.0'

export function addressGuard({ privateAddresses, loopback }: AddressRules): AddressGuard {
  const rules = [...NEVER, ...(privateAddresses ? [] : [PRIVATE]), ...(loopback ? [] : [LOOPBACK])]
  const refused = rules.map((rule) => ({ says: rule.says, list: blockListOf(rule) }))
  return (address) => {
    // A zone (`fe80::1%eth0`) is the way to an address and no part of it.
    const bare = address.replace(/%.*$/, '')
    const family = isIPv6(bare) ? 'ipv6' : 'ipv4'
    return refused.find(({ list }) => list.check(bare, family))?.says ?? null
  }
}

function blockListOf({ v4, v6 }: AddressRule): BlockList {
  const list = new BlockList()
  for (const [address, bits] of v4) {
    list.addSubnet(address, bits, 'ipv4')
    for (const prefix of EMBEDDINGS)
      if (!isOwnOfIpv6(prefix, address)) list.addSubnet(prefix + address, 96 + bits, 'ipv6')
  }
  for (const [address, bits] of v6) list.addSubnet(address, bits, 'ipv6')
  return list
}
