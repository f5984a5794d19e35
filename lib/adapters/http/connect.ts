/** Connect: resolves a name, refuses forbidden addresses, connects, and starts TLS, timing each step. */
import type { LookupAddress } from 'node:dns'
import { once } from 'node:events'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls'
import type { Clock } from '../../ports.ts'
import type { AddressGuard } from './address-guard.ts'
import { type Attempt, msSince } from './attempt.ts'
import { faultError, faultOfDeadline } from './fault-of-error.ts'
import type { HttpLimits } from './http-limits.ts'
import type { RequestContext } from './request-context.ts'

/** Where a connection leads. */
export interface Destination {
  /** Host and port as they may be shown. */
  readonly host: string
  /** A name or an IP address, without brackets. */
  readonly hostname: string
  readonly port: number
  /** Null for plain http. */
  readonly secureContext: SecureContext | null
}

/** All addresses of a name. */
export type Lookup = (hostname: string) => Promise<readonly LookupAddress[]>

export interface ConnectTools {
  readonly clock: Clock
  readonly lookup: Lookup
  readonly guard: AddressGuard
  readonly limits: HttpLimits
}

/** How long one address of several is tried before the next one, unless it is the last. */
const ADDRESS_ATTEMPT_MS = 1_000

/** Idle connections send a sign of life, so that address translators on the way keep them. */
const KEEP_ALIVE_DELAY_MS = 60_000

type Connecting = Pick<RequestContext, 'attempt' | 'signal'>

/** Opens a connection that may carry one request after another; rejects with what went wrong. */
export async function connect(to: Destination, tools: ConnectTools, context: Connecting): Promise<Socket> {
  context.attempt.opened = true
  const socket = await withinConnectLimit(to, tools, context)
  return to.secureContext === null ? socket : secured(socket, to, context)
}

/** The limit for finding the address and connecting is shorter than the deadline of the request. */
async function withinConnectLimit(
  to: Destination,
  tools: ConnectTools,
  { attempt, signal }: Connecting,
): Promise<Socket> {
  const { clock, limits } = tools
  const over = new AbortController()
  const bound = AbortSignal.any([signal, over.signal])
  const overdue = async (): Promise<never> => {
    await clock.sleep(limits.connectMs, bound)
    throw faultError(faultOfDeadline({ host: to.host, stage: attempt.stage }, limits.connectMs))
  }
  try {
    return await Promise.race([connected(to, tools, { attempt, signal: bound }), overdue()])
  } finally {
    over.abort()
  }
}

async function connected(to: Destination, tools: ConnectTools, context: Connecting): Promise<Socket> {
  const { attempt, signal } = context
  const addresses = await allowedAddresses(to, tools, context)
  signal.throwIfAborted()
  attempt.stage = 'connecting'
  const startedAt = performance.now()
  const socket = connectTcp({
    host: to.hostname,
    port: to.port,
    // The name is not resolved a second time: a second answer could name an address that nobody checked.
    lookup: (_hostname, _options, done) => done(null, [...addresses]),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: ADDRESS_ATTEMPT_MS,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_DELAY_MS,
  })
  await opened(socket, 'connect', signal)
  attempt.stepsMs.connect = msSince(startedAt)
  const address = socket.remoteAddress
  if (address !== undefined && tools.guard(address) === null) return socket
  socket.destroy()
  throw address === undefined ? connectionReset() : refused(to, address, tools.guard)
}

async function allowedAddresses(
  to: Destination,
  { lookup, guard }: ConnectTools,
  { attempt }: Connecting,
): Promise<readonly LookupAddress[]> {
  const family = isIP(to.hostname)
  const found = family === 0 ? await resolved(to, lookup, attempt) : [{ address: to.hostname, family }]
  const allowed = found.filter(({ address }) => guard(address) === null)
  if (allowed.length === 0) throw refused(to, found[0]!.address, guard)
  return allowed
}

async function resolved(
  to: Destination,
  lookup: Lookup,
  attempt: Attempt,
): Promise<readonly LookupAddress[]> {
  attempt.stage = 'resolving'
  const startedAt = performance.now()
  const found = await lookup(to.hostname)
  attempt.stepsMs.dns = msSince(startedAt)
  if (found.length === 0) throw Object.assign(new Error('no address'), { code: 'ENODATA' })
  return found
}

function refused(to: Destination, address: string, guard: AddressGuard): Error {
  const detail = `Cannot connect to ${to.host}: ${address} is ${guard(address)}`
  return faultError({ kind: 'address-refused', detail })
}

/** No TLS session is resumed: a resumed one shows no certificate, so an expired one would go unseen. */
async function secured(tcp: Socket, to: Destination, { attempt, signal }: Connecting): Promise<TLSSocket> {
  attempt.stage = 'securing'
  const startedAt = performance.now()
  const socket = connectTls({
    socket: tcp,
    host: to.hostname,
    // An IP address is no server name (RFC 6066); the certificate is then held against the address itself.
    ...(isIP(to.hostname) === 0 ? { servername: to.hostname } : {}),
    secureContext: to.secureContext!,
    ALPNProtocols: ['http/1.1'],
    // Said here, because NODE_TLS_REJECT_UNAUTHORIZED would else switch the check off without a word.
    rejectUnauthorized: true,
  })
  await opened(socket, 'secureConnect', signal)
  attempt.stepsMs.tls = msSince(startedAt)
  return socket
}

/** Waits for the event, the socket's error or end, or the signal; but for the event, the socket is destroyed. */
async function opened(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<void> {
  const closed = async (): Promise<never> => {
    await once(socket, 'close', { signal })
    throw connectionReset()
  }
  // This listener stays: between here and the HTTP client's own, an error must not go unheard.
  socket.on('error', () => socket.destroy())
  try {
    await Promise.race([once(socket, event, { signal }), closed()])
  } catch (error) {
    socket.destroy()
    throw error
  }
}

function connectionReset(): Error {
  return Object.assign(new Error(), { code: 'ECONNRESET' })
}
