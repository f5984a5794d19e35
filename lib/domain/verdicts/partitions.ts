/** Partitions: some vantages reach a data centre or a node and others, in looks as new, do not. */
import { keyOf, nodeSubject, type Subject, writeSubject } from '../kinds/subject.ts'
import type { NodeLook } from '../look/look.ts'
import { isFailed } from '../look/own-nodes.ts'
import type { Draft } from './draft.ts'
import type { FleetLookup } from './fleet-lookup.ts'
import { failingSince, type Voter } from './voters.ts'

type PartitionDraft = Draft<'partition'>

/** Both halves of what the voters reach; looks older than a round of the others' say nothing new. */
interface Halves {
  readonly reaching: readonly Voter[]
  readonly failing: readonly Voter[]
  /** Since when the first of the failing ones has not reached it. */
  readonly since: number
}

interface Partitions {
  readonly unwell: readonly PartitionDraft[]
  /** The keys of which nobody can tell now: it may as well have gone, or come back, between the looks of the halves. */
  readonly unknown: readonly string[]
}

/** One verdict a data centre and unreaching vantage, one for the data centre when there are several, else by node. */
export function partitions(voters: readonly Voter[], fleet: FleetLookup): Partitions {
  const all = halved(voters, fleet)
  const isSure = ({ halves }: HalvedDraft) => voters.length < 3 || areAtOnce(halves)
  return {
    unwell: all.filter(isSure).map(({ draft: found }) => found),
    unknown: all.filter((one) => !isSure(one)).map(({ draft: found }) => keyOf(found)),
  }
}

/** One that went away and came back looks the same, but then one half's looks are all older than the other's. */
function areAtOnce({ reaching, failing, since }: Halves): boolean {
  const times = (half: readonly Voter[]) => half.map(({ look }) => look.at)
  const [reached, failed] = [times(reaching), times(failing)]
  return Math.max(Math.min(...reached), since) <= Math.min(Math.max(...reached), Math.max(...failed))
}

interface HalvedDraft {
  readonly draft: PartitionDraft
  readonly halves: Halves
}

function halved(voters: readonly Voter[], fleet: FleetLookup): readonly HalvedDraft[] {
  const { cadenceMs, dataCenters, nodes } = fleet.settings
  const byDataCenter = dataCenters.flatMap(({ id }) => dataCenterPartition(voters, fleet, id))
  const byNode = nodes.flatMap(({ id }) => {
    const halves = halvesOf(voters, [id], cadenceMs)
    return halves ? [{ draft: draft(nodeSubject(id), halves, [id]), halves }] : []
  })
  return [...byDataCenter, ...byNode]
}

function dataCenterPartition(
  voters: readonly Voter[],
  { inDataCenter, settings }: FleetLookup,
  id: string,
): readonly HalvedDraft[] {
  const nodes = inDataCenter.get(id) ?? []
  const halves = nodes.length < 2 ? null : halvesOf(voters, nodes, settings.cadenceMs)
  if (!halves) return []
  const paths = halves.failing.map((voter) => {
    const subject = writeSubject({ about: 'path', vantage: voter.vantage, dataCenter: id })
    return { draft: draft(subject, { ...halves, failing: [voter] }, nodes), halves }
  })
  const whole = writeSubject({ about: 'data-center', name: id })
  return paths.length > 1 ? [{ draft: draft(whole, halves, nodes), halves }, ...paths] : paths
}

function halvesOf(voters: readonly Voter[], nodes: readonly string[], cadenceMs: number): Halves | null {
  const isReached = (node: NodeLook | undefined) => node?.state === 'reached'
  const reaching = voters.filter((voter) => nodes.some((id) => isReached(voter.nodes.get(id))))
  const failing = voters.filter((voter) =>
    nodes.every((id) => {
      const node = voter.nodes.get(id)
      return node !== undefined && isFailed(node)
    }),
  )
  const asNew = (voter: Voter, others: readonly Voter[]) =>
    others.some((other) => Math.abs(other.look.at - voter.look.at) <= cadenceMs)
  const failingNow = failing.filter((voter) => asNew(voter, reaching))
  const halves = {
    reaching: reaching.filter((voter) => asNew(voter, failing)),
    failing: failingNow,
    since: Math.min(...failingNow.map((voter) => failingSince(voter, nodes, cadenceMs))),
  }
  return halves.reaching.length > 0 && halves.failing.length > 0 ? halves : null
}

/** Those that cannot reach it are the ones that see the fault. */
function draft(subject: Subject, { reaching, failing }: Halves, nodes: readonly string[]): PartitionDraft {
  const at = failing.map((voter) => voter.look.at)
  return {
    kind: 'partition',
    subject,
    severity: 'warning',
    evidence: {
      facts: {},
      nodes,
      seenBy: failing.map((voter) => voter.vantage),
      notSeenBy: reaching.map((voter) => voter.vantage),
      cannotTell: [],
      from: Math.min(...at),
      asOf: Math.max(...at, ...reaching.map((voter) => voter.look.at)),
    },
  }
}
