/** Combine: one verdict out of what each voting vantage complains of, by the kind's way of voting. */
import type { Finding } from '../findings/finding.ts'
import type { LookKind } from '../findings/rules.ts'
import { KINDS } from '../kinds/kinds.ts'
import { worse } from '../kinds/severity.ts'
import { keyOf } from '../kinds/subject.ts'
import type { Draft } from './draft.ts'
import { type Concern, failingSince, type Voter } from './voters.ts'

interface Combined {
  readonly unwell: readonly Draft[]
  readonly unknown: ReadonlySet<string>
  /** Of the unknown, what is complained of and waits for others to look again. */
  readonly pending: ReadonlySet<string>
}

/** What the voters say of every kind that one look can show. */
export function combine(voters: readonly Voter[], cadenceMs: number): Combined {
  const unwell: Draft[] = []
  const unknown = new Set<string>()
  const pending = new Set<string>()
  for (const [key, question] of questionsOf(voters)) {
    const poll = pollOn(question, key, { voters, cadenceMs })
    const outcome = OUTCOMES[KINDS[question.kind].votes](poll)
    if (outcome === 'unwell') unwell.push(draft(poll))
    if (outcome === 'unknown') unknown.add(key)
    if (outcome === 'unknown' && poll.complaining.length > 0) pending.add(key)
  }
  return { unwell, unknown, pending }
}

/** Everything that some voter complains of or cannot tell, by key. */
function questionsOf(voters: readonly Voter[]): ReadonlyMap<string, Concern> {
  const said = voters.flatMap(({ findings, unknown }) => [...findings.values(), ...unknown.values()])
  return new Map(said.map(({ kind, subject }) => [keyOf({ kind, subject }), { kind, subject }]))
}

interface Poll {
  readonly question: Concern
  readonly cadenceMs: number
  readonly complaining: readonly Voter[]
  readonly content: readonly Voter[]
  readonly cannotTell: readonly Voter[]
  readonly findings: readonly Finding<LookKind>[]
}

function pollOn(
  question: Concern,
  key: string,
  { voters, cadenceMs }: Pick<Poll, 'cadenceMs'> & { readonly voters: readonly Voter[] },
): Poll {
  const complaining = voters.filter((voter) => voter.findings.has(key))
  const cannotTell = voters.filter((voter) => !voter.findings.has(key) && voter.unknown.has(key))
  return {
    question,
    cadenceMs,
    complaining,
    cannotTell,
    content: voters.filter((voter) => !complaining.includes(voter) && !cannotTell.includes(voter)),
    findings: complaining.map((voter) => voter.findings.get(key)!),
  }
}

type Opinion = 'well' | 'unwell' | 'unknown'

const OUTCOMES = { any: byAny, majority: byMajority, hearers: byHearers } as const

/** What a node says of itself: one vantage that heard it is enough. */
function byAny({ complaining, content }: Poll): Opinion {
  if (complaining.length > 0) return 'unwell'
  return content.length > 0 ? 'well' : 'unknown'
}

/**
 * What may be the path: more than half of the voters, and nobody content since they began to complain. A
 * vantage that was content only before that does not contradict them, it has just not looked again.
 */
function byMajority(poll: Poll): Opinion {
  const { complaining, content, cannotTell } = poll
  const voters = complaining.length + content.length + cannotTell.length
  return complaining.length * 2 > voters && !isContradicted(poll) ? 'unwell' : undecided(poll)
}

/** A node that a vantage cannot reach has no speed there: only those that hear it have a vote. */
function byHearers(poll: Poll): Opinion {
  const { complaining, content } = poll
  return complaining.length > content.length ? 'unwell' : undecided(poll)
}

function undecided(poll: Poll): Opinion {
  if (poll.complaining.length === 0) return poll.content.length > 0 ? 'well' : 'unknown'
  return isContradicted(poll) ? 'well' : 'unknown'
}

/** A look of theirs that was due may be missing or late, but not two. */
const ROUNDS_CONTENT = 2

function isContradicted({ complaining, content, findings, cadenceMs }: Poll): boolean {
  const began = Math.min(
    ...complaining.map((voter, place) => failingSince(voter, findings[place]!.nodes, cadenceMs)),
  )
  const oldest = Math.min(...complaining.map((voter) => voter.look.at)) - ROUNDS_CONTENT * cadenceMs
  return content.some(({ look }) => look.at >= began && look.at >= oldest)
}

/** The newest complaint gives the facts. */
function draft({ question, complaining, content, cannotTell, findings }: Poll): Draft {
  const newest = complaining.reduce((a, b) => (b.look.at > a.look.at ? b : a))
  const { facts, nodes, groups } = findings[complaining.indexOf(newest)]!
  const at = complaining.map((voter) => voter.look.at)
  return {
    ...question,
    severity: findings.map((one) => one.severity).reduce(worse),
    evidence: {
      facts,
      nodes,
      seenBy: names(complaining),
      notSeenBy: names(content),
      cannotTell: names(cannotTell),
      from: Math.min(...at),
      asOf: Math.max(...at),
      ...(groups ? { groups } : {}),
    },
  }
}

function names(voters: readonly Voter[]): string[] {
  return voters.map((voter) => voter.vantage)
}
