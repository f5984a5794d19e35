/** Host and port: where a connection for a URL leads. */
import type { Destination } from './open-socket.ts'

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 }

export function hostAndPort({ hostname, port, protocol }: URL): Pick<Destination, 'hostname' | 'port'> {
  return {
    hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? DEFAULT_PORTS[protocol]! : Number(port),
  }
}

/** The URL of a text with its secrets in it; null for what HTTP cannot ask. */
export function httpUrl(text: string): URL | null {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url : null
}
