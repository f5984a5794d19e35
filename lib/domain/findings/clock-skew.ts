/** Clock skew: a vantage whose clock differs from those of most endpoints, and a node whose clock differs from all others'. */
import { nodeSubject, type Subject, writeSubject } from '../kinds/subject.ts'
import type { NodeLook } from '../look/look.ts'
import { fleetOf } from '../look/own-nodes.ts'
import { CLOCK_OFF_MS, nearestMedian, vantageClock } from '../look/vantage-clock.ts'
import type { Finding, Rule } from './finding.ts'

/** Of three, two that agree tell which one is wrong. */
const ENDPOINTS_MIN = 3

export const clockSkew: Rule<'clock-skew'> = (look) => {
  const clock = vantageClock(look)
  const subject = writeSubject({ about: 'vantage', name: look.vantage })
  if (clock.isOff) {
    const { aheadMs, endpoints, isBehindHeads } = clock
    const facts = { of: 'vantage', aheadMs, endpoints, isBehindHeads } as const
    const own: Finding<'clock-skew'> = { kind: 'clock-skew', subject, severity: 'warning', facts, nodes: [] }
    // Whose clock is wrong besides ours cannot be told by ours.
    return { findings: [own], unknown: fleetOf(look).map(({ id }) => nodeSubject(id)) }
  }
  const told = look.nodes.filter(hasClock)
  const unknown: Subject[] = look.nodes.some(({ state }) => state === 'reached') ? [] : [subject]
  const cannotTell = fleetOf(look).filter(({ state }) => state !== 'reached')
  const most = nearestMedian(told.map(({ clockAheadMs }) => clockAheadMs))
  const findings = told.flatMap(({ id, role, clockAheadMs }): Finding<'clock-skew'>[] => {
    const aheadMs = clockAheadMs - most
    if (role !== 'node' || told.length < ENDPOINTS_MIN || Math.abs(aheadMs) <= CLOCK_OFF_MS) return []
    const facts = { of: 'nodes', nodes: { [id]: { aheadMs } } } as const
    return [{ kind: 'clock-skew', subject: nodeSubject(id), severity: 'warning', facts, nodes: [id] }]
  })
  return { findings, unknown: [...unknown, ...cannotTell.map(({ id }) => nodeSubject(id))] }
}

function hasClock(node: NodeLook): node is NodeLook & { readonly clockAheadMs: number } {
  return node.clockAheadMs !== undefined
}
