/** Severity: how bad something is, in one order that everybody shares. */

export const SEVERITIES = ['info', 'warning', 'critical'] as const

export type Severity = (typeof SEVERITIES)[number]

/** The worse of two severities. */
export function worse(a: Severity, b: Severity): Severity {
  const order: readonly Severity[] = ['info', 'warning', 'critical']
  return order.indexOf(a) >= order.indexOf(b) ? a : b
}
