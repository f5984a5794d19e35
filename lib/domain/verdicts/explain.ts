/** Explain: which unwell verdicts are accounted for by another one, so that one event is one page. */
import { dataCenterOf } from '../findings/reach.ts'
import type { Kind } from '../kinds/kinds.ts'
import { SEVERITIES } from '../kinds/severity.ts'
import { keyOf } from '../kinds/subject.ts'
import type { Settings } from '../settings/settings.ts'
import type { Draft } from './combine.ts'

/** Of the same node: the kind on the left accounts for those on the right. */
const SAME_NODE: Readonly<Partial<Record<Kind, readonly Kind[]>>> = {
  'node-down': ['partition', 'slow'],
  'wrong-network': ['head-stale', 'syncing', 'isolated', 'finality-delay', 'low-peers', 'optimistic'],
  'endpoint-inconsistent': ['head-stale', 'finality-delay'],
  'execution-offline': ['optimistic', 'head-stale', 'finality-delay'],
  syncing: ['head-stale', 'optimistic', 'finality-delay', 'low-peers'],
  optimistic: ['head-stale', 'finality-delay'],
  isolated: ['head-stale', 'low-peers', 'syncing', 'finality-delay'],
  'head-stale': ['finality-delay'],
}

/** Of everything: the kind on the left accounts for those on the right wherever they are. */
const EVERYWHERE: Readonly<Partial<Record<Kind, readonly Kind[]>>> = {
  'network-stall': ['head-stale'],
  'chain-split': ['isolated'],
  'finalized-conflict': ['justified-conflict'],
}

/** The verdict that accounts for `draft`, as `kind subject`; never one that is less severe. */
export function explanationOf(draft: Draft, all: readonly Draft[], settings: Settings): string | undefined {
  const cause = all.find(
    (other) =>
      other !== draft &&
      SEVERITIES.indexOf(other.severity) >= SEVERITIES.indexOf(draft.severity) &&
      explains(other, draft, settings),
  )
  return cause ? keyOf(cause) : undefined
}

function explains(cause: Draft, draft: Draft, settings: Settings): boolean {
  return (
    (EVERYWHERE[cause.kind]?.includes(draft.kind) && cause.severity !== 'info') ||
    (cause.subject === draft.subject && SAME_NODE[cause.kind]?.includes(draft.kind)) ||
    isPartOf(cause, draft) ||
    isInDataCenter(cause, draft, settings) ||
    isLaggingInSplit(cause, draft) ||
    isUnwatchedWithOthers(cause, draft)
  )
}

/** A group, or a wider partition, and its members. */
function isPartOf(cause: Draft, draft: Draft): boolean {
  if (cause.kind !== draft.kind || isNode(cause)) return false
  if (isNode(draft))
    return !cause.subject.startsWith('path:') ? includesAll(cause, draft) : sameVantages(cause, draft)
  return (
    cause.subject.startsWith('data-center:') && draft.subject.startsWith('path:') && includesAll(cause, draft)
  )
}

function sameVantages(cause: Draft, draft: Draft): boolean {
  return (
    includesAll(cause, draft) &&
    draft.evidence.seenBy.every((vantage) => cause.evidence.seenBy.includes(vantage))
  )
}

function includesAll(cause: Draft, draft: Draft): boolean {
  return (
    draft.evidence.nodes.length > 0 &&
    draft.evidence.nodes.every((node) => cause.evidence.nodes.includes(node))
  )
}

/** A dark data centre accounts for its nodes, and a dark fleet for its data centres. */
function isInDataCenter(cause: Draft, draft: Draft, settings: Settings): boolean {
  if (cause.kind === 'node-down' && cause.subject === 'fleet') return draft.kind === 'data-center-dark'
  if (cause.kind !== 'data-center-dark') return false
  const id = cause.subject.slice('data-center:'.length)
  const within = draft.evidence.nodes.every((node) => dataCenterOf(settings.nodes, node) === id)
  return within && draft.subject !== 'fleet' && ['node-down', 'partition', 'slow'].includes(draft.kind)
}

function isLaggingInSplit(cause: Draft, draft: Draft): boolean {
  return (
    cause.kind === 'chain-split' &&
    cause.severity !== 'info' &&
    draft.kind === 'finality-delay' &&
    isNode(draft)
  )
}

/** Being blind accounts for each thing that cannot be seen. */
function isUnwatchedWithOthers(cause: Draft, draft: Draft): boolean {
  if (cause.kind !== 'blind') return false
  if (draft.kind === 'vantage-degraded')
    return draft.subject.startsWith('vantage:') || includesAll(cause, draft)
  return draft.kind === 'blind' && cause.subject === 'fleet' && includesAll(cause, draft)
}

function isNode({ subject }: Draft): boolean {
  return subject.startsWith('node:')
}
