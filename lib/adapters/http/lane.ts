/** Lane: one connection to an endpoint, kept alive between questions, with one question on it at a time. */
import type { Socket } from 'node:net'
import { Client, type Dispatcher } from 'undici'
import type { Fault } from '../../domain/look/fault.ts'
import { faultError, faultOfError } from './fault-of-error.ts'
import type { Limits } from './limits.ts'
import { type Destination, openSocket, type SocketTools } from './open-socket.ts'
import { msSince, type Progress } from './progress.ts'
import { bodyBytes, bodyText } from './reply-body.ts'

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  /** With the endpoint's own path before it. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export type Outcome =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly body: string
      /** What the server's clock showed, Unix time in milliseconds, in whole seconds; absent when it did not say. */
      readonly dateAt?: number
    }
  | { readonly kind: 'fault'; readonly fault: Fault }

/** What accompanies one question: its progress, and the signal that ends it with the fault as its reason. */
export interface Errand {
  readonly progress: Progress
  readonly signal: AbortSignal
  /** The fault of a question that the signal ended. */
  readonly ended: () => Fault
}

export interface Lane {
  /** Asks; after anything but an answer the lane is of no more use. */
  ask(request: HttpRequest, errand: Errand): Promise<Outcome>
  destroy(): Promise<void>
}

export function openLane(to: Destination, tools: SocketTools): Lane {
  let errand: Errand | null = null
  let meter: Meter | null = null
  const client = new Client(`${to.secureContext === null ? 'http' : 'https'}://${authority(to)}`, {
    connect: (_options, done) => {
      // Undici connects only while a question waits, so there is always an errand here.
      openSocket(to, tools, errand!).then(
        (socket) => {
          meter = metered(socket, to.host, tools.limits)
          done(null, socket)
        },
        (error: Error) => done(error, null),
      )
    },
    allowH2: false,
    pipelining: 1,
    keepAliveTimeout: tools.limits.keepAliveMs,
    keepAliveMaxTimeout: tools.limits.keepAliveMs,
    maxHeaderSize: tools.limits.headerBytes,
    // One hard deadline ends a question; idle timers would only name it wrongly.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  return {
    ask(request, mine) {
      errand = mine
      meter?.reset()
      return exchange(client, request, { errand: mine, host: to.host, limits: tools.limits })
    },
    destroy: () => client.destroy(),
  }
}

/** Counts what a connection receives for one question. */
interface Meter {
  reset(): void
}

/** The parser drops much of what it reads (a status line, the framing of chunks), so that is limited here. */
function metered(socket: Socket, host: string, { receivedBytes }: Limits): Meter {
  let before = 0
  socket.on('readable', () => {
    if (socket.bytesRead - before <= receivedBytes) return
    const detail = `Cannot read the answer of ${host}: it is more than ${receivedBytes} bytes with its framing`
    socket.destroy(faultError({ kind: 'too-large', detail }))
  })
  return {
    reset: () => {
      before = socket.bytesRead
    },
  }
}

function authority({ hostname, port }: Destination): string {
  return `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`
}

interface Exchange {
  readonly errand: Errand
  readonly host: string
  readonly limits: Limits
}

function exchange(client: Client, request: HttpRequest, about: Exchange): Promise<Outcome> {
  const { signal, ended } = about.errand
  return new Promise((resolve) => {
    const settle = (outcome: Outcome): void => {
      signal.removeEventListener('abort', giveUp)
      resolve(outcome)
    }
    const giveUp = (): void => settle({ kind: 'fault', fault: ended() })
    signal.addEventListener('abort', giveUp)
    if (signal.aborted) return giveUp()
    client.dispatch({ ...request, body: request.body ?? null }, replyHandler(about, settle))
  })
}

/** Follows one answer as it comes in; whatever breaks a limit ends it. */
function replyHandler(
  { errand, host, limits }: Exchange,
  settle: (outcome: Outcome) => void,
): Dispatcher.DispatchHandler {
  const { progress } = errand
  const body = bodyBytes(limits.bodyBytes)
  let sentAt = 0
  let status = 0
  let encoding = ''
  let dateAt = Number.NaN
  let interim = 0

  const fault = (kind: Fault['kind'], reason: string): Fault => ({
    kind,
    detail: `Cannot read the answer of ${host}: ${reason}`,
  })

  return {
    onRequestStart() {
      progress.stage = 'waiting'
      sentAt = performance.now()
    },
    onResponseStart(controller, statusCode, headers) {
      if (statusCode < 200) {
        interim += 1
        if (interim > limits.interimAnswers)
          controller.abort(faultError(fault('malformed', 'it sends interim answers without end')))
        return
      }
      progress.stage = 'receiving'
      progress.steps.firstByte = msSince(sentAt)
      status = statusCode
      encoding = String(headers['content-encoding'] ?? '')
      dateAt = Date.parse(String(headers.date ?? ''))
      if (status >= 300 && status < 400)
        controller.abort(faultError(redirected(host, status, headers.location)))
    },
    onResponseData(controller, piece) {
      if (!body.add(piece))
        controller.abort(faultError(fault('too-large', `the body is more than ${limits.bodyBytes} bytes`)))
    },
    onResponseEnd() {
      const read = bodyText(body.all(), { encoding, status, maxBytes: limits.bodyBytes })
      settle(
        read.ok
          ? { kind: 'answer', status, body: read.text, ...(Number.isNaN(dateAt) ? {} : { dateAt }) }
          : { kind: 'fault', fault: fault(read.kind, read.reason) },
      )
    },
    onResponseError(_controller, error) {
      settle({ kind: 'fault', fault: faultOfError(error, { host, stage: progress.stage }) })
    },
  }
}

/** Longest host name there is (RFC 1035). */
const HOST_MAX_CHARS = 253

/** A redirect is told and not followed: it could lead to where the address guard never looked. */
function redirected(host: string, status: number, location: unknown): Fault {
  const target = typeof location === 'string' ? URL.parse(location, `http://${host}`) : null
  const where =
    target === null || target.host === '' ? 'nowhere' : `to ${target.host.slice(0, HOST_MAX_CHARS)}`
  return {
    kind: 'redirect',
    detail: `Cannot use the answer of ${host}: status ${status} redirects ${where}`,
    status,
  }
}
