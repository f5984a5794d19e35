/** Look around: one vantage asks every node once and keeps what it saw as one look. */
import type { Chain } from '../domain/chain/chain.ts'
import { fromTheFuture, isProvenUnsteady } from '../domain/look/contradictions.ts'
import { learnedChain, presetInEras } from '../domain/look/learned-chain.ts'
import {
  type Contradiction,
  type Look,
  type NodeLook,
  type ReachedNode,
  wholeCheckpoint,
} from '../domain/look/look.ts'
import { lookMs, triesMs } from '../domain/look/look-times.ts'
import { isForeign } from '../domain/look/own-nodes.ts'
import { findSides } from '../domain/look/sides/find-sides.ts'
import type { Standing } from '../domain/look/sides/inquiry.ts'
import type { Sides, Undecided } from '../domain/look/sides/sides.ts'
import { vantageClock } from '../domain/look/vantage-clock.ts'
import type { Endpoint } from '../domain/settings/sections/endpoint-settings.ts'
import { presetChain, type Settings } from '../domain/settings/settings.ts'
import type { BeaconNodes, Clock } from '../ports.ts'
import { inWaves } from './in-waves.ts'
import { inquire } from './inquire.ts'
import { patientNodes } from './patient-nodes.ts'
import { verifyGenesis } from './verify-genesis.ts'
import { contradictionBounds, type Visited, visit } from './visit.ts'

export interface LookAround {
  readonly clock: Clock
  readonly nodes: BeaconNodes
  readonly settings: Settings
  readonly settingsHash: string
  readonly vantage: string
  /** The nominal instant of the round. */
  readonly at: number
  /** This vantage's previous look. */
  readonly previous: Look | null
}

/** Questions by slot or root that one node is asked in one look, beyond those of every look. */
const QUESTIONS_PER_NODE_MAX = 28

/** Asks every node and reference, then works out who shares a chain. */
export async function lookAround(input: LookAround): Promise<Look> {
  const startedAt = input.clock.now()
  const nodes = patientNodes(input.nodes)
  const round: Round = {
    ...input,
    nodes,
    startedAt,
    deadlineAt: startedAt + lookMs(input.settings.cadenceMs),
  }
  const visited = await visitAll(round)
  const compared = await compareUnlessForeign(round, visited)
  const { vantage, at: roundAt, settingsHash: settings } = input
  return { vantage, at: startedAt, roundAt, endedAt: input.clock.now(), settings, ...compared }
}

interface Round extends LookAround {
  readonly startedAt: number
  readonly deadlineAt: number
}

type Compared = Pick<Look, 'chain' | 'nodes' | 'sides'>

/** A node that changed networks since it last told looks like a fork, so those on sides tell again before. */
async function compareUnlessForeign(round: Round, visited: readonly Visited[]): Promise<Compared> {
  const compared = await compare(round, visited)
  const { sides, splits, conflicts } = compared.sides
  if (splits.length === 0 && conflicts.length === 0) return compared
  const onSides = new Set(sides.flatMap((side) => side.nodes))
  const verification = { ...round, endpoints: endpointsOf(round.settings) }
  const verified = await Promise.all(
    visited.map(async (one) =>
      onSides.has(one.node.id) ? { ...one, node: await verifyGenesis(verification, one.node) } : one,
    ),
  )
  const isNews = verified.some(({ node }, index) => sayGenesis(node) !== sayGenesis(visited[index]!.node))
  return isNews ? await compare(round, verified) : compared
}

function sayGenesis({ about }: NodeLook): string | undefined {
  return about.genesis && `${about.genesis.validatorsRoot} ${about.genesis.timeMs}`
}

/** Which network this is, and who shares a chain on it. */
async function compare(round: Round, visited: readonly Visited[]): Promise<Compared> {
  const chain = chainOf(round, visited)
  const { isOff } = vantageClock({ chain, nodes: visited.map(({ node }) => node) })
  const contradictions = new Map(
    visited.map(({ node }) => [node.id, isOff ? [] : futureHead(node, chain, round.settings)]),
  )
  const sides = await sidesOf(round, { visited, chain, contradictions })
  const nodes = visited.map(({ node }) => withContradictions(node, contradictions.get(node.id)))
  return { chain, nodes, sides }
}

function chainOf({ settings: { network }, previous }: Round, visited: readonly Visited[]): Chain | null {
  const before = previous?.chain ?? null
  const abouts = visited.map(({ node }) => node.about)
  if (network.kind === 'preset') return presetInEras(network.chain, abouts, before)
  return learnedChain(abouts, network.name, before)
}

async function visitAll(round: Round): Promise<Visited[]> {
  const { clock, nodes, settings, previous } = round
  const eachTryMs = triesMs(settings.cadenceMs)
  const chain = presetChain(settings) ?? previous?.chain ?? null
  const endpoints = [
    ...settings.nodes.map((endpoint) => ({ endpoint, role: 'node' as const, isFinalityOnly: false })),
    ...settings.references.map((endpoint) => ({
      endpoint,
      role: 'reference' as const,
      isFinalityOnly: endpoint.kind === 'finality',
    })),
  ]
  return await inWaves(
    { clock, pauseMs: lookMs(settings.cadenceMs) * WAVE_SHARE },
    endpoints.map((target) => () => {
      const before = previous?.nodes.find((node) => node.id === target.endpoint.id)
      const wasForeign = before !== undefined && isForeign({ chain }, before)
      return visit({
        clock,
        nodes,
        settings,
        before,
        isForeign: wasForeign,
        isChainKnown: chain !== null,
        triesMs: eachTryMs,
        ...target,
      })
    }),
  )
}

/** How long a wave of nodes may keep the next one waiting, as a share of a look's time. */
const WAVE_SHARE = 1 / 60

interface SideSearch {
  readonly visited: readonly Visited[]
  readonly chain: Chain | null
  readonly contradictions: Map<string, Contradiction[]>
}

async function sidesOf(round: Round, { visited, chain, contradictions }: SideSearch): Promise<Sides> {
  // A head whose root is not its hash, from the future, or of an address that contradicted itself, proves nothing.
  const doubtful = visited.filter(
    ({ node, hasTrueRoot }) =>
      !hasTrueRoot || contradictions.get(node.id)!.length > 0 || isProvenUnsteady(node.contradictions),
  )
  const standings = visited
    .filter((one) => !doubtful.includes(one))
    .flatMap(({ node }) => standingOf(node, chain))
  const contradicted = (node: string, contradiction: Contradiction) => {
    contradictions.set(node, [...(contradictions.get(node) ?? []), contradiction])
  }
  const asking = findSides(standings, { questionsPerNodeMax: QUESTIONS_PER_NODE_MAX })
  const sides = await inquire({ ...round, endpoints: endpointsOf(round.settings), contradicted }, asking)
  return { ...sides, undecided: [...sides.undecided, ...doubtful.flatMap(undecidedOf)] }
}

function endpointsOf({ nodes, references }: Settings): ReadonlyMap<string, Endpoint> {
  return new Map([...nodes, ...references].map((one) => [one.id, one]))
}

function futureHead(node: NodeLook, chain: Chain | null, settings: Settings): Contradiction[] {
  if (node.state !== 'reached' || node.head === 'unknown' || !chain) return []
  return fromTheFuture(node.head, chain, contradictionBounds(settings))
}

function undecidedOf({ node }: Visited): Undecided[] {
  if (node.state !== 'reached' || node.head === 'unknown') return []
  const { slot, root } = node.head
  return [{ tip: { slot, root }, nodes: [node.id], why: 'contradicts-itself' }]
}

/** What a node of the network watched brings to the comparison. */
function standingOf(node: NodeLook, chain: Chain | null): Standing[] {
  if (node.state !== 'reached' || isForeign({ chain }, node)) return []
  const head = node.head === 'unknown' ? null : node.head
  return [{ id: node.id, head, checkpoints: checkpointsOf(node), isOwn: node.role === 'node' }]
}

function checkpointsOf({ checkpoints }: ReachedNode): Standing['checkpoints'] {
  if (checkpoints === 'unknown') return null
  return {
    finalized: wholeCheckpoint(checkpoints.finalized),
    justified: wholeCheckpoint(checkpoints.justified),
  }
}

function withContradictions(node: NodeLook, found: readonly Contradiction[] = []): NodeLook {
  return found.length === 0 ? node : { ...node, contradictions: [...node.contradictions, ...found] }
}
