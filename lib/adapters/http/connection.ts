/** Connection: one HTTP/1.1 connection to an endpoint, kept alive between requests, with one on it at a time. */
import type { Socket } from 'node:net'
import { Client } from 'undici'
import { type ConnectTools, connect, type Destination } from './connect.ts'
import { faultError } from './fault-of-error.ts'
import type { HttpLimits } from './http-limits.ts'
import { faulty, type HttpReply, type HttpRequest } from './http-message.ts'
import { replyReader } from './reply-reader.ts'
import type { RequestContext } from './request-context.ts'

export interface Connection {
  /** Sends it; after anything but an answer the connection is of no more use. */
  send(request: HttpRequest, context: RequestContext): Promise<HttpReply>
  destroy(): Promise<void>
}

/** Connects when the first request is sent, and again when the server has closed the connection in between. */
export function openConnection(to: Destination, tools: ConnectTools): Connection {
  const { limits } = tools
  let current: RequestContext
  let meter: ByteMeter | null = null
  const client = new Client(`${to.secureContext === null ? 'http' : 'https'}://${authority(to)}`, {
    // Undici connects only while a request waits, so there is always a current one here.
    connect: (_options, done) => {
      connect(to, tools, current).then(
        (socket) => {
          meter = byteMeter(socket, to.host, limits)
          done(null, socket)
        },
        (error: Error) => done(error, null),
      )
    },
    allowH2: false,
    pipelining: 1,
    keepAliveTimeout: limits.keepAliveMs,
    keepAliveMaxTimeout: limits.keepAliveMs,
    maxHeaderSize: limits.headerBytes,
    // One hard deadline ends a request; idle timers would only name it wrongly.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  return {
    send(request, context) {
      current = context
      meter?.reset()
      return replyTo(request, { client, context, limits })
    },
    destroy: () => client.destroy(),
  }
}

function authority({ hostname, port }: Destination): string {
  return `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`
}

/** Counts what a connection receives for one request. */
interface ByteMeter {
  reset(): void
}

/** The parser drops much of what it reads (a status line, the framing of chunks), so that is limited here. */
function byteMeter(socket: Socket, host: string, { receivedBytes }: HttpLimits): ByteMeter {
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

interface ConnectionUse {
  readonly client: Client
  readonly context: RequestContext
  readonly limits: HttpLimits
}

/** Settles as soon as the context is over, whatever the client still does. */
function replyTo(request: HttpRequest, { client, context, limits }: ConnectionUse): Promise<HttpReply> {
  const { replyBytesMax = limits.bodyBytes, ...sent } = request
  const bounds = { ...limits, bodyBytes: replyBytesMax }
  const reply = new Promise<HttpReply>((resolve) => {
    client.dispatch({ ...sent, body: sent.body ?? null }, replyReader(context, bounds, resolve))
  })
  return Promise.race([reply, context.over.then(faulty)])
}
