/** Kind spec: everything that one kind of incident is, but for its rule and its words. */
import type { Severity } from './severity.ts'

/** `redundancy`: a warning while every validator group the node serves keeps another healthy node, else critical. */
export type SeverityRule = Severity | 'redundancy'

/**
 * How the Regions' answers become one. `any`: one voting Region that sees it is enough (what a node says of
 * itself). `majority`: more than half of the voters must see it (what may be the path and not the node).
 * `hearers`: more than half of those that hear the node. `together`: worked out from all Regions' looks at once,
 * not from one look.
 */
export type Votes = 'any' | 'majority' | 'hearers' | 'together'

/** What it says something of; `chain`: of who is on which chain; `network`: of the chain that all follow. */
type AboutKind =
  | 'node'
  | 'reference'
  | 'vantage'
  | 'site'
  | 'path'
  | 'chain'
  | 'group'
  | 'machine'
  | 'network'
  | 'watching'

/** What a look may hold, of a node or of all, and may lack; a rule is asked only where it has what it needs. */
export type FactName =
  | 'chain'
  | 'clock'
  | 'sides'
  | 'head'
  | 'finalized'
  | 'justified'
  | 'finalizedEpoch'
  | 'isSyncing'
  | 'isOptimistic'
  | 'isExecutionOffline'
  | 'peers'
  | 'genesis'

/** The numbers of one kind; all of them can be overridden in the settings under the kind's name. */
export interface Thresholds {
  /** How long the evidence must last before the incident opens, by the looks' own times, in milliseconds. */
  readonly afterMs: number
  /** The same where three vantages vote or more, whose looks follow one another closely; none is as above. */
  readonly afterAmongThreeMs?: number
  /** How long the subject must be well again before the incident closes, in milliseconds. */
  readonly clearsMs: number
  readonly severity: SeverityRule
  /** The kind's own bounds; the name's last word is the unit (slots, seconds, epochs, ms), or `Min` for a count. */
  readonly bounds: Readonly<Record<string, number>>
}

/**
 * Where a kind accounts for others, so that one event is one page. `same-node`: of the node it is about.
 * `everywhere`: wherever they are, once it is a warning or worse; `every-node`: the same, but only for those of one
 * node. `its-nodes`: of nodes that it names, `as-fleet`: the same once all of the fleet is concerned.
 * `its-watching`: of the vantages, and of the nodes that it names.
 */
export type Reach = 'same-node' | 'everywhere' | 'every-node' | 'its-nodes' | 'as-fleet' | 'its-watching'

export interface Explains<Kind extends string = string> {
  readonly where: Reach
  readonly kinds: readonly Kind[]
}

export interface KindSpec<Kind extends string = string> extends Thresholds {
  readonly about: readonly AboutKind[]
  readonly votes: Votes
  readonly needs: readonly FactName[]
  /** While it lasts, the node is of no use to the validators it serves. */
  readonly disables: boolean
  /** Nodes that fail alike may have one cause, which is then named. */
  readonly sharesCause: boolean
  /** The kind that says the same of all nodes of a data centre. */
  readonly ofWholeSite?: Kind
  readonly explains: readonly Explains<Kind>[]
  /** What must be seen for it to fire, as a sentence for people; bounds appear as `{name}`. */
  readonly fires: string
  /** Where the numbers come from. */
  readonly why: string
}
