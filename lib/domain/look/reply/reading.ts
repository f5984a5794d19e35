/** Reading: an HTTP answer to a value or a named fault; what every question's reader shares. */

import { readJson } from '../../text/json.ts'
import { quoted } from '../../text/quote.ts'
import { failed, type Result } from '../../text/result.ts'
import { type Fault, sayStatus } from '../fault.ts'
import { type Fields, member, readFields } from './fields.ts'

/** What came back over HTTP, whatever the status. */
export interface Reply {
  readonly status: number
  readonly body: string
}

export type Reading<T> = Result<T, Fault>

/**
 * Reads the reply's `data` object with `read`. A 206 or a 503 with a readable body counts like a 200: clients
 * answer so while syncing, and what they say is still a fact.
 */
export function readReply<T>(reply: Reply, read: (data: Fields, envelope: Fields) => T): Reading<T> {
  if (!mayCarryFacts(reply.status)) return failed(statusFault(reply))
  const reading = readBody(reply.body, read)
  if (reading.ok || reply.status < 300) return reading
  return failed(statusFault(reply))
}

function mayCarryFacts(status: number): boolean {
  return (status >= 200 && status < 300) || status === 503
}

function readBody<T>(body: string, read: (data: Fields, envelope: Fields) => T): Reading<T> {
  const json = readJson(body)
  if (!json.ok) return json
  const reading = readFields(json.value, (reply) => read(reply.within('data'), reply))
  if (reading.ok) return reading
  return failed({ kind: 'malformed', detail: `${reading.error}${saying(json.value)}` })
}

/** Why a status that carries no facts is a fault, with the words of the error body, if it has any. */
function statusFault({ status, body }: Reply): Fault {
  if (status >= 300 && status < 400) {
    return { kind: 'redirect', status, detail: `HTTP ${status}: redirects are not followed` }
  }
  const json = readJson(body)
  const says = json.ok ? saying(json.value) : ''
  return { kind: 'http-status', status, detail: `HTTP ${status}: ${sayStatus(status)}${says}` }
}

const MESSAGE_CHARS_MAX = 80

/** The `message` of an error body, as the standard and the clients' web frameworks send it. */
function saying(value: unknown): string {
  const message = member(value, 'message')
  return typeof message === 'string' && message !== ''
    ? `; it says ${quoted(message, MESSAGE_CHARS_MAX)}`
    : ''
}
