/** Connection pool: the few connections to each endpoint that are kept alive, and the choice among them. */
import type { Endpoint } from '../../domain/settings/sections/endpoint-settings.ts'
import { newAttempt } from './attempt.ts'
import type { ConnectTools, Destination } from './connect.ts'
import { type Connection, openConnection } from './connection.ts'
import type { HttpReply, HttpRequest } from './http-message.ts'
import type { RequestContext } from './request-context.ts'
import type { RequestTarget } from './request-target.ts'

interface ConnectionPool {
  /** `fresh`: on a connection that no earlier request used, which then takes the place of all others. */
  send(request: HttpRequest, context: RequestContext, fresh: boolean): Promise<HttpReply>
  /** Idle connections are closed now, busy ones after the request they carry. */
  close(): Promise<void>
}

/**
 * Opens as many connections as there are requests at once; how many that may be is its caller's to limit. The pool of
 * undici cannot send a request on a fresh connection, and does not tell for which request a connection is opened.
 */
function connectionPool(to: Destination, tools: ConnectTools): ConnectionPool {
  const open = new Set<Connection>()
  const idle: Connection[] = []

  async function send(request: HttpRequest, context: RequestContext, fresh: boolean): Promise<HttpReply> {
    // Not waited for: how long old connections take to end must not count against this request.
    if (fresh) for (const connection of idle.splice(0)) drop(connection)
    const used = fresh ? undefined : idle.pop()
    const reply = await sendOn(used ?? newConnection(), request, context)
    if (!diedUnheard(reply, context)) return reply
    Object.assign(context.attempt, newAttempt())
    return sendOn(newConnection(), request, context)
  }

  async function sendOn(
    connection: Connection,
    request: HttpRequest,
    context: RequestContext,
  ): Promise<HttpReply> {
    const reply = await connection.send(request, context)
    if (reply.kind === 'answer' && open.has(connection)) idle.push(connection)
    else drop(connection)
    return reply
  }

  function newConnection(): Connection {
    const connection = openConnection(to, tools)
    open.add(connection)
    return connection
  }

  /** Not waited for: the deadline of the request may be over. */
  function drop(connection: Connection): void {
    open.delete(connection)
    void connection.destroy()
  }

  async function close(): Promise<void> {
    const unused = idle.splice(0)
    open.clear()
    await Promise.all(unused.map((connection) => connection.destroy()))
  }

  return { send, close }
}

/**
 * Servers close idle connections whenever they like, and what they send just then is not an answer to us. A
 * request that dies so, on a used connection and before any answer began, is sent once more: all requests on
 * used connections only read.
 */
function diedUnheard(reply: HttpReply, { attempt, signal }: RequestContext): boolean {
  if (reply.kind === 'answer' || signal.aborted) return false
  const { kind } = reply.fault
  return (
    !attempt.opened && attempt.stage === 'waiting' && (kind === 'connection-reset' || kind === 'malformed')
  )
}

export interface ConnectionPools {
  /** Null when the endpoint's secrets give no connection. */
  of(endpoint: Endpoint, target: RequestTarget): ConnectionPool | null
  close(): Promise<void>
}

/** A pool for each endpoint, made anew when a secret changed what its connections depend on. */
export function connectionPools(tools: ConnectTools): ConnectionPools {
  const kept = new Map<string, { readonly identity: string; readonly pool: ConnectionPool }>()

  function of(endpoint: Endpoint, { identity, destination }: RequestTarget): ConnectionPool | null {
    const before = kept.get(endpointKey(endpoint))
    if (before?.identity === identity) return before.pool
    const to = destination()
    if (to === null) return null
    void before?.pool.close()
    const pool = connectionPool(to, tools)
    kept.set(endpointKey(endpoint), { identity, pool })
    return pool
  }

  async function close(): Promise<void> {
    await Promise.all([...kept.values()].map(({ pool }) => pool.close()))
    kept.clear()
  }

  return { of, close }
}

/** Metrics of a node are another endpoint under the same name. */
export function endpointKey({ id, url }: Endpoint): string {
  return `${id} ${url}`
}
