/** Kinds table: the kinds of incident as people read them, and the settings that would spell out every default. */

import { writeDuration } from '../text/duration.ts'
import { sayDuration } from '../text/time.ts'
import type { KindSpec, SeverityRule, Votes } from './kind-spec.ts'
import { ALL_KINDS, type Kind, specOf } from './kinds.ts'

/** One Markdown table of all kinds; each links to its article of the runbook. */
export function kindsTable(): string {
  const head = ['kind', 'fires when', 'after', 'clears', 'severity', 'votes', 'why']
  return [head, head.map(() => '---'), ...ALL_KINDS.map(rowOf)].map(lineOf).join('')
}

/** Settings that override every number of every kind with its own default; operators copy the lines they change. */
export function overridesExample(): string {
  return ['thresholds:\n', ...ALL_KINDS.map(overrideOf)].join('')
}

const SEVERITY_WORDS: Readonly<Record<SeverityRule, string>> = {
  info: 'info',
  warning: 'warning',
  critical: 'critical',
  redundancy: 'by redundancy',
}

const VOTES_WORDS: Readonly<Record<Votes, string>> = {
  any: 'one Region',
  majority: 'most Regions',
  hearers: 'most Regions',
  together: 'all together',
}

function rowOf(kind: Kind): readonly string[] {
  const { clearsMs, severity, votes, why } = specOf(kind)
  return [
    `[${kind}](runbook/${kind}.md)`,
    firesWith(specOf(kind)),
    sayAfter(specOf(kind)),
    sayDuration(clearsMs),
    SEVERITY_WORDS[severity],
    VOTES_WORDS[votes],
    why,
  ]
}

function sayAfter({ afterMs, afterAmongThreeMs }: KindSpec): string {
  if (afterMs === 0) return 'at once'
  const among =
    afterAmongThreeMs === undefined ? '' : `, ${sayDuration(afterAmongThreeMs)} among three Regions`
  return `${sayDuration(afterMs)}${among}`
}

/** The sentence with its bounds filled in; a name that is no bound is a mistake in the table of kinds. */
export function firesWith({ fires, bounds }: Pick<KindSpec, 'fires' | 'bounds'>): string {
  return fires.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = bounds[name]
    if (value === undefined) throw new Error(`Cannot say when a kind fires: it has no bound named "${name}"`)
    return String(value)
  })
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`
}

function overrideOf(kind: Kind): string {
  const { afterMs, clearsMs, severity, bounds } = specOf(kind)
  const written = { after: writeDuration(afterMs), clears: writeDuration(clearsMs), severity, ...bounds }
  const pairs = Object.entries(written).map(([name, value]) => `${name}: ${value}`)
  return `  ${kind}: { ${pairs.join(', ')} }\n`
}
