/** Conversation: questions to one endpoint within one look, read by the domain's readers. */
import type { Fault } from '../domain/look/fault.ts'
import type { TimingsMs } from '../domain/look/look.ts'
import type { Reading, Reply } from '../domain/look/reply/reading.ts'
import type { Endpoint } from '../domain/settings/sections/endpoint-settings.ts'
import { failed } from '../domain/text/result.ts'
import type { AskOptions, BeaconNodes, Clock, Question } from '../ports.ts'

export interface Conversation {
  readonly endpoint: Endpoint
  readonly options: AskOptions
  readonly nodes: BeaconNodes
  readonly clock: Pick<Clock, 'now'>
}

/** A reading with when the answer came and how long it took. */
export type Heard<T> = Reading<T> & { readonly at: number; readonly timingsMs: TimingsMs }

/** Asks one question and reads the answer. */
export async function hear<T>(
  { endpoint, options, nodes, clock }: Conversation,
  question: Question,
  read: (reply: Reply) => Reading<T>,
): Promise<Heard<T>> {
  const answer = await nodes.ask(endpoint, question, options)
  const heard = { at: clock.now(), timingsMs: answer.timingsMs }
  if (answer.kind === 'fault') return { ...failed(answer.fault), ...heard }
  return { ...read({ status: answer.status, body: answer.body }), ...heard }
}

/** Whether the fault is of the connection, so that further questions would fail alike. */
export function isUnreachable({ kind }: Fault): boolean {
  return !['http-status', 'redirect', 'not-json', 'malformed', 'too-large'].includes(kind)
}
