/** Reply reader: follows one reply as it comes in, and ends it when it breaks a limit. */
import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'
import type { Fault } from '../../domain/look/fault.ts'
import { msSince } from './attempt.ts'
import { faultError, faultOfError } from './fault-of-error.ts'
import type { HttpLimits } from './http-limits.ts'
import { faulty, type HttpReply } from './http-message.ts'
import { bodyBytes, bodyText } from './reply-body.ts'
import type { RequestContext } from './request-context.ts'

type ReplyLimits = Pick<HttpLimits, 'bodyBytes' | 'interimReplies'>

/** For one request; `settle` is called once or more, and only the first time counts. */
export function replyReader(
  { host, attempt }: RequestContext,
  limits: ReplyLimits,
  settle: (reply: HttpReply) => void,
): Dispatcher.DispatchHandler {
  const body = bodyBytes(limits.bodyBytes)
  let sentAt = 0
  let interim = 0
  let head: ReplyHead | null = null

  return {
    onRequestStart() {
      attempt.stage = 'waiting'
      sentAt = performance.now()
    },
    onResponseStart(controller, status, headers) {
      if (status < 200) {
        interim += 1
        if (interim > limits.interimReplies) controller.abort(faultError(endlessInterim(host)))
        return
      }
      attempt.stage = 'receiving'
      attempt.stepsMs.firstByte = msSince(sentAt)
      attempt.status = status
      attempt.retryAfter = String(headers['retry-after'] ?? '') || null
      head = { host, status, headers }
      if (status >= 300 && status < 400) controller.abort(faultError(redirected(head)))
    },
    onResponseData(controller, piece) {
      if (!body.add(piece)) controller.abort(faultError(tooLarge(host, limits.bodyBytes)))
    },
    onResponseEnd: () => settle(replyOf(head!, body.all(), limits)),
    onResponseError: (_controller, error) =>
      settle(faulty(faultOfError(error, { host, stage: attempt.stage }))),
  }
}

/** What is known of a reply before its body. */
interface ReplyHead {
  readonly host: string
  readonly status: number
  readonly headers: IncomingHttpHeaders
}

function replyOf(
  { host, status, headers }: ReplyHead,
  bytes: Uint8Array,
  { bodyBytes: maxBytes }: ReplyLimits,
): HttpReply {
  const encoding = String(headers['content-encoding'] ?? '')
  const read = bodyText(bytes, { encoding, status, maxBytes })
  if (!read.ok) return faulty(unreadable(host, read.error.kind, read.error.reason))
  // What a cache kept was dated when it was made.
  const isKept = Number(headers.age ?? 0) > 0
  const dateAt = isKept ? Number.NaN : Date.parse(String(headers.date ?? ''))
  return { kind: 'answer', status, body: read.value, ...(Number.isNaN(dateAt) ? {} : { dateAt }) }
}

function unreadable(host: string, kind: Fault['kind'], reason: string): Fault {
  return { kind, detail: `Cannot read the answer of ${host}: ${reason}` }
}

function endlessInterim(host: string): Fault {
  return unreadable(host, 'malformed', 'it sends interim answers without end')
}

function tooLarge(host: string, maxBytes: number): Fault {
  return unreadable(host, 'too-large', `the body is more than ${maxBytes} bytes`)
}

/** Longest host name there is (RFC 1035). */
const HOST_MAX_CHARS = 253

/** A redirect is told and not followed: it could lead to where the address guard never looked. */
function redirected({ host, status, headers: { location } }: ReplyHead): Fault {
  const target = typeof location === 'string' ? URL.parse(location, `http://${host}`) : null
  const where =
    target === null || target.host === '' ? 'nowhere' : `to ${target.host.slice(0, HOST_MAX_CHARS)}`
  return {
    kind: 'redirect',
    detail: `Cannot use the answer of ${host}: status ${status} redirects ${where}`,
    status,
  }
}
