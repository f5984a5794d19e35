/** Beacon server: the HTTP side of one demo node, which can go dark and come back on the same port. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DemoReply } from './demo-reply.ts'

export interface BeaconServer {
  readonly port: number
  /** Requests that have come in since the start, whatever the answer was. */
  requests(): number
  /** Stops listening and cuts every connection, so that new ones are refused. */
  darken(): Promise<void>
  /** Listens again, on the same port. */
  lighten(): Promise<void>
  /** Dark for good: it does not listen again, whoever asks. */
  close(): Promise<void>
}

/** Idle connections outlive any demo cadence, so that keep-alive is the prober's choice alone. */
const KEEP_ALIVE_MS = 75_000
/** The port of a dark node may be held for a moment by somebody's outgoing connection. */
const PORT_TRIES = 20
const PORT_RETRY_MS = 250

/** Listens on a loopback port that the system chooses. */
export async function startBeaconServer(
  answer: (method: string, path: string) => DemoReply,
): Promise<BeaconServer> {
  let requests = 0
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    requests += 1
    // A body is never wanted, but has to be drained for the connection to be used again.
    request.resume()
    const path = (request.url ?? '/').split('?')[0]!
    send(response, answer(request.method ?? 'GET', path))
  }
  let server: Server | null = await listen(onRequest, 0)
  const port = portOf(server)
  const shut = async (): Promise<void> => {
    const shutting = server
    server = null
    if (shutting !== null) await close(shutting)
  }
  let closed = false
  const inTurn = oneAfterTheOther()
  return {
    port,
    requests: () => requests,
    darken: () => inTurn(shut),
    lighten: () =>
      inTurn(async () => {
        if (!closed) server ??= await listenAgain(onRequest, port)
      }),
    close: () => {
      closed = true
      return inTurn(shut)
    },
  }
}

type OnRequest = (request: IncomingMessage, response: ServerResponse) => void

/** Runs each piece of work when the one before it has ended, so that going dark never overtakes coming back. */
function oneAfterTheOther(): (work: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  return (work) => {
    last = last.then(work, work)
    return last
  }
}

function listen(onRequest: OnRequest, port: number): Promise<Server> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, onRequest)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

async function listenAgain(onRequest: OnRequest, port: number): Promise<Server> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await listen(onRequest, port)
    } catch (error) {
      const busy = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
      if (!busy || tries === PORT_TRIES) throw error
      await sleep(PORT_RETRY_MS)
    }
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)))
    server.closeAllConnections()
  })
}

function send(response: ServerResponse, reply: DemoReply): void {
  const body = Buffer.from(reply.body)
  response.writeHead(reply.status, { 'content-type': reply.contentType, 'content-length': body.length })
  response.end(body)
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('Cannot tell the port of a demo node')
  return address.port
}
