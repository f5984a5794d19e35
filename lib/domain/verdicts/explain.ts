/** Explain: which unwell verdicts are accounted for by another one, so that one event is one page. */
import type { Explains, Reach } from '../kinds/kind-spec.ts'
import { ALL_KINDS, type Kind, specOf } from '../kinds/kinds.ts'
import { compareSeverity } from '../kinds/severity.ts'
import { keyOf, readSubject, type SubjectParts } from '../kinds/subject.ts'
import type { Draft } from './draft.ts'

/** A verdict with what is asked of it again and again. */
interface Candidate {
  readonly draft: Draft
  readonly about: SubjectParts['about']
  readonly nodes: ReadonlySet<string>
  /** Its place among all; of several explanations the first is taken. */
  readonly place: number
}

/** The key of the verdict that accounts for each one, by its own key; never one that is less severe. */
export function explanations(drafts: readonly Draft[]): ReadonlyMap<string, string> {
  const all = drafts.map(
    (draft, place): Candidate => ({
      draft,
      about: readSubject(draft.subject).about,
      nodes: new Set(draft.evidence.nodes),
      place,
    }),
  )
  const index = indexOf(all)
  return new Map(
    all.flatMap((one) => {
      const [cause] = causesOf(one, index).toSorted((a, b) => a.place - b.place)
      return cause ? [[keyOf(one.draft), keyOf(cause.draft)] as const] : []
    }),
  )
}

interface Index {
  /** The wide ones of each kind: whatever is about more than one node. */
  readonly wide: ReadonlyMap<Kind, readonly Candidate[]>
  readonly byKey: ReadonlyMap<string, Candidate>
}

function indexOf(all: readonly Candidate[]): Index {
  return {
    wide: Map.groupBy(
      all.filter(({ about }) => about !== 'node'),
      ({ draft }) => draft.kind,
    ),
    byKey: new Map(all.map((one) => [keyOf(one.draft), one])),
  }
}

function causesOf(one: Candidate, { wide, byKey }: Index): readonly Candidate[] {
  const { kind, subject } = one.draft
  const ofKind = (cause: Kind) => wide.get(cause) ?? []
  const groups = ofKind(kind).filter((cause) => isPartOf(cause, one))
  const others = EXPLAINING[kind].flatMap(({ cause, where }) =>
    where === 'same-node'
      ? (byKey.get(keyOf({ kind: cause, subject })) ?? [])
      : ofKind(cause).filter((wider) => REACHES[where](wider, one)),
  )
  return [...groups, ...others].filter(
    (cause) => cause !== one && compareSeverity(cause.draft.severity, one.draft.severity) >= 0,
  )
}

/** For each kind, what may account for it. */
const EXPLAINING = Object.fromEntries(ALL_KINDS.map((kind) => [kind, explainersOf(kind)])) as Readonly<
  Record<Kind, readonly { readonly cause: Kind; readonly where: Reach }[]>
>

function explainersOf(kind: Kind): readonly { readonly cause: Kind; readonly where: Reach }[] {
  const says = (explains: Explains<Kind>) => explains.kinds.includes(kind)
  return ALL_KINDS.flatMap((cause) =>
    specOf(cause)
      .explains.filter(says)
      .map(({ where }) => ({ cause, where })),
  )
}

type Accounts = (cause: Candidate, one: Candidate) => boolean

const REACHES: Readonly<Record<Exclude<Reach, 'same-node'>, Accounts>> = {
  everywhere: ({ draft }) => draft.severity !== 'info',
  'every-node': ({ draft }, { about }) => draft.severity !== 'info' && about === 'node',
  'its-nodes': (cause, one) => one.about !== 'fleet' && includesAll(cause, one),
  'as-fleet': ({ about }) => about === 'fleet',
  // Being blind accounts for each thing that cannot be seen.
  'its-watching': (cause, one) =>
    one.draft.kind === cause.draft.kind
      ? cause.about === 'fleet' && includesAll(cause, one)
      : one.about === 'vantage' || includesAll(cause, one),
}

/** What several nodes have in common, the wider one first. */
const SHARED: readonly SubjectParts['about'][] = [
  'fleet',
  'data-center',
  'provider',
  'client',
  'version',
  'execution',
]

/** A group that has grown into another one is told within it; of two that name the same nodes, the wider one. */
function isWider(cause: Candidate, one: Candidate): boolean {
  if (!SHARED.includes(cause.about)) return false
  return cause.nodes.size === one.nodes.size
    ? SHARED.indexOf(cause.about) < SHARED.indexOf(one.about)
    : cause.nodes.size > one.nodes.size
}

/** A group, or a wider partition, and its members. */
function isPartOf(cause: Candidate, one: Candidate): boolean {
  if (one.about === 'node')
    return includesAll(cause, one) && (cause.about !== 'path' || isSeenByAll(cause, one))
  if (cause.about === 'data-center' && one.about === 'path') return includesAll(cause, one)
  return SHARED.includes(one.about) && isWider(cause, one) && includesAll(cause, one)
}

function isSeenByAll(cause: Candidate, one: Candidate): boolean {
  return one.draft.evidence.seenBy.every((vantage) => cause.draft.evidence.seenBy.includes(vantage))
}

function includesAll(cause: Candidate, one: Candidate): boolean {
  return one.nodes.size > 0 && one.draft.evidence.nodes.every((node) => cause.nodes.has(node))
}
