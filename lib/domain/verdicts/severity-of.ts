/** Severity of: how severe a fault is by what its validator groups are left with, and how far it reaches. */
import { isAboutWatching, KINDS, specOf } from '../kinds/kinds.ts'
import { type Severity, worse } from '../kinds/severity.ts'
import { readSubject } from '../kinds/subject.ts'
import { type Settings, thresholdsOf } from '../settings/settings.ts'
import type { Draft } from './draft.ts'
import type { GroupLeft, Scope } from './verdict.ts'

/** The operator's severity for the kind, the redundancy rule, or what the finding itself says. */
export function severityOf(draft: Draft, left: readonly GroupLeft[], settings: Settings): Severity {
  const { severity } = thresholdsOf(settings, draft.kind)
  // What only informs takes no node away, so nothing is left with less.
  if (severity === 'redundancy' && draft.severity !== 'info') return worse(draft.severity, byRedundancy(left))
  if (severity === 'redundancy') return draft.severity
  return severity === KINDS[draft.kind].severity ? draft.severity : severity
}

/** Critical when a validator group is left without a node that it can use. */
function byRedundancy(left: readonly GroupLeft[]): Severity {
  return left.some(({ left: nodes }) => nodes === 0) ? 'critical' : 'warning'
}

/** One node, several, a data centre, the fleet, the network, or our own watching. */
export function scopeOf({ kind, subject, evidence }: Draft, settings: Settings): Scope {
  const { about } = readSubject(subject)
  const concerned = evidence.nodes.length
  if (about === 'network' || specOf(kind).about.includes('chain')) return 'network'
  if (specOf(kind).about.includes('vantage') && concerned === 0) return 'vantage'
  if (about === 'reference' || about === 'vantage' || (isAboutWatching(kind) && concerned === 0))
    return 'vantage'
  if (about === 'fleet' || concerned === settings.nodes.length) return 'fleet'
  if (about === 'data-center' || about === 'path') return 'data-center'
  return concerned > 1 ? 'several' : 'node'
}
