/** HTTP exchange: one request to an endpoint and its reply, with every cost limited and everything that fails named. */
import { lookup as lookupName } from 'node:dns/promises'
import type { Fault } from '../../domain/look/fault.ts'
import type { Endpoint } from '../../domain/settings/sections/endpoint-settings.ts'
import { publicHost } from '../../domain/text/secret-text.ts'
import type { AskOptions, Clock, Secrets } from '../../ports.ts'
import { addressGuard } from './address-guard.ts'
import { msSince } from './attempt.ts'
import type { Lookup } from './connect.ts'
import { type ConnectionPools, connectionPools, endpointKey } from './connection-pool.ts'
import { HTTP_LIMITS, type HttpLimits } from './http-limits.ts'
import { faulty, type HttpReply, type HttpResult, type Unusable } from './http-message.ts'
import { limiter } from './limiter.ts'
import { withoutOurLateness } from './our-lateness.ts'
import { type ProcessLateness, processLateness } from './process-lateness.ts'
import { type RequestContext, requestContext } from './request-context.ts'
import { readTarget, type TargetQuestion } from './request-target.ts'
import { type Scrub, scrubber } from './scrubber.ts'

export interface HttpExchangeOptions {
  readonly clock: Clock
  readonly secrets: Secrets
  /** Whether endpoints may have private addresses. */
  readonly privateAddresses: boolean
  /** Whether endpoints may be on this machine. */
  readonly loopback: boolean
  readonly limits?: Partial<HttpLimits>
  /** How names are resolved; the system's way unless a test has its own. */
  readonly lookup?: Lookup
  /** How late this process is; measured unless a test has its own. */
  readonly lateness?: ProcessLateness
}

interface HttpExchange {
  /** Never rejects for what an endpoint does. A redirect is a fault and is not followed. */
  ask(endpoint: Endpoint, question: TargetQuestion, options: AskOptions): Promise<HttpResult>
  /** Ends every request and every connection; what is asked afterwards is not sent. */
  close(): Promise<void>
}

export function httpExchange(options: HttpExchangeOptions): HttpExchange {
  const limits = { ...HTTP_LIMITS, ...options.limits }
  const { clock, secrets, lookup = (name) => lookupName(name, { all: true }) } = options
  const pools = connectionPools({ clock, limits, guard: addressGuard(options), lookup })
  const gate = limiter({ total: limits.requestsAtOnce, each: limits.connectionsEach })
  const scrubs = keptScrubbers()
  const lateness = options.lateness ?? processLateness()
  const closing = new AbortController()

  async function ask(endpoint: Endpoint, question: TargetQuestion, asked: AskOptions): Promise<HttpResult> {
    const { deadlineAt, fresh = false } = asked
    const host = publicHost(endpoint.url)
    const context = requestContext({ host, clock, deadlineAt, closing: closing.signal })
    const awayFor = lateness.begin()
    const place = endpointKey(endpoint)
    const release = await gate.acquire(place, context.signal)
    const isCrowdedOut = release === null && gate.isCrowded(place)
    if (clock.now() >= deadlineAt) context.end()
    const startedAt = performance.now()
    const sending = send(endpoint, question, { context, pools, secrets, scrubs, fresh })
    const came = await Promise.race([sending, context.over.then(faulty)])
    context.end()
    release?.()
    const { status, retryAfter, stage, stepsMs } = context.attempt
    const mayBeHeard = stage === 'waiting' || stage === 'receiving'
    const timingsMs = { ...stepsMs, total: msSince(startedAt) }
    const result = { reply: came, status, retryAfter, mayBeHeard, timingsMs }
    return withoutOurLateness(result, { host, isCrowdedOut, awayMs: awayFor() })
  }

  async function close(): Promise<void> {
    closing.abort()
    await pools.close()
  }

  return { ask, close }
}

interface ExchangeTools {
  readonly context: RequestContext
  readonly pools: ConnectionPools
  readonly secrets: Secrets
  readonly scrubs: Scrubs
  readonly fresh: boolean
}

async function send(
  endpoint: Endpoint,
  question: TargetQuestion,
  { context, pools, secrets, scrubs, fresh }: ExchangeTools,
): Promise<HttpReply | Unusable> {
  if (context.signal.aborted) return faulty(context.fault())
  context.attempt.stage = 'preparing'
  const read = await readTarget(endpoint, secrets)
  if (context.signal.aborted) return faulty(context.fault())
  if (!read.ok) return { kind: 'unusable', problem: read.error }
  const pool = pools.of(endpoint, read.value)
  if (pool === null) return { kind: 'unusable', problem: BAD_CERTIFICATE }
  const reply = await pool.send(read.value.request(question), context, fresh)
  const scrub = scrubs(endpoint, read.value.secrets)
  if (reply.kind === 'answer') return { ...reply, body: scrub(reply.body) }
  const fault = withoutSecrets(reply.fault, read.value.secrets)
  return faulty({ ...fault, detail: scrub(fault.detail) })
}

const BAD_CERTIFICATE = 'its TLS certificate or key is not valid PEM, or they do not match'

/** Anything shorter is part of common words and keeps nobody out. */
const SECRET_MIN_CHARS = 4

/** An endpoint can put what we sent it into what we say of it, such as the target of a redirect. */
function withoutSecrets(fault: Fault, secrets: readonly string[]): Fault {
  const said = fault.detail.toLowerCase()
  const repeats = (secret: string) => secret.length >= SECRET_MIN_CHARS && said.includes(secret.toLowerCase())
  if (!secrets.some(repeats)) return fault
  return { ...fault, detail: 'What the node sent repeats a secret, so it is not shown' }
}

type Scrubs = (endpoint: Endpoint, secrets: readonly string[]) => Scrub

/** One for each endpoint, made anew when its secrets change. */
function keptScrubbers(): Scrubs {
  const kept = new Map<string, { readonly of: string; readonly scrub: Scrub }>()
  return (endpoint, secrets) => {
    const key = endpointKey(endpoint)
    const of = secrets.join('\n')
    const known = kept.get(key)
    const one = known?.of === of ? known : { of, scrub: scrubber(secrets) }
    kept.set(key, one)
    return one.scrub
  }
}
