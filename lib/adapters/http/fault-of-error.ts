/** Fault of an error: gives what sockets, TLS, undici and the HTTP parser throw its name among our faults. */
import { isIPv6 } from 'node:net'
import type { Fault, FaultKind } from '../../domain/look/fault.ts'
import type { Stage } from './attempt.ts'

/** Which request failed, and at which step. */
interface FailedRequest {
  /** Host and port as they may be shown. */
  readonly host: string
  readonly stage: Stage
}

/** Carries a fault through code that can only throw errors. */
interface FaultError extends Error {
  readonly fault: Fault
}

export function faultError(fault: Fault): FaultError {
  return Object.assign(new Error(fault.kind), { fault })
}

/** Names any error; its message is never repeated, because it may hold a path or a header. */
export function faultOfError(error: unknown, at: FailedRequest): Fault {
  if (isFaultError(error)) return error.fault
  const [kind, reason] = at.stage === 'resolving' ? unresolved(error) : named(error, at.stage)
  return { kind, detail: `Cannot ${ACTIONS[at.stage]} ${at.host}: ${reason}` }
}

/** The fault of a question whose time was up. */
export function faultOfDeadline(at: FailedRequest, afterMs: number): Fault {
  const [kind, reason] = OVERDUE[at.stage]
  const seconds = Math.round(Math.max(afterMs, 0) / 100) / 10
  return { kind, detail: `Cannot ${ACTIONS[at.stage]} ${at.host} within ${seconds} s: ${reason}` }
}

const ACTIONS: Readonly<Record<Stage, string>> = {
  queued: 'ask',
  preparing: 'ask',
  resolving: 'find',
  connecting: 'connect to',
  securing: 'start TLS with',
  waiting: 'get an answer from',
  receiving: 'read the answer of',
}

type KindAndReason = readonly [kind: FaultKind, reason: string]

const OVERDUE: Readonly<Record<Stage, KindAndReason>> = {
  queued: ['timeout', 'the questions asked before this one are still unanswered'],
  preparing: ['secret-missing', 'its secrets have not been read'],
  resolving: ['dns', 'the name servers have not answered'],
  connecting: ['connect-timeout', 'nothing comes back'],
  securing: ['timeout', 'it took the connection and has not finished the TLS handshake'],
  waiting: ['timeout', 'it took the question and sent nothing back'],
  receiving: ['timeout', 'the answer began and has not ended'],
}

function unresolved(error: unknown): KindAndReason {
  const code = codeOf(error)
  if (code === 'ENOTFOUND' || code === 'ENODATA') return ['dns', 'the name has no address']
  if (code === 'EAI_AGAIN') return ['dns', 'the name servers gave no answer']
  return ['dns', `looking up the name failed (${code})`]
}

function named(error: unknown, stage: Stage): KindAndReason {
  if (error instanceof AggregateError) return worstOf(error.errors, stage)
  const code = codeOf(error)
  return (
    unroutable(error, code) ??
    overdue(code, stage) ??
    misnamed(error, code) ??
    ofProtocol(error, code, stage) ??
    KNOWN[code] ??
    ofTls(code, stage) ??
    unexplained(code, stage)
  )
}

/** Every address of a name was tried and failed: what one of them says of the node counts before what all say of our network. */
function worstOf(errors: readonly unknown[], stage: Stage): KindAndReason {
  const all = errors.map((error) => named(error, stage))
  return (
    all.find(([kind]) => kind !== 'no-route') ?? all[0] ?? ['connection-reset', 'no address could be tried']
  )
}

const NO_IPV6 = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'])

/** A node that has only IPv6 addresses is not down because this machine has no IPv6. */
function unroutable(error: unknown, code: string): KindAndReason | undefined {
  const { address } = error as { address?: unknown }
  if (typeof address !== 'string' || !isIPv6(address) || !NO_IPV6.has(code)) return undefined
  return ['no-route', 'not reachable from this vantage, which has no way to its IPv6 address']
}

function overdue(code: string, stage: Stage): KindAndReason | undefined {
  if (code !== 'ETIMEDOUT') return undefined
  return stage === 'connecting' ? OVERDUE.connecting : ['timeout', 'the connection went silent']
}

const CUT_SHORT: KindAndReason = ['connection-reset', 'the connection was closed in the middle of the answer']
const NO_SOCKET: KindAndReason = ['no-route', 'this vantage has no free socket']
const FORBIDDEN_HERE: KindAndReason = ['no-route', 'this vantage does not allow the connection']
const NO_NETWORK: KindAndReason = ['no-route', 'this vantage has no route to its address']
const HEADERS_TOO_LARGE: KindAndReason = ['too-large', 'its headers are larger than the limit']

/** Codes that mean one thing at every stage. */
const KNOWN: Readonly<Record<string, KindAndReason>> = {
  ECONNREFUSED: ['connection-refused', 'it refused the connection'],
  // Over IPv4 a router (or the neighbour table) says that nobody is at that address: the machine is off.
  EHOSTUNREACH: ['connection-refused', 'the network says that there is no such host'],
  EHOSTDOWN: ['connection-refused', 'the network says that the host is down'],
  ECONNRESET: ['connection-reset', 'the connection was reset'],
  ECONNABORTED: ['connection-reset', 'the connection was aborted'],
  EPIPE: ['connection-reset', 'the connection was closed while the question was sent'],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: CUT_SHORT,
  HPE_INVALID_EOF_STATE: CUT_SHORT,
  ENETUNREACH: NO_NETWORK,
  EADDRNOTAVAIL: NO_SOCKET,
  EMFILE: NO_SOCKET,
  ENFILE: NO_SOCKET,
  ENOBUFS: NO_SOCKET,
  EACCES: FORBIDDEN_HERE,
  EPERM: FORBIDDEN_HERE,
  UND_ERR_HEADERS_OVERFLOW: HEADERS_TOO_LARGE,
  HPE_HEADER_OVERFLOW: HEADERS_TOO_LARGE,
  // What undici refuses to send can only come from a secret: the rest of a request is ours or was checked.
  UND_ERR_INVALID_ARG: ['secret-missing', 'a header or the path, with its secrets, holds what HTTP forbids'],
  CERT_HAS_EXPIRED: ['tls-expired', 'its certificate has expired'],
  CERT_NOT_YET_VALID: ['tls-expired', 'its certificate is not valid yet'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['tls-untrusted', 'its certificate is signed by itself'],
  SELF_SIGNED_CERT_IN_CHAIN: ['tls-untrusted', 'its certificate is signed by an unknown authority'],
  UNABLE_TO_GET_ISSUER_CERT: ['tls-untrusted', 'the chain of its certificate is not complete'],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['tls-untrusted', 'its certificate is signed by an unknown authority'],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['tls-untrusted', 'its certificate is signed by an unknown authority'],
  CERT_REVOKED: ['tls-untrusted', 'its certificate was revoked'],
  CERT_UNTRUSTED: ['tls-untrusted', 'its certificate is not trusted'],
  CERT_REJECTED: ['tls-untrusted', 'its certificate was rejected'],
  CERT_SIGNATURE_FAILURE: ['tls-untrusted', 'the signature of its certificate is wrong'],
  CERT_CHAIN_TOO_LONG: ['tls-untrusted', 'the chain of its certificate is too long'],
  PATH_LENGTH_EXCEEDED: ['tls-untrusted', 'the chain of its certificate is too long'],
  INVALID_CA: ['tls-untrusted', 'its certificate is signed by one that may not sign'],
  INVALID_PURPOSE: ['tls-untrusted', 'its certificate is not meant for servers'],
}

/** Longest part of a certificate's names that a fault repeats. */
const NAMES_MAX_CHARS = 80

function misnamed(error: unknown, code: string): KindAndReason | undefined {
  if (code !== 'ERR_TLS_CERT_ALTNAME_INVALID' && code !== 'HOSTNAME_MISMATCH') return undefined
  const { cert } = error as { cert?: { subjectaltname?: unknown } }
  const names = typeof cert?.subjectaltname === 'string' ? cert.subjectaltname : 'another name'
  return ['tls-name', `its certificate is for ${names.slice(0, NAMES_MAX_CHARS)}`]
}

function ofTls(code: string, stage: Stage): KindAndReason | undefined {
  if (/CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|BAD_CERTIFICATE|UNKNOWN_CA/.test(code))
    return ['tls-handshake', `it refused the handshake; it may require a client certificate (${code})`]
  return stage === 'securing' || /^(ERR_SSL_|ERR_TLS_|EPROTO$)/.test(code)
    ? ['tls-handshake', `${sayHandshake(code)} (${code})`]
    : undefined
}

/** In words for somebody who does not know what a record or an alert is. */
function sayHandshake(code: string): string {
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/.test(code))
    return 'the port does not speak TLS: it serves plain http, or something else'
  if (code.endsWith('NO_APPLICATION_PROTOCOL'))
    return 'it speaks HTTP/2 alone, and Watchfire asks by HTTP/1.1'
  return 'the TLS handshake failed'
}

/** Undici says `bad response` of an answer nobody asked for and of 100, `bad upgrade` of another protocol. */
function ofProtocol(error: unknown, code: string, stage: Stage): KindAndReason | undefined {
  const { message, name } = error as { message?: unknown; name?: unknown }
  const refused = message === 'bad response' || message === 'bad upgrade' || code === 'ERR_ASSERTION'
  // Before the headers have ended, this is the parser refusing them: they declare two lengths.
  const twoLengths = code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' && stage === 'waiting'
  const unreadable = name === 'HTTPParserError' && KNOWN[code] === undefined
  if (!refused && !twoLengths && !unreadable) return undefined
  return ['malformed', 'what it sends is not an HTTP/1.1 answer']
}

function unexplained(code: string, stage: Stage): KindAndReason {
  if (code !== 'UND_ERR_SOCKET') return ['connection-reset', `the connection failed (${code})`]
  const how =
    stage === 'waiting'
      ? 'it closed the connection without an answer, as a port does that speaks TLS and is asked in plain http'
      : 'the connection was closed before the answer was complete'
  return ['connection-reset', how]
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : 'unknown error'
}

function isFaultError(error: unknown): error is FaultError {
  return error instanceof Error && 'fault' in error
}
