/** Reach: nodes and whole data centres that answer nothing as a beacon node. */
import { type Subject, writeSubject } from '../kinds/subject.ts'
import type { Fault } from '../look/fault.ts'
import type { FailedNode } from '../look/look.ts'
import { fleetOf, isFailed } from '../look/own-nodes.ts'
import { boundOf } from '../settings/settings.ts'
import type { FaultSeen } from './facts.ts'
import type { Finding, Rule } from './finding.ts'
import { eachOfFleet } from './node-rule.ts'

export const nodeDown: Rule<'node-down'> = (look) =>
  eachOfFleet('node-down', look, (node) => {
    if (node.state === 'unknown') return 'unknown'
    return isFailed(node) ? { severity: 'warning', facts: { [node.id]: faultSeen(node.fault) } } : null
  })

export const dataCenterDark: Rule<'data-center-dark'> = (look, settings) => {
  const findings: Finding<'data-center-dark'>[] = []
  const unknown: Subject[] = []
  const placeOf = new Map(settings.nodes.map(({ id, dataCenter }) => [id, dataCenter]))
  const byPlace = Map.groupBy(fleetOf(look), ({ id }) => placeOf.get(id))
  const nodesMin = boundOf(settings, 'data-center-dark', 'nodesMin')
  for (const { id } of settings.dataCenters) {
    const members = byPlace.get(id) ?? []
    if (members.length < nodesMin) continue
    if (members.every(isFailed)) findings.push(dark(id, members))
    else if (!members.some((node) => node.state === 'reached'))
      unknown.push(writeSubject({ about: 'data-center', name: id }))
  }
  return { findings, unknown }
}

function dark(id: string, members: readonly FailedNode[]): Finding<'data-center-dark'> {
  return {
    kind: 'data-center-dark',
    subject: writeSubject({ about: 'data-center', name: id }),
    severity: 'critical',
    facts: Object.fromEntries(members.map((node) => [node.id, faultSeen(node.fault)])),
    nodes: members.map((node) => node.id),
  }
}

/** A fault without its detail, which may name a host. */
export function faultSeen({ kind, status }: Fault): FaultSeen {
  return { kind, ...(status !== undefined && { status }) }
}
