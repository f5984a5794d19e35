/** Open socket: resolves a name, refuses forbidden addresses, connects, and starts TLS, timing each step. */
import type { LookupAddress } from 'node:dns'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls'
import type { Clock } from '../../ports.ts'
import { unlessAborted } from './abortable.ts'
import type { AddressGuard } from './address-guard.ts'
import { faultError, faultOfDeadline } from './fault-of-error.ts'
import type { Limits } from './limits.ts'
import { msSince, type Progress } from './progress.ts'

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

export interface SocketTools {
  readonly clock: Clock
  readonly lookup: Lookup
  readonly guard: AddressGuard
  readonly limits: Limits
}

/** How long one address of several is tried before the next one, unless it is the last. */
const ADDRESS_ATTEMPT_MS = 1_000

/** Idle connections send a sign of life, so that address translators on the way keep them. */
const KEEP_ALIVE_DELAY_MS = 60_000

/** Opens a connection that may carry one question after another; rejects with what went wrong. */
export async function openSocket(
  to: Destination,
  tools: SocketTools,
  { progress, signal }: { readonly progress: Progress; readonly signal: AbortSignal },
): Promise<Socket> {
  progress.opened = true
  const socket = await withinBound(tools, { to, progress, signal }, async (bound) => {
    const addresses = await allowedAddresses(to, tools, { progress, signal: bound })
    return connected(to, addresses, { progress, signal: bound, guard: tools.guard })
  })
  return to.secureContext === null ? socket : secured(socket, to, { progress, signal })
}

interface Attempt {
  readonly progress: Progress
  readonly signal: AbortSignal
}

/** Runs a step under the bound for connecting, which is shorter than the deadline of the question. */
async function withinBound<T>(
  { clock, limits: { connectMs } }: SocketTools,
  { to, progress, signal }: Attempt & { readonly to: Destination },
  step: (bound: AbortSignal) => Promise<T>,
): Promise<T> {
  const bound = new AbortController()
  const stop = (): void => bound.abort(signal.reason)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  void clock.sleep(connectMs, bound.signal).then(() => {
    const at = { host: to.host, stage: progress.stage }
    bound.abort(faultError(faultOfDeadline(at, connectMs)))
  })
  try {
    return await step(bound.signal)
  } finally {
    bound.abort()
    signal.removeEventListener('abort', stop)
  }
}

async function allowedAddresses(
  to: Destination,
  { lookup, guard }: SocketTools,
  { progress, signal }: Attempt,
): Promise<readonly LookupAddress[]> {
  const family = isIP(to.hostname)
  const found =
    family === 0 ? await resolved(to, lookup, { progress, signal }) : [{ address: to.hostname, family }]
  const allowed = found.filter(({ address }) => guard(address) === null)
  if (allowed.length === 0) throw refused(to, found[0]!.address, guard)
  return allowed
}

async function resolved(
  to: Destination,
  lookup: Lookup,
  { progress, signal }: Attempt,
): Promise<readonly LookupAddress[]> {
  progress.stage = 'resolving'
  const startedAt = performance.now()
  const found = await unlessAborted(lookup(to.hostname), signal)
  progress.steps.dns = msSince(startedAt)
  if (found.length === 0) throw Object.assign(new Error('no address'), { code: 'ENODATA' })
  return found
}

function refused(to: Destination, address: string, guard: AddressGuard): Error {
  const detail = `Cannot connect to ${to.host}: ${address} is ${guard(address)}`
  return faultError({ kind: 'address-refused', detail })
}

function connected(
  to: Destination,
  addresses: readonly LookupAddress[],
  { progress, signal, guard }: Attempt & { readonly guard: AddressGuard },
): Promise<Socket> {
  progress.stage = 'connecting'
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
  return settled(socket, 'connect', signal).then(() => {
    progress.steps.connect = msSince(startedAt)
    const address = socket.remoteAddress
    if (address !== undefined && guard(address) === null) return socket
    socket.destroy()
    throw address === undefined
      ? Object.assign(new Error(), { code: 'ECONNRESET' })
      : refused(to, address, guard)
  })
}

/** No TLS session is resumed: a resumed one shows no certificate, so an expired one would go unseen. */
function secured(tcp: Socket, to: Destination, { progress, signal }: Attempt): Promise<TLSSocket> {
  progress.stage = 'securing'
  const startedAt = performance.now()
  const socket = connectTls({
    socket: tcp,
    host: to.hostname,
    // An IP address is no server name (RFC 6066); the certificate is then held against the address itself.
    ...(isIP(to.hostname) === 0 ? { servername: to.hostname } : {}),
    secureContext: to.secureContext!,
    ALPNProtocols: ['http/1.1'],
  })
  return settled(socket, 'secureConnect', signal).then(() => {
    progress.steps.tls = msSince(startedAt)
    return socket
  })
}

/** Waits for the event, the socket's error, or the signal; but for the event, the socket is destroyed. */
function settled(socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      signal.removeEventListener('abort', giveUp)
      socket.destroy()
      reject(error)
    }
    const giveUp = (): void => fail(signal.reason)
    // This listener stays: between here and the HTTP client's own, an error must not go unheard.
    socket.on('error', fail)
    socket.once('close', () => fail(Object.assign(new Error(), { code: 'ECONNRESET' })))
    socket.once(event, () => {
      signal.removeEventListener('abort', giveUp)
      resolve()
    })
    signal.addEventListener('abort', giveUp)
    if (signal.aborted) giveUp()
  })
}
