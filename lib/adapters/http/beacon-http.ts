/** Beacon HTTP: asks beacon nodes over HTTP as one vantage, within hard limits; what goes wrong is a named fault. */
import { lookup as lookupName } from 'node:dns/promises'
import type { Fault } from '../../domain/look/fault.ts'
import type { Endpoint } from '../../domain/settings/settings.ts'
import { publicHost } from '../../domain/text/secret-text.ts'
import type { Answer, AskOptions, BeaconNodes, Clock, Question, Secrets } from '../../ports.ts'
import { unlessAborted } from './abortable.ts'
import { addressGuard } from './address-guard.ts'
import { type EndpointClient, endpointClient } from './endpoint-client.ts'
import { faultOfDeadline } from './fault-of-error.ts'
import { endpointFiller, type FilledEndpoint, isFault } from './filled-endpoint.ts'
import type { Errand, Outcome } from './lane.ts'
import { LIMITS, type Limits } from './limits.ts'
import type { Lookup, SocketTools } from './open-socket.ts'
import { msSince, noProgress } from './progress.ts'
import { turnstile } from './turnstile.ts'

export interface BeaconHttpOptions {
  readonly clock: Clock
  readonly secrets: Secrets
  /** Whether endpoints may have private addresses. */
  readonly privateAddresses: boolean
  /** Whether endpoints may be on this machine. */
  readonly loopback: boolean
  readonly limits?: Partial<Limits>
  /** How names are resolved; the system's way unless a test has its own. */
  readonly lookup?: Lookup
}

export function beaconHttp(options: BeaconHttpOptions): BeaconNodes {
  const limits = { ...LIMITS, ...options.limits }
  const { clock } = options
  const filler = endpointFiller(options.secrets)
  const gate = turnstile({ atOnce: limits.requestsAtOnce, atOnceEach: limits.connectionsEach })
  const clients = clientsByEndpoint({
    clock,
    limits,
    guard: addressGuard(options),
    lookup: options.lookup ?? ((name) => lookupName(name, { all: true })),
  })
  const underWay = new Set<AbortController>()
  let closed = false

  async function ask(endpoint: Endpoint, question: Question, asked: AskOptions): Promise<Answer> {
    const end = new AbortController()
    const remainingMs = asked.deadlineAt - clock.now()
    const errand = errandTo(endpoint, end.signal, remainingMs)
    underWay.add(end)
    if (closed) end.abort(CLOSED)
    if (remainingMs <= 0) end.abort(TOO_LATE)
    void clock.sleep(remainingMs, end.signal).then(() => end.abort(OVERDUE))
    const leave = await gate.enter(keyOf(endpoint), end.signal)
    if (clock.now() >= asked.deadlineAt) end.abort(OVERDUE)
    const startedAt = performance.now()
    const outcome = await reached(endpoint, question, { errand, fresh: asked.fresh === true })
    underWay.delete(end)
    end.abort()
    leave?.()
    return { ...outcome, timingsMs: { ...errand.progress.steps, total: msSince(startedAt) } }
  }

  async function reached(
    endpoint: Endpoint,
    question: Question,
    { errand, fresh }: Asking,
  ): Promise<Outcome> {
    if (errand.signal.aborted) return faulty(errand.ended())
    errand.progress.stage = 'preparing'
    const filled = await unlessAborted(filler.fill(endpoint), errand.signal).catch((error: unknown) => {
      if (!errand.signal.aborted) throw error
      return errand.ended()
    })
    if (isFault(filled)) return faulty(filled)
    const client = clients.of(endpoint, filled)
    if (isFault(client)) return faulty(client)
    const outcome = await client.ask(filled.request(question), errand, fresh)
    if (wasRefused(outcome)) filler.forget(endpoint)
    return withoutSecrets(outcome, filled.secrets)
  }

  async function close(): Promise<void> {
    closed = true
    for (const end of underWay) end.abort(CLOSED)
    await clients.close()
  }

  return { ask, close }
}

interface Asking {
  readonly errand: Errand
  readonly fresh: boolean
}

/** Why a question ended before its answer. */
const OVERDUE = 'overdue'
const TOO_LATE = 'too late'
const CLOSED = 'closed'

function errandTo(endpoint: Endpoint, signal: AbortSignal, remainingMs: number): Errand {
  const progress = noProgress()
  const host = publicHost(endpoint.url)
  /** What was never asked says nothing of the node: the fault is ours. */
  const ours = (why: string): Fault => ({ kind: 'no-route', detail: `Cannot ask ${host}: ${why}` })
  const ended = (): Fault => {
    if (signal.reason === CLOSED) return ours('this vantage is stopping')
    if (signal.reason === TOO_LATE) return ours('the time was up before the question was sent')
    return faultOfDeadline({ host, stage: progress.stage }, remainingMs)
  }
  return { progress, signal, ended }
}

function faulty(fault: Fault): Outcome {
  return { kind: 'fault', fault }
}

/** A refused token may have been rotated since it was read. */
function wasRefused(outcome: Outcome): boolean {
  return outcome.kind === 'answer' && (outcome.status === 401 || outcome.status === 403)
}

/** Anything shorter is part of common words and keeps nobody out. */
const SECRET_MIN_CHARS = 4

/** A node can put what we sent it into what we say of it, such as the target of a redirect. */
function withoutSecrets(outcome: Outcome, secrets: readonly string[]): Outcome {
  if (outcome.kind === 'answer') return outcome
  const said = outcome.fault.detail.toLowerCase()
  const repeats = (secret: string) => secret.length >= SECRET_MIN_CHARS && said.includes(secret.toLowerCase())
  if (!secrets.some(repeats)) return outcome
  return faulty({ ...outcome.fault, detail: 'What the node sent repeats a secret, so it is not shown' })
}

/** Metrics of a node are another endpoint under the same name. */
function keyOf({ id, url }: Endpoint): string {
  return `${id} ${url}`
}

/** The client of each endpoint, made anew when a secret changed what its connections depend on. */
function clientsByEndpoint(tools: SocketTools) {
  const kept = new Map<string, { readonly identity: string; readonly client: EndpointClient }>()

  function of(endpoint: Endpoint, filled: FilledEndpoint): EndpointClient | Fault {
    const before = kept.get(keyOf(endpoint))
    if (before?.identity === filled.identity) return before.client
    const to = filled.destination()
    if (isFault(to)) return to
    void before?.client.close()
    const client = endpointClient(to, tools)
    kept.set(keyOf(endpoint), { identity: filled.identity, client })
    return client
  }

  async function close(): Promise<void> {
    await Promise.all([...kept.values()].map(({ client }) => client.close()))
    kept.clear()
  }

  return { of, close }
}
