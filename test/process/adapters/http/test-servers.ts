/** Test servers: real servers on loopback for the prober to ask, well-behaved and not, each closed with its test. */
import { readFileSync } from 'node:fs'
import { createServer as createHttp, type Server as HttpServer, type RequestListener } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net'
import { createServer as createTls, type TlsOptions } from 'node:tls'
import type { Endpoint } from '../../../../lib/domain/settings/sections/endpoint-settings.ts'

export interface TestServer {
  readonly port: number
  readonly url: string
  /** TCP connections accepted so far. */
  connections(): number
  /** TCP connections open now. */
  open(): number
  /** Ends every connection that is open now. */
  hangUp(): void
  close(): Promise<void>
}

/** Whatever closes things at the end: a test, or the suite around it. */
export interface Owner {
  after(done: () => Promise<void>): void
}

/** A TCP server that does whatever it is told with each connection. */
export function tcpServer(owner: Owner, onSocket: (socket: Socket) => void): Promise<TestServer> {
  return listening(owner, createTcp(onSocket), 'http')
}

/** The same behind a TLS handshake. */
export function tlsServer(
  owner: Owner,
  tls: TlsOptions,
  onSocket: (socket: Socket) => void,
): Promise<TestServer> {
  const withErrors = (socket: Socket): void => {
    socket.on('error', () => socket.destroy())
    onSocket(socket)
  }
  return listening(owner, createTls(tls, withErrors), 'https')
}

export function httpServer(owner: Owner, onRequest: RequestListener): Promise<TestServer> {
  return listening(owner, patient(createHttp(onRequest)), 'http')
}

export function httpsServer(owner: Owner, tls: TlsOptions, onRequest: RequestListener): Promise<TestServer> {
  return listening(owner, patient(createHttps(tls, onRequest)), 'https')
}

/** Keeps idle connections without telling the client until when, as reverse proxies do. */
function patient<S extends HttpServer>(server: S): S {
  server.keepAliveTimeout = 0
  return server
}

async function listening(owner: Owner, server: Server, scheme: 'http' | 'https'): Promise<TestServer> {
  const open = new Set<Socket>()
  let accepted = 0
  server.on('connection', (socket: Socket) => {
    accepted += 1
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    // The other side may end the connection at any moment; that is what is tested.
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const hangUp = (): void => {
    for (const socket of open) socket.destroy()
  }
  const close = async (): Promise<void> => {
    if (!server.listening) return
    const closed = new Promise((resolve) => server.close(resolve))
    hangUp()
    await closed
  }
  owner.after(close)
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `${scheme}://127.0.0.1:${port}`,
    connections: () => accepted,
    open: () => open.size,
    hangUp,
    close,
  }
}

/** A node that answers every question at once. */
export const wellBehaved: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'application/json')
  response.end(WELL)
}

export const WELL = '{"data":{"peer_id":"16Uiu2"}}'

export function endpoint(id: string, url: string, more: Partial<Endpoint> = {}): Endpoint {
  return { id, url, headers: {}, tls: {}, ...more }
}

/** A file of the test certificates; `server.key`, `ca.pem`. */
export function pem(name: string): string {
  return readFileSync(new URL(`../../../fixtures/tls/${name}`, import.meta.url), 'utf8')
}

export function certificate(name: string): { readonly cert: string; readonly key: string } {
  return { cert: pem(`${name}.pem`), key: pem(`${name}.key`) }
}
