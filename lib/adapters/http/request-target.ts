/** Request target: an endpoint of the settings with its secrets put in, ready to be asked and never to be shown. */
import { createSecureContext } from 'node:tls'
import type { Endpoint } from '../../domain/settings/sections/endpoint-settings.ts'
import { failed, ok, type Result } from '../../domain/text/result.ts'
import { publicHost, type SecretText, secretNames } from '../../domain/text/secret-text.ts'
import type { Secrets } from '../../ports.ts'
import { type SecretFiller, secretFiller } from '../host/secret-filler.ts'
import type { Destination } from './connect.ts'
import type { HttpRequest } from './http-message.ts'
import { hostAndPort, httpUrl } from './http-url.ts'

export interface RequestTarget {
  /** What its connections depend on: when this changes, kept ones are of no more use. */
  readonly identity: string
  /** The secrets in it, so that no output repeats one. */
  readonly secrets: readonly string[]
  /** Null when the client certificate or its key is not one. */
  destination(): Destination | null
  request(question: TargetQuestion): HttpRequest
}

/** What is asked of it: under its URL's own path where `path` says what, else at that path itself. */
export interface TargetQuestion extends Pick<HttpRequest, 'method' | 'body' | 'replyBytesMax'> {
  readonly path?: string
}

/** Never rejects: what is wrong with the secrets is a problem in words. */
export async function readTarget(
  endpoint: Endpoint,
  secrets: Secrets,
): Promise<Result<RequestTarget, string>> {
  const filler = await secretFiller(secretTexts(endpoint), secrets)
  if (!filler.ok) return filler
  const url = httpUrl(filler.value.fill(endpoint.url))
  if (url === null) return failed('its URL, with its secrets, is no http(s) URL')
  return ok(requestTarget(endpoint, url, filler.value))
}

/** The names of all secrets that the endpoint needs. */
export function secretsNeededBy(endpoint: Endpoint): readonly string[] {
  return [...new Set(secretTexts(endpoint).flatMap(secretNames))]
}

function secretTexts({ url, headers, tls }: Endpoint): readonly SecretText[] {
  return [url, ...Object.values(headers), tls.cert ?? '', tls.key ?? '']
}

function requestTarget(endpoint: Endpoint, url: URL, { fill, secrets }: SecretFiller): RequestTarget {
  const { ca, cert, key } = endpoint.tls
  const tls = {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert: fill(cert) }),
    ...(key === undefined ? {} : { key: fill(key) }),
  }
  const own = Object.entries(endpoint.headers).map(([name, value]) => [name.toLowerCase(), fill(value)])
  return {
    identity: JSON.stringify([url.origin, tls]),
    secrets,
    destination: () => destination(publicHost(endpoint.url), url, tls),
    request: ({ method, path, body, replyBytesMax }) => ({
      method,
      ...(replyBytesMax === undefined ? {} : { replyBytesMax }),
      path: path === undefined ? url.pathname + url.search : pathUnder(url, path),
      headers: {
        ...OUR_HEADERS,
        ...(body === undefined ? {} : BODY_HEADERS),
        ...Object.fromEntries(own),
      },
      ...(body === undefined ? {} : { body }),
    }),
  }
}

/** Plain bodies are asked for, because a compressed one can be a bomb and costs us time to open. */
const OUR_HEADERS = { 'accept-encoding': 'identity', 'user-agent': 'watchfire' }
const BODY_HEADERS = { 'content-type': 'application/json' }

function destination(
  host: string,
  url: URL,
  tls: { readonly ca?: string; readonly cert?: string; readonly key?: string },
): Destination | null {
  const where = { host, ...hostAndPort(url) }
  if (url.protocol === 'http:') return { ...where, secureContext: null }
  try {
    return { ...where, secureContext: createSecureContext(tls) }
  } catch {
    // The error names the place in the key where reading stopped, and must not be repeated.
    return null
  }
}

/** Providers put keys into the path or the query of the URL: both are kept, with the question's own between. */
function pathUnder(url: URL, path: string): string {
  const whole = url.pathname.replace(/\/+$/, '') + path
  if (url.search === '') return whole
  return whole + (whole.includes('?') ? url.search.replace('?', '&') : url.search)
}
