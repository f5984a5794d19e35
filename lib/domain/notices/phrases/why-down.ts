/** Why down: where to look first for what stopped a node, by how it fails. */
import type { FaultSeen } from '../../findings/facts.ts'
import { concerned, type Situation } from '../situation.ts'
import { sayFaultBriefly } from './fault-briefly.ts'
import { firstNode } from './node-names.ts'
import { callIfDead } from './site-calls.ts'

export function findWhyDown(situation: Situation, fault: FaultSeen | undefined): string {
  const why = whyDown(situation, firstNode(situation), fault)
  return concerned(situation).length > 1
    ? `Begin with one of them, what they share may be the cause. ${why}`
    : why
}

function whyDown(situation: Situation, name: string, fault: FaultSeen | undefined): string {
  switch (fault?.kind) {
    case 'connection-refused':
      return `The host of ${name} answers and nothing listens on its port: log in, see whether the beacon process runs (systemctl status, docker ps) and read its last 100 log lines before you start it.`
    case 'dns':
      return `The name of ${name} does not resolve: check its DNS record and zone before you touch the node, which may be well.`
    case 'tls-expired':
    case 'tls-name':
    case 'tls-untrusted':
      return `The certificate in front of ${name} is refused (${sayFaultBriefly(fault)}): put it right at the proxy. The node behind may be well; ask it from inside with curl.`
    case 'tls-handshake':
      return `What answers for ${name} does not speak HTTPS as we do: see whether its port serves plain http, or HTTP/2 alone, and whether the URL in our settings has the right scheme. The node behind may be well; ask it from inside with curl.`
    case 'connection-reset':
      return `What listens for ${name} closes the connection without an answer: see that the beacon process runs and read its log. If the URL in our settings begins with http, see whether that port speaks HTTPS by now.`
    case 'http-status':
      return `What stands in front of ${name} answers ${sayFaultBriefly(fault)}: see that the beacon process behind it runs, then look at the proxy.`
    case 'redirect':
    case 'too-large':
    case 'not-json':
    case 'malformed':
      return `Something other than a beacon node answers for ${name} (${sayFaultBriefly(fault)}): see what listens there and what the proxy in front of it sends.`
    default:
      return `Log in to the host of ${name} by another way (console, VPN). If the host is dead, ${callIfDead(situation)}; if it is up, look for a full disk, an out-of-memory kill (df -h, dmesg -T | tail) and a changed firewall.`
  }
}
