/** Progress: how far one question has come on its way, and how long each step took. */
import type { TimingsMs } from '../../domain/look/look.ts'

/** What is being waited for. */
export type Stage = 'queued' | 'preparing' | 'resolving' | 'connecting' | 'securing' | 'waiting' | 'receiving'

/** Written by whoever does the step; read when the question ends, however it ends. */
export interface Progress {
  stage: Stage
  /** Whether a connection was opened for this question. */
  opened: boolean
  steps: { -readonly [Step in Exclude<keyof TimingsMs, 'total'>]: TimingsMs[Step] }
}

export function noProgress(): Progress {
  return {
    stage: 'queued',
    opened: false,
    steps: { dns: null, connect: null, tls: null, firstByte: null },
  }
}

/** Milliseconds since a reading of `performance.now()`, to the microsecond. */
export function msSince(startedAt: number): number {
  return Math.round((performance.now() - startedAt) * 1_000) / 1_000
}
