/** Desk guard: whether a request to the desk of this machine was meant for it, and not sent by a page from elsewhere. */
import type { IncomingMessage } from 'node:http'

/** The names by which this machine, and no other one, reaches itself. */
const OWN_HOSTS = ['127.0.0.1', 'localhost', '[::1]']

/** Why it is refused, as a status. */
type Refusal = 421 | 403

/**
 * A page from elsewhere can give its own name the address of this machine: then the Host is that name. And it can
 * send requests across: then the browser says so by Origin and Sec-Fetch-Site, which no page can forge.
 */
export function refusalOf(incoming: IncomingMessage, port: number): Refusal | null {
  const host = ownHostIn(incoming, port)
  if (host === null) return 421
  return isFromHere(incoming, host) ? null : 403
}

function ownHostIn({ headersDistinct }: IncomingMessage, port: number): string | null {
  const [named = '', ...more] = headersDistinct.host ?? []
  const host = named.toLowerCase()
  const own = OWN_HOSTS.map((each) => (port === 80 ? each : `${each}:${port}`))
  return more.length === 0 && own.includes(host) ? host : null
}

function isFromHere({ method, headers }: IncomingMessage, host: string): boolean {
  const { origin, 'sec-fetch-site': site = 'none' } = headers
  if (origin !== undefined && origin !== `http://${host}`) return false
  if (site === 'none' || site === 'same-origin') return true
  // Whoever follows a link in a mail read in the browser comes from elsewhere, and only looks.
  const isVisit = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  return isVisit && (method === 'GET' || method === 'HEAD')
}
