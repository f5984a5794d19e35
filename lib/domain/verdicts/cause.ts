/** Cause: what several failing nodes have in common, when they differ in everything else. */
import { type Kind, specOf } from '../kinds/kinds.ts'
import { worse } from '../kinds/severity.ts'
import { keyOf, readSubject, type Subject, writeSubject } from '../kinds/subject.ts'
import { clientOf } from '../look/client.ts'
import type { NodeSettings } from '../settings/sections/node-settings.ts'
import type { Draft } from './draft.ts'
import type { FleetLookup } from './fleet-lookup.ts'
import type { HeldOpen } from './usable-nodes.ts'
import type { Evidence } from './verdict.ts'
import type { Voter } from './voters.ts'

/** What a node is made of; a factor that is not known is left out. */
type Traits = Readonly<Partial<Record<Factor, string>>>
type AllTraits = ReadonlyMap<string, Traits>

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

interface CauseFacts {
  readonly voters: readonly Voter[]
  readonly fleet: FleetLookup
  /** What the judge holds open from before. */
  readonly held: readonly HeldOpen[]
}

/**
 * One verdict for two or more nodes that fail alike: the whole fleet, or those with one thing in common. A group that
 * was told stays one while any of its nodes still fails so, whatever shape the failure has by now: else its end would
 * be an all-clear over nodes that are unwell.
 */
export function causes(drafts: readonly Draft[], { voters, fleet, held }: CauseFacts): readonly Draft[] {
  const single = drafts.filter(
    ({ kind, subject }) => specOf(kind).sharesCause && readSubject(subject).about === 'node',
  )
  const groups = held.filter(isGroup)
  const alike = [...Map.groupBy(single, ({ kind }) => kind)]
    .map(([kind, failing]) => [kind, gravest(failing)] as const)
    .filter(([kind, failing]) => failing.length > 1 || groups.some((group) => group.kind === kind))
  if (alike.length === 0) return []
  const traits = new Map([...fleet.nodes].map(([id, node]) => [id, traitsOf(node, voters, fleet)]))
  return alike.flatMap(([kind, failing]) => {
    const found = failing.length > 1 ? namedGroups(kind, failing, traits) : []
    const before = groups.filter(
      (one) => one.kind === kind && !found.some((now) => keyOf(now) === keyOf(one)),
    )
    return [...found, ...before.flatMap((one) => stillFailing(one, failing, traits))]
  })
}

function namedGroups(kind: Kind, failing: readonly Draft[], traits: AllTraits): readonly Draft[] {
  const subject = commonCause(new Set(failing.flatMap(({ evidence }) => evidence.nodes)), traits)
  return subject && !hasOwnKind(kind, subject) ? [group(failing, subject)] : []
}

function isGroup({ kind, subject }: HeldOpen): boolean {
  const { about } = readSubject(subject)
  return specOf(kind).sharesCause && (about === 'fleet' || FACTORS.some((factor) => factor === about))
}

/** Of a group that was told, those that still fail: what it was told of, and what else has the thing in common. */
function stillFailing(
  { subject, nodes }: HeldOpen,
  failing: readonly Draft[],
  traits: AllTraits,
): readonly Draft[] {
  const parts = readSubject(subject)
  const isMember = (id: string, trait: Traits) =>
    parts.about === 'fleet' ||
    nodes.includes(id) ||
    FACTORS.some((one) => parts.about === one && trait[one] === parts.name)
  const members = [...traits].flatMap(([id, trait]) => (isMember(id, trait) ? [id] : []))
  const still = failing.filter(({ evidence }) => evidence.nodes.some((id) => members.includes(id)))
  if (still.length === 0) return []
  const { evidence, ...draft } = group(still, subject)
  const isPart = evidence.nodes.length < members.length
  return [{ ...draft, evidence: { ...evidence, ...(isPart && { among: members.length }) } }]
}

/** What merely informs is not failing alike with what is worse, and would be taken for it in one group. */
function gravest(failing: readonly Draft[]): readonly Draft[] {
  const grave = failing.filter(({ severity }) => severity !== 'info')
  return grave.length > 0 ? grave : failing
}

/** Nodes down in one data centre are `data-center-dark`. */
function hasOwnKind(kind: Kind, subject: Subject): boolean {
  return specOf(kind).ofWholeSite !== undefined && readSubject(subject).about === 'data-center'
}

function traitsOf(node: NodeSettings, voters: readonly Voter[], { settings }: FleetLookup): Traits {
  const about = voters.map((voter) => voter.nodes.get(node.id)?.about)
  const version = about.find((one) => one?.version)?.version
  const execution = about.find((one) => one?.executionVersion)?.executionVersion
  const known = version === undefined ? undefined : clientOf(version)
  const client = node.client ?? known?.client
  const provider = settings.dataCenters.find(({ id }) => id === node.dataCenter)?.provider
  const traits = {
    'data-center': node.dataCenter,
    provider,
    client,
    version:
      known && known.client !== 'unknown' && known.version !== 'unknown'
        ? `${known.client}/${known.version}`
        : undefined,
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
function commonCause(failing: ReadonlySet<string>, traits: AllTraits): Subject | null {
  if (failing.size === traits.size) return 'fleet'
  const [first] = failing
  for (const about of FACTORS) {
    const name = traits.get(first!)?.[about]
    if (name === undefined) continue
    const having = [...traits].filter(([, trait]) => trait[about] === name)
    const isSame = having.length === failing.size && having.every(([id]) => failing.has(id))
    if (isSame && hasPartners(failing, about, traits)) return writeSubject({ about, name })
  }
  return null
}

function hasPartners(failing: ReadonlySet<string>, factor: Factor, traits: AllTraits): boolean {
  const partners = FACTORS.filter((other) => !OWN[factor].includes(other))
  const values = (other: Factor) => new Set([...failing].flatMap((id) => traits.get(id)?.[other] ?? []))
  return partners.some((other) => values(other).size >= 2)
}

/** The members' facts side by side: kinds that share a cause have them node by node. */
function group(failing: readonly Draft[], subject: Subject): Draft {
  const evidence = failing.map((draft) => draft.evidence)
  const vantages = (pick: 'seenBy' | 'notSeenBy' | 'cannotTell') => [
    ...new Set(evidence.flatMap((one) => one[pick])),
  ]
  const seenBy = vantages('seenBy')
  return {
    kind: failing[0]!.kind,
    subject,
    severity: failing.map((draft) => draft.severity).reduce(worse),
    evidence: {
      facts: Object.assign({}, ...evidence.map((one) => one.facts)) as Evidence['facts'],
      nodes: evidence.flatMap((one) => one.nodes),
      seenBy,
      notSeenBy: vantages('notSeenBy').filter((vantage) => !seenBy.includes(vantage)),
      cannotTell: vantages('cannotTell').filter((vantage) => !seenBy.includes(vantage)),
      from: Math.max(...evidence.map((one) => one.from)),
      asOf: Math.max(...evidence.map((one) => one.asOf)),
    },
  }
}
