/** Single call: one request of ours to an address that the operator gave; its status alone is the answer. */
import type { SecretText } from '../../domain/text/secret-text.ts'
import { SECOND_MS } from '../../domain/text/time.ts'
import { type HttpExchangeOptions, httpExchange } from './http-exchange.ts'

export interface SingleCallOptions extends Omit<HttpExchangeOptions, 'limits'> {
  /** From reading the secrets to the end of the reply. */
  readonly deadlineMs?: number
}

export interface HttpCall {
  readonly method: 'GET' | 'POST'
  readonly url: SecretText
  /** Of any form that can be written as JSON. */
  readonly body?: object
}

/** What came back; the words hold no secret and no path. */
export type CallResult =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  /** Without an answer; whether the request may have been heard all the same. */
  | { readonly kind: 'nothing'; readonly because: string; readonly mayBeHeard: boolean }

const DEADLINE_MS = 5 * SECOND_MS

/** Nothing in the body matters to us. It is read all the same, because some servers stop working when we hang up. */
const BODY_BYTES_MAX = 65_536

/**
 * Never throws. Once the status is here it stands, whatever becomes of the rest; a redirect is one like any other,
 * and is not followed. The connection is the call's own: calls are rare, and a kept one that has died would look
 * like a lost answer.
 */
export async function singleCall(
  { deadlineMs = DEADLINE_MS, ...options }: SingleCallOptions,
  { method, url, body }: HttpCall,
): Promise<CallResult> {
  const exchange = httpExchange({ ...options, limits: { bodyBytes: BODY_BYTES_MAX } })
  const question = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
  const { reply, status, retryAfter, mayBeHeard } = await exchange.ask(
    { id: '', url, headers: {}, tls: {} },
    question,
    {
      deadlineAt: options.clock.now() + deadlineMs,
    },
  )
  void exchange.close()
  if (status !== null) return { kind: 'status', status, ...(retryAfter === null ? {} : { retryAfter }) }
  switch (reply.kind) {
    case 'answer':
      return { kind: 'status', status: reply.status }
    case 'fault':
      return { kind: 'nothing', because: reply.fault.detail, mayBeHeard }
    case 'unusable':
      return { kind: 'nothing', because: reply.problem, mayBeHeard: false }
  }
}
