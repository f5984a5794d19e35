/** Endpoint settings: address, headers and TLS of nodes and references, where secrets are most easily written in clear. */
import { z } from 'zod'
import {
  HIDDEN,
  hasMalformedTemplate,
  publicHost,
  type SecretText,
  secretNames,
  TEMPLATE_FORM,
  withoutSecrets,
} from '../../text/secret-text.ts'
import { type KeyProblem, problemAt, problemOfKey } from '../key-problem.ts'
import type { NamedFiles, Written } from '../section.ts'
import { closed, name, secret, text } from '../shapes.ts'
import { url } from '../url-shapes.ts'
import { at, entries, quote, sayPath, type TextAt, texts, type ValueAt } from '../value-at.ts'

/** What the prober needs to ask one endpoint. */
export interface Endpoint {
  readonly id: string
  readonly url: SecretText
  readonly headers: Readonly<Record<string, SecretText>>
  readonly tls: TlsSettings
}

interface TlsSettings {
  /** PEM text, already read from the file named. */
  readonly ca?: string
  readonly cert?: SecretText
  readonly key?: SecretText
}

/** The keys that nodes and references have in common. */
export function endpointKeys() {
  return {
    id: name({
      description: 'Its name in notices. Keep it when the node stays and its `url` changes.',
      examples: ['fra1-lighthouse-1'],
      form: 'name, unique among nodes and references',
    }),
    url: url({
      description:
        'Base URL of the Beacon API; requests put `/eth/v1/…` behind its path, which must not end in that itself. The path may hold `${secret:NAME}`; no output shows more than the host.',
      examples: ['https://bn1.fra1.example.com', 'https://rpc.example.com/${secret:rpc-key}'],
    }),
    headers: z
      .record(z.string(), z.string({ error: 'a text' }).meta({ hidden: true }), {
        error: 'a map of header names to texts',
      })
      .meta({
        description:
          'Sent with every request; ASCII, on one line. Names that look like credentials must hold their value as `${secret:NAME}`.',
        default: {},
        examples: [{ authorization: 'Bearer ${secret:bn1-token}' }],
        form: 'map of texts',
        hidden: true,
      })
      .exactOptional(),
    tls: closed(tlsKeys(), 'a map with ca, cert and key')
      .meta({ description: 'A private certificate authority and a client certificate.', hidden: true })
      .exactOptional(),
  }
}

function tlsKeys() {
  return {
    ca: text(/\S/, {
      description: 'A private certificate authority. The path is relative to the settings file.',
      examples: ['certs/ca.pem'],
      form: 'path of a PEM file',
      unset: 'system authorities',
      hidden: true,
      expected: 'the path of a PEM file',
    }).exactOptional(),
    cert: secret({
      description: 'Client certificate (PEM) for mutual TLS. Only together with `tls.key`.',
    }).exactOptional(),
    key: secret({ description: 'Its private key (PEM).' }).exactOptional(),
  }
}

export function resolveEndpoint(written: Written<typeof endpointKeys>, files: NamedFiles): Endpoint {
  const { id, url, headers = {}, tls = {} } = written
  return { id, url, headers, tls: resolveTls(tls, files) }
}

function resolveTls({ ca, ...client }: Written<typeof tlsKeys>, files: NamedFiles): TlsSettings {
  const pem = ca === undefined ? undefined : files(ca)
  return pem === undefined ? client : { ...client, ca: pem }
}

export function endpointProblems(endpoint: ValueAt, files: NamedFiles): readonly KeyProblem[] {
  const headers = entries(at(endpoint, 'headers'))
  return [
    ...texts(at(endpoint, 'url')).flatMap(baseProblems),
    ...headers.flatMap(headerProblems),
    ...repeatedHeaders(headers),
    ...tlsProblems(at(endpoint, 'tls')),
    ...texts(at(endpoint, 'tls', 'ca')).flatMap((ca) => caProblems(ca, files)),
  ]
}

/** The path of a request of the Beacon API, or the beginning of one, that was left at the end of a base URL. */
const REQUEST_PATH =
  /(\/eth\/v\d+)\/*((beacon|builder|config|debug|events|node|rewards|validator)\b[^?#]*)?$/i

function baseProblems({ path, value }: TextAt): readonly KeyProblem[] {
  const request = REQUEST_PATH.exec(value)
  if (request === null) return []
  const host = publicHost(withoutSecrets(value, 'secret'))
  const who = host === HIDDEN ? '' : `(${host}) `
  const says = `ends in a path of the Beacon API, expected only what stands before ${request[1]}`
  return [problemAt(path, `${who}${says}`)]
}

/** Names under which credentials are sent. */
const CREDENTIAL_NAME = /auth|cookie|token|secret|key|passw|credential|session|signature/i
/** RFC 9110, section 5.6.2. */
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/
/** The prober writes these itself: they decide how a reply is framed and packed. */
const OWN_HEADER =
  /^(accept|accept-encoding|connection|content-length|content-type|expect|keep-alive|te|trailer|transfer-encoding|upgrade)$/i

function headerProblems(header: ValueAt): readonly KeyProblem[] {
  const name = String(header.path.at(-1))
  if (!HEADER_NAME.test(name)) {
    const message = `${sayPath(header.path.slice(0, -1))} holds what is no name of a header ${HIDDEN}, expected letters, digits and dashes`
    return [{ path: header.path, atKey: true, message }]
  }
  if (OWN_HEADER.test(name))
    return [problemOfKey(header.path, 'is a header that Watchfire sets itself, expected another one')]
  return texts(header).flatMap((value) => headerValueProblems(name, value))
}

/** Header names are the same in any case, and only one of two would be sent. */
function repeatedHeaders(headers: readonly ValueAt[]): readonly KeyProblem[] {
  const names = headers.map(({ path }) => String(path.at(-1)).toLowerCase())
  const firsts = new Map(names.map((name, index) => [name, index] as const).toReversed())
  return headers
    .filter((_, index) => firsts.get(names[index]!)! < index)
    .map(({ path }) => problemOfKey(path, 'is given before in other letters, expected it once'))
}

function headerValueProblems(name: string, { path, value }: TextAt): readonly KeyProblem[] {
  const says = wrongWithHeader(name, value)
  return says === undefined ? [] : [problemAt(path, says)]
}

function wrongWithHeader(name: string, value: string): string | undefined {
  if (hasMalformedTemplate(value))
    return `holds a malformed secret, expected ${TEMPLATE_FORM} with a name of letters, digits, dots, dashes and underscores`
  if (!/^[\t\x20-\x7e]*$/.test(value))
    return 'holds a line break or a character outside ASCII, expected neither'
  if (CREDENTIAL_NAME.test(name) && secretNames(value).length === 0)
    return `holds its value in clear ${HIDDEN}, expected the secret part as ${TEMPLATE_FORM}`
  return undefined
}

function tlsProblems(tls: ValueAt): readonly KeyProblem[] {
  const has = (key: string): boolean => at(tls, key).value !== undefined
  if (has('cert') === has('key')) return []
  const [given, missing] = has('cert') ? ['cert', 'key'] : ['key', 'cert']
  return [problemAt(tls.path, `has ${given} without ${missing}, expected both or neither`)]
}

function caProblems({ path, value }: TextAt, files: NamedFiles): readonly KeyProblem[] {
  const says = wrongWithAuthority(value, files)
  return says === undefined ? [] : [problemAt(path, says)]
}

function wrongWithAuthority(path: string, files: NamedFiles): string | undefined {
  // A certificate or a key that was pasted in is no path; the shape complains of it and it is not shown.
  if (/[\r\n]|-----|\$\{/.test(path)) return `is not a path ${HIDDEN}, expected that of a PEM file`
  const pem = files(path)
  if (pem === undefined)
    return `names ${quote(path)}, which cannot be read, expected a PEM file beside the settings`
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem))
    return `names ${quote(path)}, which holds a private key, expected certificates only`
  if (!pem.includes('-----BEGIN CERTIFICATE-----'))
    return `names ${quote(path)}, which holds no certificate, expected one or more in PEM`
  return undefined
}
