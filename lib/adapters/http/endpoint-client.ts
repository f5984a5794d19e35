/** Endpoint client: the few kept-alive connections to one endpoint, and the choice among them. */
import { type Errand, type HttpRequest, type Lane, type Outcome, openLane } from './lane.ts'
import type { Destination, SocketTools } from './open-socket.ts'
import { noProgress } from './progress.ts'

export interface EndpointClient {
  /** `fresh`: on a connection that no earlier question used, which then takes the place of all others. */
  ask(request: HttpRequest, errand: Errand, fresh: boolean): Promise<Outcome>
  /** Idle connections are closed now, busy ones after the question they carry. */
  close(): Promise<void>
}

/** Opens as many connections as there are questions at once; how many that may be is its caller's to limit. */
export function endpointClient(to: Destination, tools: SocketTools): EndpointClient {
  const lanes = new Set<Lane>()
  const idle: Lane[] = []

  async function ask(request: HttpRequest, errand: Errand, fresh: boolean): Promise<Outcome> {
    // Not waited for: how long old connections take to end must not count against this question.
    if (fresh) for (const lane of idle.splice(0)) drop(lane)
    const used = fresh ? undefined : idle.pop()
    const outcome = await askOn(used ?? newLane(), request, errand)
    if (!diedUnheard(outcome, errand)) return outcome
    Object.assign(errand.progress, noProgress())
    return askOn(newLane(), request, errand)
  }

  async function askOn(lane: Lane, request: HttpRequest, errand: Errand): Promise<Outcome> {
    const outcome = await lane.ask(request, errand)
    if (outcome.kind === 'answer' && lanes.has(lane)) idle.push(lane)
    else drop(lane)
    return outcome
  }

  function newLane(): Lane {
    const lane = openLane(to, tools)
    lanes.add(lane)
    return lane
  }

  /** Not waited for: the deadline of the question may be over. */
  function drop(lane: Lane): void {
    lanes.delete(lane)
    void lane.destroy()
  }

  async function close(): Promise<void> {
    const unused = idle.splice(0)
    lanes.clear()
    await Promise.all(unused.map((lane) => lane.destroy()))
  }

  return { ask, close }
}

/**
 * Servers close idle connections whenever they like, and what they send just then is not an answer to us. A
 * question that dies so, on a used connection and before any answer began, is asked once more: all questions
 * of ours only read.
 */
function diedUnheard(outcome: Outcome, { progress, signal }: Errand): boolean {
  if (outcome.kind === 'answer' || signal.aborted) return false
  const { kind } = outcome.fault
  return (
    !progress.opened && progress.stage === 'waiting' && (kind === 'connection-reset' || kind === 'malformed')
  )
}
