/** HTTP message: a request as it is sent, and the reply or the fault that comes of it. */
import type { Fault } from '../../domain/look/fault.ts'

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  /** With the endpoint's own path before it, and its query behind it. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** How many bytes of the reply are read at most; the limit of all unless given. */
  readonly replyBytesMax?: number
}

export type HttpReply =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly body: string
      /** What the server's clock showed, Unix time in milliseconds, in whole seconds; absent when it did not say. */
      readonly dateAt?: number
    }
  | { readonly kind: 'fault'; readonly fault: Fault }

export function faulty(fault: Fault): HttpReply {
  return { kind: 'fault', fault }
}
