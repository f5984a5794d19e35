/** Fault: why a question to a beacon node got no usable answer, and whose fault that is. */

/** Every way a question can fail, named; the words for each are in `sayFault`. */
export const FAULT_KINDS = [
  'dns',
  'connection-refused',
  'connection-reset',
  'connect-timeout',
  'timeout',
  'tls-expired',
  'tls-name',
  'tls-untrusted',
  'tls-handshake',
  'address-refused',
  'no-route',
  'http-status',
  'redirect',
  'too-large',
  'not-json',
  'malformed',
  'secret-missing',
  'no-time',
] as const

export type FaultKind = (typeof FAULT_KINDS)[number]

export interface Fault {
  readonly kind: FaultKind
  /** What was found and what was expected, in words; never a secret, a header or a URL's path. */
  readonly detail: string
  /** The HTTP status, where the fault is one. */
  readonly status?: number
}

/** A value that was looked for and is not known: neither true nor false, neither zero nor many. */
export type Unknown = 'unknown'

/** A yes, a no, or "the node did not say". */
export type Tri = boolean | Unknown

/** What proxies answer for a backend that they have lost: not found, or no request in time. */
const GONE_STATUSES: readonly number[] = [404, 408]

/**
 * Whose fault it is. `node`: we looked, and it was down or unusable. `ours`: we could not look (a refused
 * token, an address or a path our settings do not allow, no IPv6 here, no time to ask or to read), so nothing is known of the node.
 */
export function whoseFault(fault: Fault, hasAnsweredBefore = false): 'node' | 'ours' {
  // A proxy whose node has stopped; no change of an allow-list refuses every path in this way.
  if (hasAnsweredBefore && fault.status !== undefined && GONE_STATUSES.includes(fault.status)) return 'node'
  switch (fault.kind) {
    case 'address-refused':
    case 'no-route':
    case 'secret-missing':
    case 'no-time':
      return 'ours'
    case 'http-status':
      return fault.status !== undefined && fault.status >= 400 && fault.status < 500 ? 'ours' : 'node'
    default:
      return 'node'
  }
}

/** What the node did, for people, to be read after its name: `refused the connection`. */
export function sayFault(fault: Pick<Fault, 'kind'> & Partial<Fault>): string {
  if (fault.kind === 'http-status' && fault.status !== undefined) {
    return `answered HTTP ${fault.status}: ${sayStatus(fault.status)}`
  }
  return FAULT_WORDS[fault.kind]
}

const FAULT_WORDS: Readonly<Record<FaultKind, string>> = {
  dns: 'has a name that does not resolve',
  'connection-refused': 'refused the connection',
  'connection-reset': 'broke the connection off',
  'connect-timeout': 'did not accept a connection in time',
  timeout: 'did not answer in time',
  'tls-expired': 'has an expired certificate',
  'tls-name': 'has a certificate for another name',
  'tls-untrusted': 'has a certificate that we do not trust',
  'tls-handshake': 'failed the TLS handshake',
  'address-refused': 'has an address that our settings do not allow',
  'no-route': 'is not reachable from this vantage',
  'http-status': 'answered with an HTTP error',
  redirect: 'sent us to another address',
  'too-large': 'sent more than we read',
  'not-json': 'sent something that is not JSON',
  malformed: 'sent a reply that breaks the standard',
  'secret-missing': 'needs a secret that is not set',
  'no-time': 'could not be asked in time: this vantage was too busy',
}

/** What an HTTP status means when a beacon node, or the proxy before it, answers with it. */
export function sayStatus(status: number): string {
  const words = STATUS_WORDS[status]
  if (words !== undefined) return words
  if (status >= 500) return 'failed inside'
  return status >= 400 ? 'refuses the question' : 'expected 200'
}

const STATUS_WORDS: Readonly<Record<number, string>> = {
  400: 'does not understand the question',
  401: 'refuses our token or address',
  403: 'refuses our token or address',
  404: 'does not offer this path',
  405: 'does not allow this method here',
  429: 'limits our rate',
  501: 'has not built this path',
  502: 'the proxy answers, the node behind it does not',
  503: 'says that it is not ready',
  504: 'the proxy answers, the node behind it does not',
}
