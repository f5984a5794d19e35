/** Usable nodes: which nodes validators can use now, worked out once a judgement; severity, words and pages all read it. */
import type { Kind } from '../kinds/kinds.ts'
import { keyOf, nodeSubject, readSubject, type Subject } from '../kinds/subject.ts'
import { type Draft, isDisabling } from './draft.ts'
import { type FleetLookup, groupsOf } from './fleet-lookup.ts'
import type { GroupLeft } from './verdict.ts'
import type { Voter } from './voters.ts'

/** An incident that is open, as far as it matters here. */
export interface HeldOpen {
  readonly kind: Kind
  readonly subject: Subject
  /** Whether its nodes are of no use while it lasts. */
  readonly isDisabling: boolean
  readonly nodes: readonly string[]
}

interface JudgedSoFar {
  readonly drafts: readonly Draft[]
  readonly voters: readonly Voter[]
  /** The keys of which nobody can tell now. */
  readonly unknown: ReadonlySet<string>
  /** What the judge holds open from before. */
  readonly held: readonly HeldOpen[]
}

/** Reached by some voter, and not disabled: by what is seen now, or by what was seen and cannot be seen to be over. */
export function usableNodes({ drafts, voters, unknown, held }: JudgedSoFar): ReadonlySet<string> {
  const seen = drafts.filter(isDisabling).flatMap(({ evidence }) => evidence.nodes)
  const down = nodesDown(drafts)
  const still = held
    .filter((one) => one.isDisabling)
    .filter((one) => unknown.has(keyOf(one)) || isOutOfSight(one, { down, unknown }))
  const disabled = new Set([...seen, ...still.flatMap(({ nodes }) => nodes)])
  const reached = voters.flatMap(({ look }) =>
    look.nodes.filter(({ state, role }) => state === 'reached' && role === 'node'),
  )
  return new Set(reached.map(({ id }) => id).filter((id) => !disabled.has(id)))
}

/** The nodes that most voters call down. */
export function nodesDown(unwell: readonly Draft[]): ReadonlySet<string> {
  return new Set(unwell.flatMap(({ kind, evidence }) => (kind === 'node-down' ? evidence.nodes : [])))
}

/** Whether of what concerns several nodes none can be told: each is down, or nobody knows whether it is. */
export function isOutOfSight(
  { subject, nodes }: Pick<HeldOpen, 'subject' | 'nodes'>,
  { down, unknown }: { readonly down: ReadonlySet<string>; readonly unknown: ReadonlySet<string> },
): boolean {
  if (readSubject(subject).about === 'node' || nodes.length === 0) return false
  return nodes.every(
    (node) => down.has(node) || unknown.has(keyOf({ kind: 'node-down', subject: nodeSubject(node) })),
  )
}

/** More names than these help nobody, and a view is stored with them. */
const NAMED_MAX = 5

/** Of every validator group that uses one of the nodes, what it can use besides them. */
export function leftBeside(
  nodes: readonly string[],
  { fleet, usable }: { readonly fleet: FleetLookup; readonly usable: ReadonlySet<string> },
): readonly GroupLeft[] {
  const concerned = new Set(nodes)
  const groups = new Set(nodes.flatMap((id) => groupsOfNode(id, fleet)))
  return [...groups].map((group) => {
    const serving = fleet.serving.get(group) ?? []
    const left = serving.filter((id) => usable.has(id) && !concerned.has(id))
    return { group, nodes: serving.length, left: left.length, usable: left.slice(0, NAMED_MAX) }
  })
}

function groupsOfNode(id: string, { nodes }: FleetLookup): readonly (string | null)[] {
  const node = nodes.get(id)
  return node === undefined ? [] : groupsOf(node)
}
