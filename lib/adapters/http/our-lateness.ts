/** Our lateness: what this process had no time to ask or to read is no fault of the endpoint. */
import type { FaultKind } from '../../domain/look/fault.ts'
import { faulty, type HttpResult } from './http-message.ts'

interface Waited {
  readonly host: string
  /** Whether it never had its turn, because of what was asked of others. */
  readonly isCrowdedOut: boolean
  /** How long this process was away while it waited. */
  readonly awayMs: number
}

/** Faults of a time that was up. */
const OVERDUE: readonly FaultKind[] = ['timeout', 'connect-timeout', 'dns']

/** Shorter absences happen to every process. */
const AWAY_MS_MIN = 100
/** With a third of the time gone nobody can say that the endpoint had it. */
const AWAY_SHARE_MIN = 1 / 3

export function withoutOurLateness(result: HttpResult, waited: Waited): HttpResult {
  const { reply, timingsMs } = result
  const { host, isCrowdedOut, awayMs } = waited
  const isOverdue = reply.kind === 'fault' && OVERDUE.includes(reply.fault.kind)
  if (isOverdue && isCrowdedOut) return { ...result, reply: noTime(host, 'others came first') }
  if (awayMs < AWAY_MS_MIN || awayMs < timingsMs.total * AWAY_SHARE_MIN) return result
  if (isOverdue) return { ...result, reply: noTime(host, sayAway(awayMs, timingsMs.total)) }
  // How fast it was and what its clock showed then, nobody knows.
  const steps = { dns: null, connect: null, tls: null, firstByte: null }
  const total = Math.max(0, timingsMs.total - awayMs)
  const { dateAt: _, ...undated } = reply as typeof reply & { readonly dateAt?: number }
  return { ...result, reply: undated, timingsMs: { ...steps, total } }
}

function noTime(host: string, why: string): HttpResult['reply'] {
  return faulty({ kind: 'no-time', detail: `Cannot ask ${host} in time: ${why}` })
}

function sayAway(awayMs: number, totalMs: number): string {
  const seconds = (ms: number) => Math.round(ms / 100) / 10
  return `for ${seconds(awayMs)} of ${seconds(totalMs)} s this process was kept from its work`
}
