/** Callout: one request of ours to an address that the operator gave, within hard limits; the status is the answer. */
import { lookup as lookupName } from 'node:dns/promises'
import { createSecureContext } from 'node:tls'
import { Client, type Dispatcher } from 'undici'
import type { SecretText } from '../../domain/text/secret-text.ts'
import { publicHost } from '../../domain/text/secret-text.ts'
import { SECOND_MS } from '../../domain/text/time.ts'
import type { Clock, Secrets } from '../../ports.ts'
import { filledText } from '../host/read-secret.ts'
import { unlessAborted } from './abortable.ts'
import { addressGuard } from './address-guard.ts'
import { faultOfDeadline, faultOfError } from './fault-of-error.ts'
import { hostAndPort, httpUrl } from './host-and-port.ts'
import { LIMITS } from './limits.ts'
import { type Destination, type Lookup, openSocket, type SocketTools } from './open-socket.ts'
import { noProgress, type Progress } from './progress.ts'

export interface CalloutOptions {
  readonly clock: Clock
  readonly secrets: Secrets
  /** Whether private addresses may be called. */
  readonly privateAddresses: boolean
  /** Whether this machine may be called. */
  readonly loopback: boolean
  /** From reading the secrets to the end of the answer. */
  readonly deadlineMs?: number
  /** How names are resolved; the system's way unless a test has its own. */
  readonly lookup?: Lookup
}

interface Call {
  readonly method: 'GET' | 'POST'
  readonly url: SecretText
  /** Of any form that can be written as JSON. */
  readonly body?: object
}

/** What came back; the words hold no secret and no path. */
export type Said =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'nothing'; readonly because: string }

type Callout = (call: Call) => Promise<Said>

const DEADLINE_MS = 5 * SECOND_MS

/** Nothing in the body matters to us. It is read all the same, because some servers stop working when we hang up. */
const BODY_BYTES_MAX = 65_536

/** Never throws. A redirect is a status like any other, and nothing follows it. */
export function callout(options: CalloutOptions): Callout {
  const { clock, secrets, deadlineMs = DEADLINE_MS } = options
  const tools: SocketTools = {
    clock,
    limits: LIMITS,
    guard: addressGuard(options),
    lookup: options.lookup ?? ((name) => lookupName(name, { all: true })),
  }
  return async (call) => {
    const at = { host: publicHost(call.url), progress: noProgress() }
    const end = new AbortController()
    void clock.sleep(deadlineMs, end.signal).then(() => end.abort(OVERDUE))
    try {
      at.progress.stage = 'preparing'
      const filled = await unlessAborted(filledText(call.url, secrets), end.signal)
      if (!filled.ok) return nothing(filled.problem)
      const url = httpUrl(filled.text)
      if (url === null) return nothing('its URL, with its secrets, is no http(s) URL')
      return { kind: 'status', status: await exchange({ ...at, url, call, tools, signal: end.signal }) }
    } catch (error) {
      return nothing(reasonOf(error, { host: at.host, stage: at.progress.stage }, deadlineMs))
    } finally {
      end.abort()
    }
  }
}

const OVERDUE = 'overdue'

function nothing(because: string): Said {
  return { kind: 'nothing', because }
}

function reasonOf(error: unknown, at: Parameters<typeof faultOfError>[1], deadlineMs: number): string {
  const fault = error === OVERDUE ? faultOfDeadline(at, deadlineMs) : faultOfError(error, at)
  return fault.detail
}

interface Exchange {
  readonly host: string
  readonly url: URL
  readonly call: Call
  readonly tools: SocketTools
  readonly progress: Progress
  readonly signal: AbortSignal
}

/** On a connection of its own: calls are rare, and a kept one that has died would look like a lost answer. */
function exchange({ host, url, call, tools, progress, signal }: Exchange): Promise<number> {
  const secureContext = url.protocol === 'https:' ? createSecureContext() : null
  const to: Destination = { host, ...hostAndPort(url), secureContext }
  const client = new Client(url.origin, {
    connect: (_options, done) => {
      openSocket(to, tools, { progress, signal }).then(
        (socket) => done(null, socket),
        (error: Error) => done(error, null),
      )
    },
    allowH2: false,
    pipelining: 1,
    maxHeaderSize: tools.limits.headerBytes,
    // One hard deadline ends the call; idle timers would only name it wrongly.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  const status = new Promise<number>((resolve, reject) => {
    const handler = statusHandler(progress, { resolve, reject })
    signal.addEventListener('abort', () => handler.end(signal.reason))
    client.dispatch(requestOf(url, call), handler)
  })
  return status.finally(() => client.destroy())
}

function requestOf(url: URL, { method, body }: Call): Dispatcher.DispatchOptions {
  return {
    method,
    path: url.pathname + url.search,
    headers: {
      'user-agent': 'watchfire',
      'accept-encoding': 'identity',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  }
}

interface Settle {
  readonly resolve: (status: number) => void
  readonly reject: (error: unknown) => void
}

/** Once the status is here it stands, whatever becomes of the rest. */
function statusHandler(
  progress: Progress,
  { resolve, reject }: Settle,
): Dispatcher.DispatchHandler & { end(error: unknown): void } {
  let status: number | null = null
  let bodyBytes = 0
  const end = (error: unknown): void => (status === null ? reject(error) : resolve(status))
  return {
    end,
    onRequestStart() {
      progress.stage = 'waiting'
    },
    onResponseStart(_controller, statusCode) {
      if (statusCode >= 200) status = statusCode
    },
    onResponseData(_controller, piece) {
      bodyBytes += piece.length
      if (bodyBytes > BODY_BYTES_MAX) end(null)
    },
    onResponseEnd: () => end(null),
    onResponseError: (_controller, error) => end(error),
  }
}
