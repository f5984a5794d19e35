/** Weigh: how severe a fault is by what its validator groups are left with, and how far it reaches. */
import { KINDS, type Kind } from '../kinds/kinds.ts'
import { type Severity, worse } from '../kinds/severity.ts'
import { type Settings, thresholdsOf } from '../settings/settings.ts'
import type { Draft } from './combine.ts'
import type { Scope } from './verdict.ts'
import type { Voter } from './voters.ts'

/** Kinds that make a node useless to the validators it serves. */
const DISABLING: readonly Kind[] = [
  'node-down',
  'head-stale',
  'isolated',
  'syncing',
  'optimistic',
  'execution-offline',
  'wrong-network',
]

/** The nodes that some voter reached and nothing disables. */
export function healthyNodes(drafts: readonly Draft[], voters: readonly Voter[]): ReadonlySet<string> {
  const disabled = new Set(
    drafts.filter(({ kind }) => DISABLING.includes(kind)).flatMap(({ evidence }) => evidence.nodes),
  )
  const reached = voters.flatMap(({ look }) =>
    look.nodes.filter((node) => node.state === 'reached' && node.role === 'node'),
  )
  return new Set(reached.map((node) => node.id).filter((id) => !disabled.has(id)))
}

/** The operator's severity for the kind, the redundancy rule, or what the finding itself says. */
export function severityOf(draft: Draft, healthy: ReadonlySet<string>, settings: Settings): Severity {
  const { severity } = thresholdsOf(settings, draft.kind)
  const isOverridden = severity !== KINDS[draft.kind].severity
  if (severity === 'redundancy') return worse(draft.severity, byRedundancy(draft, healthy, settings))
  return isOverridden ? severity : draft.severity
}

/** Critical when a validator group is left without a healthy node; nodes that name no group form one. */
function byRedundancy(draft: Draft, healthy: ReadonlySet<string>, settings: Settings): Severity {
  const lost = groupsOf(settings).filter(
    (members) =>
      members.some((node) => draft.evidence.nodes.includes(node)) &&
      !members.some((node) => healthy.has(node)),
  )
  return lost.length > 0 ? 'critical' : 'warning'
}

/** The nodes of each validator group. */
function groupsOf(settings: Pick<Settings, 'nodes'>): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>()
  for (const { id, serves } of settings.nodes)
    for (const group of serves.length > 0 ? serves : [''])
      groups.set(group, [...(groups.get(group) ?? []), id])
  return [...groups.values()]
}

/** One node, several, a data centre, the fleet, the network, or our own watching. */
export function scopeOf(draft: Draft, settings: Settings): Scope {
  const { kind, subject, evidence } = draft
  if (subject === 'network') return 'network'
  if (['chain-split', 'finalized-conflict', 'justified-conflict'].includes(kind)) return 'network'
  if (subject.startsWith('vantage:')) return 'vantage'
  if (kind === 'blind' && evidence.nodes.length === 0) return 'vantage'
  if (subject === 'fleet' || evidence.nodes.length === settings.nodes.length) return 'fleet'
  if (subject.startsWith('data-center:') || subject.startsWith('path:')) return 'data-center'
  return evidence.nodes.length > 1 ? 'several' : 'node'
}
