/** Conversation: questions to one endpoint within one look, read by the domain's readers. */
import type { Fault } from '../domain/fault.ts'
import type { TimingsMs } from '../domain/look.ts'
import type { Reading, Reply } from '../domain/reply/reading.ts'
import type { Endpoint } from '../domain/settings.ts'
import type { AskOptions, BeaconNodes, Question } from '../ports.ts'

export interface Conversation {
  readonly endpoint: Endpoint
  readonly options: AskOptions
  readonly nodes: BeaconNodes
}

/** A reading with how long the answer took. */
export type Heard<T> = Reading<T> & { readonly timingsMs: TimingsMs }

/** Asks one question and reads the answer. */
export async function hear<T>(
  { endpoint, options, nodes }: Conversation,
  question: Question,
  read: (reply: Reply) => Reading<T>,
): Promise<Heard<T>> {
  const answer = await nodes.ask(endpoint, question, options)
  const { timingsMs } = answer
  if (answer.kind === 'fault') return { ok: false, fault: answer.fault, timingsMs }
  return { ...read({ status: answer.status, body: answer.body }), timingsMs }
}

/** Whether the fault is of the connection, so that further questions would fail alike. */
export function isUnreachable({ kind }: Fault): boolean {
  return !['http-status', 'redirect', 'not-json', 'malformed', 'too-large'].includes(kind)
}
