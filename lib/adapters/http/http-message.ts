/** HTTP message: a request as it is sent, and the reply or the fault that comes of it. */
import type { Fault } from '../../domain/look/fault.ts'
import type { TimingsMs } from '../../domain/look/look.ts'

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

/** What came of one request. */
export interface HttpResult {
  readonly reply: HttpReply | Unusable
  /** The status that came, even if the rest of the reply did not; null when none came. */
  readonly status: number | null
  /** What it says of when to come again, as it is written. */
  readonly retryAfter: string | null
  /** Whether any of the request may have been heard at the other end. */
  readonly mayBeHeard: boolean
  readonly timingsMs: TimingsMs
}

/** An endpoint that cannot be asked as it is written, with the secrets that there are; the words name no host. */
export interface Unusable {
  readonly kind: 'unusable'
  readonly problem: string
}

export function faulty(fault: Fault): HttpReply {
  return { kind: 'fault', fault }
}
