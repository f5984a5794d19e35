/** Partition: some vantages reach a data centre or a node and others, in looks as new, do not. */
import { isFailed } from '../look/fleet.ts'
import type { NodeLook } from '../look/look.ts'
import type { DataCenterSettings } from '../settings/sections/data-center-settings.ts'
import type { Settings } from '../settings/settings.ts'
import type { Draft } from './combine.ts'
import { nodeOf, type Voter } from './voters.ts'

/** Both halves of what the voters reach; looks older than a round of the others' say nothing new. */
interface Halves {
  readonly reaching: readonly Voter[]
  readonly failing: readonly Voter[]
}

/** One verdict a data centre and unreaching vantage, one for the data centre when there are several, else by node. */
export function partitions(voters: readonly Voter[], settings: Settings): Draft[] {
  const byDataCenter = settings.dataCenters.flatMap((dataCenter) =>
    dataCenterPartition(voters, settings, dataCenter),
  )
  const byNode = settings.nodes.flatMap(({ id }) => {
    const halves = halvesOf(voters, settings.cadenceMs, (voter) => [nodeOf(voter, id)])
    return halves ? [draft(`node:${id}`, halves, { nodes: [id], what: id })] : []
  })
  return [...byDataCenter, ...byNode]
}

function dataCenterPartition(
  voters: readonly Voter[],
  settings: Settings,
  { id, provider }: DataCenterSettings,
): Draft[] {
  const nodes = settings.nodes.filter((node) => node.dataCenter === id).map((node) => node.id)
  const halves = halvesOf(voters, settings.cadenceMs, (voter) => nodes.map((node) => nodeOf(voter, node)))
  if (nodes.length < 2 || !halves) return []
  const about = { nodes, what: `data centre ${id}${provider ? ` (${provider})` : ''}` }
  const paths = halves.failing.map((voter) =>
    draft(`path:${voter.vantage}/${id}`, { ...halves, failing: [voter] }, about),
  )
  return paths.length > 1 ? [draft(`data-center:${id}`, halves, about), ...paths] : paths
}

function halvesOf(
  voters: readonly Voter[],
  cadenceMs: number,
  nodesOf: (voter: Voter) => readonly (NodeLook | undefined)[],
): Halves | null {
  const reaching = voters.filter((voter) => nodesOf(voter).some((node) => node?.state === 'reached'))
  const failing = voters.filter((voter) =>
    nodesOf(voter).every((node) => node !== undefined && isFailed(node)),
  )
  const asNew = (voter: Voter, others: readonly Voter[]) =>
    others.some((other) => Math.abs(other.look.at - voter.look.at) <= cadenceMs)
  const halves = {
    reaching: reaching.filter((voter) => asNew(voter, failing)),
    failing: failing.filter((voter) => asNew(voter, reaching)),
  }
  return halves.reaching.length > 0 && halves.failing.length > 0 ? halves : null
}

function draft(
  subject: string,
  { reaching, failing }: Halves,
  about: { nodes: readonly string[]; what: string },
): Draft {
  const cannot = failing.map((voter) => voter.vantage)
  const can = reaching.map((voter) => voter.vantage)
  const at = failing.map((voter) => voter.look.at)
  return {
    kind: 'partition',
    subject,
    severity: 'warning',
    evidence: {
      says: `${cannot.join(', ')} cannot reach ${about.what}; ${can.join(', ')} can.`,
      nodes: about.nodes,
      seenBy: cannot,
      notSeenBy: can,
      cannotTell: [],
      from: Math.min(...at),
      asOf: Math.max(...at, ...reaching.map((voter) => voter.look.at)),
      lines: [],
    },
  }
}
