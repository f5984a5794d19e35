/** Fault briefly: a fault in two or three words, for the middle of a sentence. */
import type { FaultSeen } from '../../findings/facts.ts'

/** `connection refused`, `HTTP 502`. */
export function sayFaultBriefly({ kind, status }: FaultSeen): string {
  return kind === 'http-status' && status !== undefined ? `HTTP ${status}` : kind.replaceAll('-', ' ')
}

/** The first fault there is, with its comma; empty where there is none. */
export function withFault(faults: readonly (FaultSeen | 'not-looked-at' | undefined)[]): string {
  const [fault] = faults.filter((each) => each !== undefined).filter((each) => each !== 'not-looked-at')
  return fault === undefined ? '' : `, ${sayFaultBriefly(fault)}`
}
