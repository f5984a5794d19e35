/** Attempt: how far one try at a request has come, and how long each step of it took. */
import type { TimingsMs } from '../../domain/look/look.ts'

/** What is being waited for. */
export type Stage = 'queued' | 'preparing' | 'resolving' | 'connecting' | 'securing' | 'waiting' | 'receiving'

/** Written by whoever does the step; read when the request ends, however it ends. */
export interface Attempt {
  stage: Stage
  /** Whether a connection was opened for this request. */
  opened: boolean
  /** Of the reply, as soon as it is there; null before. */
  status: number | null
  /** What the reply says under `retry-after`; null before, and where it says nothing. */
  retryAfter: string | null
  stepsMs: { -readonly [Step in Exclude<keyof TimingsMs, 'total'>]: TimingsMs[Step] }
}

export function newAttempt(): Attempt {
  return {
    stage: 'queued',
    opened: false,
    status: null,
    retryAfter: null,
    stepsMs: { dns: null, connect: null, tls: null, firstByte: null },
  }
}

/** Milliseconds since a reading of `performance.now()`, to the microsecond. */
export function msSince(startedAt: number): number {
  return Math.round((performance.now() - startedAt) * 1_000) / 1_000
}
