/** Desk server: the desk on a port of this machine, for this machine alone. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { failed, ok, type Result } from '../../domain/text/result.ts'
import type { Log } from '../../ports.ts'
import type { DeskRequest, DeskResponse } from '../../work/desk-exchange.ts'
import { refusalOf } from './desk-guard.ts'

interface DeskServing {
  /** 0 for any that is free. */
  readonly port: number
  readonly answer: (request: DeskRequest) => Promise<DeskResponse>
  /** More of a body is not read. */
  readonly bodyBytesMax: number
  readonly tooLong: () => DeskResponse
  readonly log: Log
}

export interface DeskServer {
  readonly url: string
  close(): Promise<void>
}

interface DeskPortFailure {
  /** Whether somebody else uses the port. */
  readonly isTaken: boolean
  /** The end of a sentence. */
  readonly problem: string
}

export type DeskServerOpened = Result<DeskServer, DeskPortFailure>

const HOST = '127.0.0.1'

const LIMITS = {
  maxHeaderSize: 16_384,
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  /** How often the timeouts above are looked at. */
  connectionsCheckingInterval: 1_000,
} as const
const CONNECTIONS_MAX = 64

export async function openDeskServer(serving: DeskServing): Promise<DeskServerOpened> {
  const server = createServer(LIMITS, (incoming, response) => {
    void exchange(incoming, response, serving).catch((error: unknown) => {
      serving.log.warn('desk cannot answer', { because: String(error) })
      response.destroy()
    })
  })
  server.maxConnections = CONNECTIONS_MAX
  const failure = await listening(server, serving.port)
  if (failure !== null)
    return failed({
      isTaken: failure.code === 'EADDRINUSE',
      problem: `port ${serving.port} of ${HOST} cannot be used: ${failure.message}`,
    })
  return ok({
    url: `http://${HOST}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}

function listening(server: Server, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    server.once('error', resolve)
    server.listen(port, HOST, () => {
      server.off('error', resolve)
      resolve(null)
    })
  })
}

async function exchange(
  incoming: IncomingMessage,
  response: ServerResponse,
  { answer, bodyBytesMax, tooLong }: DeskServing,
): Promise<void> {
  const refusal = refusalOf(incoming, incoming.socket.localPort ?? 0)
  if (refusal !== null) return send(response, incoming, nothing(refusal))
  const body = await bodyOf(incoming, bodyBytesMax)
  if (body === 'too-long') return send(response, incoming, tooLong())
  const request = requestOf(incoming, body)
  return send(response, incoming, request === null ? nothing(421) : await answer(request))
}

/** Not a word: whoever is refused is not even told what is here. */
function nothing(statusCode: number): DeskResponse {
  return { statusCode, headers: { 'content-length': '0' }, body: '' }
}

async function bodyOf(incoming: IncomingMessage, bytesMax: number): Promise<string | 'too-long'> {
  if (Number(incoming.headers['content-length'] ?? 0) > bytesMax) return 'too-long'
  const chunks: Buffer[] = []
  let length = 0
  // Leaving the loop must not destroy the connection, over which the refusal still goes out.
  for await (const chunk of incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    length += chunk.length
    if (length > bytesMax) return 'too-long'
  }
  return Buffer.concat(chunks).toString()
}

/** Null for a target that is no path. */
function requestOf({ url = '', method = '', headers }: IncomingMessage, body: string): DeskRequest | null {
  const [rawPath = '', query = ''] = url.split('?')
  if (!rawPath.startsWith('/')) return null
  return {
    rawPath,
    queryStringParameters: Object.fromEntries(new URLSearchParams(query)),
    headers: { accept: headers.accept },
    requestContext: { http: { method } },
    body,
  }
}

/** A body that was not read to its end would be taken for the next request: the connection ends with the answer. */
function send(response: ServerResponse, incoming: IncomingMessage, answer: DeskResponse): void {
  const { statusCode, headers, body } = answer
  const isRead = incoming.complete
  response.writeHead(statusCode, isRead ? headers : { ...headers, connection: 'close' })
  response.end(body, () => (isRead ? undefined : incoming.destroy()))
}
