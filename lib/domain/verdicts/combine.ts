/** Combine: one verdict out of what each voting vantage complains of, by the kind's way of voting. */
import type { Finding } from '../findings/finding.ts'
import { KINDS, type Kind } from '../kinds/kinds.ts'
import { worse } from '../kinds/severity.ts'
import type { Evidence, Verdict } from './verdict.ts'
import type { Voter } from './voters.ts'

export type Draft = Omit<Verdict, 'scope'>

interface Combined {
  readonly unwell: readonly Draft[]
  readonly unknown: ReadonlySet<string>
}

/** What the voters say of every kind that one look can show. */
export function combine(voters: readonly Voter[]): Combined {
  const keys = new Set(voters.flatMap((voter) => [...voter.findings.keys(), ...voter.unknown]))
  const unwell: Draft[] = []
  const unknown = new Set<string>()
  for (const key of keys) {
    const said = poll(voters, key)
    const outcome = KINDS[said.kind].votes === 'majority' ? byMajority(said, voters.length) : byAny(said)
    if (outcome === 'unwell') unwell.push(draft(said))
    if (outcome === 'unknown') unknown.add(key)
  }
  return { unwell, unknown }
}

interface Poll {
  readonly kind: Kind
  readonly complaining: readonly Voter[]
  readonly content: readonly Voter[]
  readonly cannotTell: readonly Voter[]
  readonly findings: readonly Finding[]
}

function poll(voters: readonly Voter[], key: string): Poll {
  const complaining = voters.filter((voter) => voter.findings.has(key))
  const cannotTell = voters.filter((voter) => !voter.findings.has(key) && voter.unknown.has(key))
  return {
    kind: key.slice(0, key.indexOf(' ')) as Kind,
    complaining,
    cannotTell,
    content: voters.filter((voter) => !complaining.includes(voter) && !cannotTell.includes(voter)),
    findings: complaining.map((voter) => voter.findings.get(key)!),
  }
}

type Outcome = 'well' | 'unwell' | 'unknown'

/** What a node says of itself: one vantage that heard it is enough. */
function byAny({ complaining, content }: Poll): Outcome {
  if (complaining.length > 0) return 'unwell'
  return content.length > 0 ? 'well' : 'unknown'
}

/**
 * What may be the path: more than half of the voters, and nobody content since those looks began. A vantage that
 * was content only before them does not contradict them, it has just not looked again.
 */
function byMajority({ kind, complaining, content, cannotTell }: Poll, voters: number): Outcome {
  const began = Math.min(...complaining.map((voter) => voter.look.at))
  const contradicted = content.some((voter) => voter.look.at >= began)
  // A node that a vantage cannot reach has no speed there: only those that hear it vote on that.
  const voting = kind === 'slow' ? voters - cannotTell.length : voters
  if (complaining.length * 2 > voting && (kind === 'slow' || !contradicted)) return 'unwell'
  if (complaining.length === 0) return content.length > 0 ? 'well' : 'unknown'
  return contradicted ? 'well' : 'unknown'
}

function draft({ kind, complaining, content, cannotTell, findings }: Poll): Draft {
  const newest = complaining.reduce((a, b) => (b.look.at > a.look.at ? b : a))
  const finding = findings[complaining.indexOf(newest)]!
  const at = complaining.map((voter) => voter.look.at)
  const evidence: Evidence = {
    says: finding.says,
    nodes: finding.nodes,
    seenBy: names(complaining),
    notSeenBy: names(content),
    cannotTell: names(cannotTell),
    from: Math.min(...at),
    asOf: Math.max(...at),
    lines: finding.lines ?? [],
    ...(finding.groups ? { groups: finding.groups } : {}),
  }
  const severity = findings.map((one) => one.severity).reduce(worse)
  return { kind, subject: finding.subject, severity, evidence }
}

function names(voters: readonly Voter[]): string[] {
  return voters.map((voter) => voter.vantage)
}
