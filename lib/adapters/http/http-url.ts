/** HTTP URL: what can be asked over HTTP, and where a connection for it leads. */
import type { Destination } from './connect.ts'

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 }

/** The URL of a text with its secrets in it; null for what HTTP cannot ask. */
export function httpUrl(text: string): URL | null {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url : null
}

export function hostAndPort({ hostname, port, protocol }: URL): Pick<Destination, 'hostname' | 'port'> {
  return {
    hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? DEFAULT_PORTS[protocol]! : Number(port),
  }
}
