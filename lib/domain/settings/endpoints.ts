/** Endpoints: headers and TLS of nodes and references, where secrets are most easily written in clear. */
import { HIDDEN, hasMalformedTemplate, secretNames, TEMPLATE_FORM } from '../text/secret-text.ts'
import { type Complaint, complain } from './complaint.ts'
import { at, entries, items, type Place, quote, sayPath, type TextPlace, texts } from './place.ts'

/** The text of a file named in the settings; undefined when there is none. */
export type Files = (path: string) => string | undefined

export function endpointComplaints(root: Place, files: Files): readonly Complaint[] {
  return [...items(at(root, 'nodes')), ...items(at(root, 'references'))].flatMap((endpoint) => [
    ...entries(at(endpoint, 'headers')).flatMap(headerComplaints),
    ...repeatedHeaders(entries(at(endpoint, 'headers'))),
    ...tlsComplaints(at(endpoint, 'tls')),
    ...texts(at(endpoint, 'tls', 'ca')).flatMap((ca) => caComplaints(ca, files)),
  ])
}

/** Names under which credentials are sent. */
const CREDENTIAL_NAME = /auth|cookie|token|secret|key|passw|credential|session|signature/i
/** RFC 9110, section 5.6.2. */
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/
/** The prober writes these itself: they decide how a reply is framed and packed. */
const OWN_HEADER =
  /^(accept|accept-encoding|connection|content-length|content-type|expect|keep-alive|te|trailer|transfer-encoding|upgrade)$/i

function headerComplaints(header: Place): readonly Complaint[] {
  const name = String(header.path.at(-1))
  if (!HEADER_NAME.test(name)) {
    const message = `${sayPath(header.path.slice(0, -1))} holds what is no name of a header ${HIDDEN}, expected letters, digits and dashes`
    return [{ path: header.path, atKey: true, message }]
  }
  if (OWN_HEADER.test(name))
    return [
      {
        ...complain(header.path, 'is a header that Watchfire sets itself, expected another one'),
        atKey: true,
      },
    ]
  return texts(header).flatMap((place) => headerValueComplaints(name, place))
}

/** Header names are the same in any case, and only one of two would be sent. */
function repeatedHeaders(headers: readonly Place[]): readonly Complaint[] {
  const names = headers.map(({ path }) => String(path.at(-1)).toLowerCase())
  return headers
    .filter((_, index) => names.indexOf(names[index]!) < index)
    .map(({ path }) => ({
      ...complain(path, 'is given before in other letters, expected it once'),
      atKey: true,
    }))
}

function headerValueComplaints(name: string, { path, value }: TextPlace): readonly Complaint[] {
  if (hasMalformedTemplate(value))
    return [
      complain(
        path,
        `holds a malformed secret, expected ${TEMPLATE_FORM} with a name of letters, digits, dots, dashes and underscores`,
      ),
    ]
  if (!/^[\t\x20-\x7e]*$/.test(value))
    return [complain(path, 'holds a line break or a character outside ASCII, expected neither')]
  if (CREDENTIAL_NAME.test(name) && secretNames(value).length === 0)
    return [
      complain(path, `holds its value in clear ${HIDDEN}, expected the secret part as ${TEMPLATE_FORM}`),
    ]
  return []
}

function tlsComplaints(tls: Place): readonly Complaint[] {
  const has = (key: string): boolean => at(tls, key).value !== undefined
  if (has('cert') === has('key')) return []
  const [given, missing] = has('cert') ? ['cert', 'key'] : ['key', 'cert']
  return [complain(tls.path, `has ${given} without ${missing}, expected both or neither`)]
}

function caComplaints({ path, value }: TextPlace, files: Files): readonly Complaint[] {
  // A certificate or a key that was pasted in is no path; the schema complains of it and it is not shown.
  if (/[\r\n]|-----|\$\{/.test(value))
    return [complain(path, `is not a path ${HIDDEN}, expected that of a PEM file`)]
  const text = files(value)
  if (text === undefined)
    return [
      complain(path, `names ${quote(value)}, which cannot be read, expected a PEM file beside the settings`),
    ]
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text))
    return [complain(path, `names ${quote(value)}, which holds a private key, expected certificates only`)]
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    return [complain(path, `names ${quote(value)}, which holds no certificate, expected one or more in PEM`)]
  return []
}
