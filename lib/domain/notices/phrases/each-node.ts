/** Each node: sentences of kinds whose facts stand by node, for one node and for nodes that fail alike. */
import type { ByNode } from '../../findings/facts.ts'
import type { Kind } from '../../kinds/kinds.ts'
import { readSubject, type Subject } from '../../kinds/subject.ts'
import { count } from '../../text/lists.ts'
import type { Evidence } from '../../verdicts/verdict.ts'
import type { FleetSettings } from '../situation.ts'
import { nameSubject, sayShared } from './subject-words.ts'

/** Something unwell whose facts are of one shape for each node. */
interface EvidencedByNode<T> {
  readonly view: {
    readonly kind: Kind
    readonly subject: Subject
    readonly evidence: Pick<Evidence, 'nodes' | 'among'> & { readonly facts: ByNode<T> }
  }
  readonly settings: FleetSettings
}

/** What one node does or has, to be read after its name and without a full stop. */
export type Predicate<T> = (facts: T) => string

/** `a has 12 peers.`, or how many nodes do and what they share. */
export function sayEachNode<T>(of: EvidencedByNode<T>, predicate: Predicate<T>): string {
  return isOfSeveral(of) ? sayAlike(of) : sentences(of, predicate).join(' ')
}

/** A sentence for each of several nodes; one node has said all. */
export function listEachNode<T>(of: EvidencedByNode<T>, predicate: Predicate<T>): readonly string[] {
  return isOfSeveral(of) ? sentences(of, predicate) : []
}

/** Whether it is about nodes that fail alike, and not about one of them. */
export function isOfSeveral({ view }: { readonly view: { readonly subject: Subject } }): boolean {
  return readSubject(view.subject).about !== 'node'
}

/** The facts of the first node that has any. */
export function firstFacts<T>({ view }: Pick<EvidencedByNode<T>, 'view'>): T | undefined {
  return members({ view })[0]?.[1]
}

function sentences<T>(of: EvidencedByNode<T>, predicate: Predicate<T>): readonly string[] {
  return members(of).map(([id, facts]) => `${id} ${predicate(facts)}.`)
}

function members<T>({ view }: Pick<EvidencedByNode<T>, 'view'>): readonly (readonly [string, T])[] {
  const { nodes, facts } = view.evidence
  return nodes.flatMap((id) => {
    const own = factsOf(facts, id)
    return own === undefined ? [] : [[id, own] as const]
  })
}

/** The facts of one node; a node may be called `constructor`. */
export function factsOf<T>(facts: ByNode<T>, id: string): T | undefined {
  return Object.hasOwn(facts, id) ? facts[id] : undefined
}

function sayAlike({ view, settings }: EvidencedByNode<unknown>): string {
  const failing = view.evidence.nodes.length
  const all = settings.nodes.length
  if (view.evidence.among !== undefined) return `${nameSubject(view, settings).text}: ${view.kind}.`
  const subject = readSubject(view.subject)
  if (subject.about === 'fleet') return `All ${failing} nodes of the fleet: ${view.kind}.`
  const share = all < failing ? count(failing, 'node') : `${failing} of ${count(all, 'node')}`
  return `${share}, all those ${sayTogether(view.subject)}: ${view.kind}.`
}

function sayTogether(subject: Subject): string {
  const parts = readSubject(subject)
  if (parts.about === 'data-center') return `in data centre ${parts.name}`
  const shared = sayShared(parts)
  return shared === null ? `of ${subject}` : `with ${shared}`
}
