/** Back node: the beacon node behind the proxy, a real HTTP server that notes what reaches it. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { honest } from '../../kit/liar.ts'

interface Reached {
  /** As it arrived. */
  readonly question: string
  readonly headers: IncomingHttpHeaders
  readonly bodyBytes: number
}

/** `drops`: it ends each connection at its second question without a word, as after a silent time-out. */
type Manner = 'answers' | 'hangs' | 'drops'

export interface BackNode {
  readonly address: string
  readonly reached: readonly Reached[]
  /** How many connections were made to it. */
  connections(): number
  manner(manner: Manner): void
  /** Stops listening and ends every connection. */
  close(): Promise<void>
}

export async function startBackNode(): Promise<BackNode> {
  const reached: Reached[] = []
  const served = new WeakSet<Socket>()
  let manner: Manner = 'answers'
  let connections = 0
  const server = createServer(async (request, response) => {
    if (manner === 'hangs') return
    if (manner === 'drops' && served.has(request.socket)) return void request.socket.destroy()
    served.add(request.socket)
    reached.push({
      question: `${request.method} ${request.url}`,
      headers: request.headers,
      bodyBytes: await sizeOf(request),
    })
    answer(request, response)
  })
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    reached,
    connections: () => connections,
    manner: (next) => {
      manner = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function sizeOf(request: IncomingMessage): Promise<number> {
  let bytes = 0
  for await (const chunk of request) bytes += (chunk as Buffer).length
  return bytes
}

function answer({ method, url }: IncomingMessage, response: ServerResponse): void {
  const body = method === 'POST' ? '{"data":[]}' : honest(url!)
  response.statusCode = body === null ? 404 : 200
  response.setHeader('content-type', 'application/json')
  response.end(body ?? '{"code":404,"message":"not found"}')
}
