/** Request context: what accompanies one request on its way: how far it has come, and what ends it early. */
import type { Fault } from '../../domain/look/fault.ts'
import type { Clock } from '../../ports.ts'
import { type Attempt, newAttempt } from './attempt.ts'
import { faultOfDeadline } from './fault-of-error.ts'

export interface RequestContext {
  /** Host and port as they may be shown. */
  readonly host: string
  readonly attempt: Attempt
  /** Aborted when the time is up, when all requests are to end, and when this one has ended. */
  readonly signal: AbortSignal
  /** Resolves when the signal is aborted, to what `fault` gives then. */
  readonly over: Promise<Fault>
  /** Why the signal was aborted before there was a reply. */
  fault(): Fault
  /** Ends whatever still goes on for this request. */
  end(): void
}

interface RequestLimits {
  readonly host: string
  readonly clock: Clock
  /** Unix time in milliseconds. */
  readonly deadlineAt: number
  /** Aborted when all requests are to end. */
  readonly closing: AbortSignal
}

export function requestContext({ host, clock, deadlineAt, closing }: RequestLimits): RequestContext {
  const attempt = newAttempt()
  const remainingMs = deadlineAt - clock.now()
  const own = new AbortController()
  const signal = AbortSignal.any([closing, own.signal])
  if (remainingMs <= 0) own.abort()

  /** What was never asked says nothing of the endpoint: the fault is ours. */
  const ours = (why: string): Fault => ({ kind: 'no-route', detail: `Cannot ask ${host}: ${why}` })
  const fault = (): Fault => {
    if (closing.aborted) return ours('this vantage is stopping')
    if (remainingMs <= 0) return ours('the time was up before the question was sent')
    return faultOfDeadline({ host, stage: attempt.stage }, remainingMs)
  }
  const over = clock.sleep(remainingMs, signal).then(() => {
    own.abort()
    return fault()
  })
  return { host, attempt, signal, over, fault, end: () => own.abort() }
}
