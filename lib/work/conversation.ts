/** Conversation: questions to one endpoint within one look, read by the domain's readers. */
import type { Fault } from '../domain/look/fault.ts'
import type { TimingsMs } from '../domain/look/look.ts'
import type { Reading, Reply } from '../domain/look/reply/reading.ts'
import type { Endpoint } from '../domain/settings/sections/endpoint-settings.ts'
import { failed } from '../domain/text/result.ts'
import type { Answer, AskOptions, BeaconNodes, Clock, Question } from '../ports.ts'

export interface Conversation {
  readonly endpoint: Endpoint
  readonly options: AskOptions
  readonly nodes: BeaconNodes
  readonly clock: Pick<Clock, 'now'>
}

/** A reading with when the answer came and how long it took. */
export type Heard<T> = Reading<T> & {
  readonly at: number
  readonly timingsMs: TimingsMs
  readonly clockAheadMs?: number
}

/** Asks one question and reads the answer. */
export async function hear<T>(
  { endpoint, options, nodes, clock }: Conversation,
  question: Question,
  read: (reply: Reply) => Reading<T>,
): Promise<Heard<T>> {
  const answer = await nodes.ask(endpoint, question, options)
  const at = clock.now()
  const heard = { at, timingsMs: answer.timingsMs, ...clockOf(answer, at) }
  if (answer.kind === 'fault') return { ...failed(answer.fault), ...heard }
  return { ...read({ status: answer.status, body: answer.body }), ...heard }
}

/** A `Date` is cut to whole seconds, and written somewhere between the question and the answer. */
const DATE_BLUR_MS = 500

function clockOf(answer: Answer, at: number): { readonly clockAheadMs?: number } {
  if (answer.kind === 'fault' || answer.dateAt === undefined) return {}
  const saidAt = at - answer.timingsMs.total / 2
  return { clockAheadMs: Math.round(answer.dateAt + DATE_BLUR_MS - saidAt) }
}

/** Whether the fault is of the connection, so that further questions would fail alike. */
export function isUnreachable({ kind }: Fault): boolean {
  return !['http-status', 'redirect', 'not-json', 'malformed'].includes(kind)
}
