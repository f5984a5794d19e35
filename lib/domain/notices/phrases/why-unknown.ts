/** Why unknown: what to look for on our side when we may not look at a node. */
import type { FaultSeen } from '../../findings/facts.ts'
import { sayTime } from '../../text/time.ts'
import type { Situation } from '../situation.ts'
import { sayFaultBriefly } from './fault-briefly.ts'
import { nameNodes } from './node-names.ts'

/** What to do about a vantage that is too busy to look. */
export const SHORT_OF_TIME =
  'The vantage itself is too busy, not the nodes: give its function more memory, which is more processor too, or its machine less other work.'

export function findWhyUnknown(situation: Situation, fault: FaultSeen | undefined): string {
  const name = nameNodes(situation)
  const when = sayTime(situation.view.since)
  switch (fault?.kind) {
    case 'http-status':
      return whyRefused(name, fault, when)
    case 'address-refused':
      return `The name of ${name} leads to an address that our settings do not allow: check its DNS record first, and only then the setting privateAddresses.`
    case 'no-route':
      return `${name} has only an address that our vantages have no way to (IPv6): give it an IPv4 address or watch it from a vantage with IPv6.`
    case 'secret-missing':
      return `A secret that the settings name for ${name} is not there: put it back, for every vantage.`
    case 'no-time':
      return SHORT_OF_TIME
    default:
      return `Find out what changed on our side about ${when}: a token, an allow-list, a path, a name, the settings.`
  }
}

function whyRefused(name: string, fault: FaultSeen, when: string): string {
  switch (fault.status) {
    case 400:
      return `We get HTTP 400 from ${name}: a proxy answers so when its HTTPS port is asked in plain http. Compare how the URL in our settings begins, and its path, with what the proxy there expects.`
    case 429:
      return `We get HTTP 429 (too many requests) from ${name}: find who else uses our token or address, or let the proxy allow us more.`
    default:
      return `We get ${sayFaultBriefly(fault)} from ${name}: compare the token, the path and the allow-list in our settings with what the proxy there expects. Was a token or a certificate rotated about ${when}?`
  }
}
