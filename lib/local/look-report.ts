/** Look report: one round as one JSON document, for `look --json`; absent values are the word "unknown", never a guess. */
import type { BlockRef } from '../domain/chain/block.ts'
import { slotAt } from '../domain/chain/chain.ts'
import type { Kind } from '../domain/kinds/kinds.ts'
import { bySeverity, type Severity } from '../domain/kinds/severity.ts'
import type { Subject } from '../domain/kinds/subject.ts'
import type { Fault, Tri, Unknown } from '../domain/look/fault.ts'
import type {
  CheckpointSaid,
  Look,
  NodeLook,
  QuestionName,
  ReachedNode,
  TimingsMs,
} from '../domain/look/look.ts'
import type { Conflict, Side, Split, Undecided } from '../domain/look/sides/sides.ts'
import { sayEvidence } from '../domain/notices/evidence-words.ts'
import type { FleetSettings } from '../domain/notices/situation.ts'
import { presetChain, type Settings } from '../domain/settings/settings.ts'
import type { Evidence, Scope, Verdict, Verdicts } from '../domain/verdicts/verdict.ts'

export interface LookReport {
  /** The instant of the round, ISO 8601 with milliseconds. */
  readonly at: string
  readonly vantage: string
  /** The slot of our clock at that instant; null while the network's times are not known. */
  readonly slot: number | null
  /** In the order of the settings, references last. */
  readonly nodes: readonly NodeReport[]
  readonly sides: readonly Side[]
  readonly undecided: readonly Undecided[]
  readonly splits: readonly Split[]
  readonly conflicts: readonly Conflict[]
  /** Worst first. */
  readonly findings: readonly FindingReport[]
}

export type NodeReport = ReachedReport | UnreachedReport

interface AnyReport {
  readonly id: string
  readonly role: 'node' | 'reference'
}

export interface ReachedReport extends AnyReport {
  readonly state: 'reached'
  readonly reached: true
  readonly head: BlockRef | Unknown
  readonly finalized: CheckpointSaid | Unknown
  readonly justified: CheckpointSaid | Unknown
  readonly syncing: Tri
  readonly optimistic: Tri
  readonly executionOffline: Tri
  readonly peers: number | Unknown
  readonly version: string
  readonly timingsMs: TimingsMs
  /** The questions that got no usable answer; absent when all did. */
  readonly faults?: Readonly<Partial<Record<QuestionName, Fault>>>
}

/** `failed`: we looked and it was down. `unknown`: we could not look. */
interface UnreachedReport extends AnyReport {
  readonly state: 'failed' | 'unknown'
  readonly reached: false
  readonly fault: Fault
}

export interface FindingReport {
  readonly kind: Kind
  readonly severity: Severity
  readonly subject: Subject
  readonly says: string
  /** What the sentence is made of. */
  readonly facts: Evidence['facts']
  readonly scope: Scope
  /** The key of the finding that accounts for it. */
  readonly explainedBy?: string
}

/** The report of one look and of what was made of it. */
export function lookReport(look: Look, verdicts: Verdicts, settings: Settings): LookReport {
  const chain = look.chain ?? presetChain(settings)
  return {
    at: new Date(look.at).toISOString(),
    vantage: look.vantage,
    slot: chain === null ? null : slotAt(chain, look.at),
    nodes: [...ofRole(look, 'node'), ...ofRole(look, 'reference')].map(nodeReport),
    sides: look.sides.sides,
    undecided: look.sides.undecided,
    splits: look.sides.splits,
    conflicts: look.sides.conflicts,
    findings: verdicts.unwell.toSorted(bySeverity).map((verdict) => findingReport(verdict, settings)),
  }
}

/** Nothing is a warning or worse, and nothing was left open; what only informs is well. */
export function isWell(report: Pick<LookReport, 'findings'>): boolean {
  return report.findings.every(({ severity }) => severity === 'info') && openQuestions(report) === 0
}

/** How much of what some rule needs the nodes of ours that were reached left open. */
export function openQuestions({ findings }: Pick<LookReport, 'findings'>): number {
  const open = findings
    .filter((finding) => finding.kind === 'unanswered')
    .flatMap(({ facts }) => Object.entries(facts as Evidence<'unanswered'>['facts']))
  // A group tells once more what each of its nodes leaves open.
  return Object.values(Object.fromEntries(open)).flatMap(Object.keys).length
}

function ofRole(look: Look, role: NodeLook['role']): NodeLook[] {
  return look.nodes.filter((node) => node.role === role)
}

function nodeReport(node: NodeLook): NodeReport {
  const { id, role, state } = node
  return state === 'reached'
    ? reachedReport(node)
    : { id, role, state, reached: false, fault: faultReport(node.fault) }
}

function reachedReport(node: ReachedNode): ReachedReport {
  const { id, role, state, head, checkpoints, syncing, about, timingsMs, peers } = node
  return {
    id,
    role,
    state,
    reached: true,
    head: head === 'unknown' ? head : { slot: head.slot, root: head.root },
    finalized: checkpoints === 'unknown' ? checkpoints : checkpoints.finalized,
    justified: checkpoints === 'unknown' ? checkpoints : checkpoints.justified,
    syncing: syncing === 'unknown' ? syncing : syncing.syncing,
    optimistic: syncing === 'unknown' ? syncing : syncing.optimistic,
    executionOffline: syncing === 'unknown' ? syncing : syncing.executionOffline,
    peers,
    version: about.version ?? 'unknown',
    timingsMs,
    ...(Object.keys(node.faults).length > 0 && { faults: node.faults }),
  }
}

function faultReport({ kind, detail, status }: Fault): Fault {
  return { kind, detail, ...(status !== undefined && { status }) }
}

function findingReport(verdict: Verdict, settings: FleetSettings): FindingReport {
  const { kind, severity, subject, evidence, scope, explainedBy } = verdict
  return {
    kind,
    severity,
    subject,
    says: sayEvidence(verdict, settings),
    facts: evidence.facts,
    scope,
    ...(explainedBy !== undefined && { explainedBy }),
  }
}
