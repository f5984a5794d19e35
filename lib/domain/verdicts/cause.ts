/** Cause: what several failing nodes have in common, when they differ in everything else. */

import type { Kind } from '../kinds/kinds.ts'
import { worse } from '../kinds/severity.ts'
import { clientOf } from '../look/client.ts'
import type { NodeSettings } from '../settings/sections/node-settings.ts'
import type { Settings } from '../settings/settings.ts'
import { count } from '../text/lists.ts'
import type { Draft } from './combine.ts'
import { nodeOf, type Voter } from './voters.ts'

/** What a node is made of; a factor that is not known is left out. */
type Traits = Readonly<Partial<Record<Factor, string>>>

/** From the widest blast radius to the narrowest; the first that accounts for the failures is named. */
const FACTORS = ['data-center', 'provider', 'version', 'client', 'execution'] as const
type Factor = (typeof FACTORS)[number]

/** A version is no partner of its own client, nor a provider of its own data centre. */
const OWN: Readonly<Record<Factor, readonly Factor[]>> = {
  'data-center': ['data-center', 'provider'],
  provider: ['data-center', 'provider'],
  version: ['version', 'client'],
  client: ['version', 'client'],
  execution: ['execution'],
}

/** Kinds of one node that may have a common cause. */
const GROUPED: readonly Kind[] = [
  'node-down',
  'head-stale',
  'isolated',
  'syncing',
  'optimistic',
  'execution-offline',
  'slow',
  'low-peers',
]

/** One verdict for two or more nodes that fail alike: the whole fleet, or those with one thing in common. */
export function causes(drafts: readonly Draft[], voters: readonly Voter[], settings: Settings): Draft[] {
  const traits = new Map(settings.nodes.map((node) => [node.id, traitsOf(node, voters, settings)]))
  return GROUPED.flatMap((kind) => {
    const failing = drafts.filter((draft) => draft.kind === kind && draft.subject.startsWith('node:'))
    if (failing.length < 2) return []
    const subject = commonCause(
      failing.flatMap((draft) => draft.evidence.nodes),
      traits,
    )
    return subject && !hasOwnKind(kind, subject) ? [group(failing, subject, settings.nodes.length)] : []
  })
}

/** Nodes down in one data centre are `data-center-dark`. */
function hasOwnKind(kind: Kind, subject: string): boolean {
  return kind === 'node-down' && subject.startsWith('data-center:')
}

function traitsOf(node: NodeSettings, voters: readonly Voter[], settings: Settings): Traits {
  const about = voters.map((voter) => nodeOf(voter, node.id)?.about)
  const version = about.find((one) => one?.version)?.version
  const execution = about.find((one) => one?.executionVersion)?.executionVersion
  const known = version === undefined ? undefined : clientOf(version)
  const client = node.client ?? known?.client
  const provider = settings.dataCenters.find(({ id }) => id === node.dataCenter)?.provider
  const traits = {
    'data-center': node.dataCenter,
    provider,
    client,
    version: known && known.client !== 'unknown' ? `${known.client}/${known.version}` : undefined,
    execution: node.execution ?? (execution === undefined ? undefined : clientOf(execution).client),
  }
  return Object.fromEntries(
    Object.entries(traits).filter(([, value]) => value !== undefined && value !== 'unknown'),
  )
}

/**
 * A factor is the cause when all failing nodes have it, no other node has it, and among them it occurs with two
 * or more different partners; else the failures may as well be the partner's.
 */
function commonCause(failing: readonly string[], traits: ReadonlyMap<string, Traits>): string | null {
  if (failing.length === traits.size) return 'fleet'
  for (const factor of FACTORS) {
    const value = traits.get(failing[0]!)?.[factor]
    if (value === undefined) continue
    const having = [...traits].filter(([, trait]) => trait[factor] === value).map(([id]) => id)
    const same = having.length === failing.length && failing.every((id) => having.includes(id))
    if (same && hasPartners(failing, factor, traits)) return `${factor}:${value}`
  }
  return null
}

function hasPartners(
  failing: readonly string[],
  factor: Factor,
  traits: ReadonlyMap<string, Traits>,
): boolean {
  const partners = FACTORS.filter((other) => !OWN[factor].includes(other))
  return partners.some((other) => new Set(failing.flatMap((id) => traits.get(id)?.[other] ?? [])).size >= 2)
}

function group(failing: readonly Draft[], subject: string, nodes: number): Draft {
  const evidence = failing.map((draft) => draft.evidence)
  const vantages = (pick: 'seenBy' | 'notSeenBy' | 'cannotTell') => [
    ...new Set(evidence.flatMap((one) => one[pick])),
  ]
  const seenBy = vantages('seenBy')
  const what =
    subject === 'fleet'
      ? `All ${nodes} nodes of the fleet`
      : `${failing.length} of ${count(nodes, 'node')}, all those with ${sayCause(subject)}`
  return {
    kind: failing[0]!.kind,
    subject,
    severity: failing.map((draft) => draft.severity).reduce(worse),
    evidence: {
      says: `${what}: ${failing[0]!.kind}.`,
      nodes: evidence.flatMap((one) => one.nodes),
      seenBy,
      notSeenBy: vantages('notSeenBy').filter((vantage) => !seenBy.includes(vantage)),
      cannotTell: vantages('cannotTell').filter((vantage) => !seenBy.includes(vantage)),
      from: Math.max(...evidence.map((one) => one.from)),
      asOf: Math.max(...evidence.map((one) => one.asOf)),
      lines: evidence.map((one) => one.says),
    },
  }
}

/** `client:prysm` as words. */
function sayCause(subject: string): string {
  const [factor, value] = [subject.slice(0, subject.indexOf(':')), subject.slice(subject.indexOf(':') + 1)]
  const nouns: Readonly<Record<string, string>> = {
    'data-center': 'data centre',
    execution: 'execution client',
    version: 'version',
  }
  return `${nouns[factor] ?? factor} ${value}`
}
