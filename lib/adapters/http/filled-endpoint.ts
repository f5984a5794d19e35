/** Filled endpoint: an endpoint of the settings with its secrets put in, ready to be asked and never to be shown. */
import { createSecureContext } from 'node:tls'
import type { Fault } from '../../domain/look/fault.ts'
import type { Endpoint } from '../../domain/settings/settings.ts'
import { fillSecrets, publicHost, secretNames } from '../../domain/text/secret-text.ts'
import type { Question, Secrets } from '../../ports.ts'
import { type Reading, readSecret } from '../host/read-secret.ts'
import { hostAndPort, httpUrl } from './host-and-port.ts'
import type { HttpRequest } from './lane.ts'
import type { Destination } from './open-socket.ts'

export interface FilledEndpoint {
  /** What its connections depend on: when this changes, kept ones are of no more use. */
  readonly identity: string
  /** The secrets in it, so that no output repeats one. */
  readonly secrets: readonly string[]
  /** A fault when the client certificate or its key is not one. */
  destination(): Destination | Fault
  request(question: Question): HttpRequest
}

interface EndpointFiller {
  /** Never rejects: what is wrong with the secrets is a fault. */
  fill(endpoint: Endpoint): Promise<FilledEndpoint | Fault>
  /** Reads the endpoint's secrets again next time: they may have been rotated. */
  forget(endpoint: Endpoint): void
}

export function isFault(value: object): value is Fault {
  return 'kind' in value && 'detail' in value
}

/** Reads each secret once and remembers it; a missing or unreadable one is looked for again each time. */
export function endpointFiller(secrets: Secrets): EndpointFiller {
  const readings = new Map<string, Promise<Reading>>()

  async function fill(endpoint: Endpoint): Promise<FilledEndpoint | Fault> {
    const known = new Map<string, string>()
    for (const name of namesIn(endpoint)) {
      const reading = await read(name)
      if (!reading.ok) return unusable(endpoint, reading.problem)
      known.set(name, reading.secret)
    }
    const put = (text: string): string => filled(text, known)
    const url = httpUrl(put(endpoint.url))
    if (url === null) return unusable(endpoint, 'its URL, with its secrets, is no http(s) URL')
    return filledEndpoint(endpoint, { url, put, secrets: [...known.values()] })
  }

  async function read(name: string): Promise<Reading> {
    const reading = readings.get(name) ?? readSecret(secrets, name)
    readings.set(name, reading)
    const { ok } = await reading
    if (!ok) readings.delete(name)
    return reading
  }

  return {
    fill,
    forget: (endpoint) => {
      for (const name of namesIn(endpoint)) readings.delete(name)
    },
  }
}

function namesIn({ url, headers, tls }: Endpoint): readonly string[] {
  const texts = [url, ...Object.values(headers), tls.cert ?? '', tls.key ?? '']
  return [...new Set(texts.flatMap(secretNames))]
}

function filled(text: string, known: ReadonlyMap<string, string>): string {
  const result = fillSecrets(text, (name) => known.get(name))
  if (!result.ok) throw new Error(`Cannot fill a text: the secret ${result.missing} was not read before`)
  return result.text
}

function unusable(endpoint: Endpoint, problem: string): Fault {
  return { kind: 'secret-missing', detail: `Cannot ask ${publicHost(endpoint.url)}: ${problem}` }
}

interface Parts {
  readonly url: URL
  readonly put: (text: string) => string
  readonly secrets: readonly string[]
}

function filledEndpoint(endpoint: Endpoint, { url, put, secrets }: Parts): FilledEndpoint {
  const { ca, cert, key } = endpoint.tls
  const tls = {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert: put(cert) }),
    ...(key === undefined ? {} : { key: put(key) }),
  }
  const headers = Object.entries(endpoint.headers).map(([name, value]) => [name.toLowerCase(), put(value)])
  return {
    identity: JSON.stringify([url.origin, tls]),
    secrets,
    destination: () => destination(endpoint, url, tls),
    request: ({ method, path, body }) => ({
      method,
      path: pathUnder(url, path),
      headers: {
        ...OUR_HEADERS,
        ...(body === undefined ? {} : BODY_HEADERS),
        ...Object.fromEntries(headers),
      },
      ...(body === undefined ? {} : { body }),
    }),
  }
}

/** Plain bodies are asked for, because a compressed one can be a bomb and costs us time to open. */
const OUR_HEADERS = { accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'watchfire' }
const BODY_HEADERS = { 'content-type': 'application/json' }

function destination(
  endpoint: Endpoint,
  url: URL,
  tls: { readonly ca?: string; readonly cert?: string; readonly key?: string },
): Destination | Fault {
  const where = { host: publicHost(endpoint.url), ...hostAndPort(url) }
  if (url.protocol === 'http:') return { ...where, secureContext: null }
  try {
    return { ...where, secureContext: createSecureContext(tls) }
  } catch {
    // The error names the place in the key where reading stopped, and must not be repeated.
    return unusable(endpoint, 'its TLS certificate or key is not valid PEM, or they do not match')
  }
}

/** Providers put keys into the path or the query of the URL: both are kept, with the question's own between. */
function pathUnder(url: URL, path: string): string {
  const whole = url.pathname.replace(/\/+$/, '') + path
  if (url.search === '') return whole
  return whole + (whole.includes('?') ? url.search.replace('?', '&') : url.search)
}
