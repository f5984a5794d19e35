/** Reach: nodes and whole data centres that answer nothing as a beacon node. */

import type { Subject } from '../kinds/subject.ts'
import { sayFault } from '../look/fault.ts'
import { fleetOf, isFailed } from '../look/fleet.ts'
import type { FailedNode } from '../look/look.ts'
import { boundOf } from '../settings/settings.ts'
import type { Finding, Findings, Rule } from './finding.ts'

export const nodeDown: Rule = (look) => {
  const nodes = fleetOf(look)
  return {
    findings: nodes.filter(isFailed).map((node) => ({
      kind: 'node-down',
      subject: `node:${node.id}`,
      severity: 'warning',
      says: `${node.id} ${sayFault(node.fault)}.`,
      nodes: [node.id],
    })),
    unknown: nodes.filter((node) => node.state === 'unknown').map((node) => `node:${node.id}`),
  }
}

export const dataCenterDark: Rule = (look, settings) => {
  const findings: Finding[] = []
  const unknown: Subject[] = []
  for (const { id } of settings.dataCenters) {
    const members = fleetOf(look).filter((node) => dataCenterOf(settings.nodes, node.id) === id)
    if (members.length < boundOf(settings, 'data-center-dark', 'nodesMin')) continue
    if (members.every(isFailed)) findings.push(dark(id, members))
    else if (!members.some((node) => node.state === 'reached')) unknown.push(`data-center:${id}`)
  }
  return { findings, unknown } satisfies Findings
}

function dark(id: string, members: readonly FailedNode[]): Finding {
  return {
    kind: 'data-center-dark',
    subject: `data-center:${id}`,
    severity: 'critical',
    says: `Data centre ${id}: none of its ${members.length} nodes can be reached.`,
    nodes: members.map((node) => node.id),
    lines: members.map((node) => `${node.id} ${sayFault(node.fault)}`),
  }
}

export function dataCenterOf(
  nodes: readonly { readonly id: string; readonly dataCenter?: string }[],
  id: string,
): string | undefined {
  return nodes.find((node) => node.id === id)?.dataCenter
}
