/** Fault words: a fault in one or two short words, for a cell that is a few columns wide. */
import type { Fault, FaultKind } from '../../domain/look/fault.ts'

/** Longest first. */
export function sayFaultShort(fault: Fault): readonly string[] {
  if (fault.kind === 'http-status' && fault.status !== undefined)
    return [`HTTP ${fault.status}`, `${fault.status}`]
  return [SHORT[fault.kind]]
}

const SHORT: Readonly<Record<FaultKind, string>> = {
  dns: 'no name',
  'connection-refused': 'refused',
  'connection-reset': 'reset',
  'connect-timeout': 'no connect',
  timeout: 'timeout',
  'tls-expired': 'cert old',
  'tls-name': 'cert name',
  'tls-untrusted': 'cert trust',
  'tls-handshake': 'TLS',
  'address-refused': 'address',
  'no-route': 'no route',
  'http-status': 'HTTP',
  redirect: 'redirect',
  'too-large': 'too large',
  'not-json': 'not JSON',
  malformed: 'malformed',
  'secret-missing': 'no secret',
  'no-time': 'no time',
}
