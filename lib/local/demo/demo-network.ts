/** Demo network: small beacon nodes on loopback that share one chain by the clock, and can be cut or darkened. */
import type { WholeChain } from '../../domain/chain/chain.ts'
import { oneEra } from '../../domain/chain/slot-eras.ts'
import type { Clock } from '../../ports.ts'
import { type BeaconServer, startBeaconServer } from './beacon-server.ts'
import { derivedRoot } from './block-tree.ts'
import { answerGet } from './demo-answers.ts'
import { advanceTo, type DemoChain, power, regroup, startChain } from './demo-chain.ts'
import { DATA_CENTERS, DEMO_NODES, makeRoster, type RosterNode } from './demo-fleet.ts'
import { type Claims, type DemoReply, HONEST_CLAIMS, refuse } from './demo-reply.ts'
import { demoSettings } from './demo-settings.ts'

interface DemoOptions {
  readonly clock: Pick<Clock, 'now'>
  /** The same seed and start give the same blocks. */
  readonly seed: string
  readonly slotMs: number
  /** Seven unless said otherwise. */
  readonly nodes?: number
}

export interface DemoNode extends RosterNode {
  readonly url: string
  readonly port: number
  /** What it claims of itself; may be changed at any time. */
  readonly claims: Claims
  /** Requests that have reached it. */
  requests(): number
}

export interface DemoNetwork {
  readonly chain: WholeChain
  readonly nodes: readonly DemoNode[]
  /** The text of a `watchfire.yaml` for this network. */
  settingsText(): string
  /** The nodes of the data centre go on hearing one another, and nobody else. */
  cutGossip(dataCenter: string): void
  /** Everybody hears everybody again. */
  healGossip(): void
  /** The nodes of the data centre are off: connections are refused, and their validators miss their turns. */
  darken(dataCenter: string): Promise<void>
  lighten(dataCenter: string): Promise<void>
  close(): Promise<void>
}

/** Epochs that have been played when the network starts, so that a first look finds a chain that finalizes. */
const HISTORY_EPOCHS = 12
const SLOTS_PER_EPOCH = 8

/**
 * Starts the nodes. The chain has no timer of its own: it is played up to the clock's now before every answer
 * and every change, so it is never late and leaves nothing behind.
 */
export async function startDemoNetwork(options: DemoOptions): Promise<DemoNetwork> {
  const { clock, seed } = options
  const chain = demoChainFacts(options)
  const roster = makeRoster(options.nodes ?? DEMO_NODES)
  const demo = startChain(seed, chain, roster)
  const members = await startMembers(demo, roster, clock)
  const cut = new Set<string>()
  const dark = new Set<string>()
  const regroupNow = (): void => {
    advanceTo(demo, clock.now())
    regroup(demo, (node) => (cut.has(node.dataCenter) ? node.dataCenter : 'all'))
  }
  const powerNow = (): void => {
    advanceTo(demo, clock.now())
    power(demo, (node) => !dark.has(node.dataCenter))
  }
  const serversIn = (dataCenter: string): readonly BeaconServer[] =>
    members.filter(({ node }) => node.dataCenter === dataCenter).map(({ server }) => server)

  return {
    chain,
    nodes: members.map(({ node }) => node),
    settingsText: () =>
      demoSettings(
        members.map(({ node }) => node),
        options.slotMs,
      ),
    cutGossip: (dataCenter) => {
      cut.add(known(dataCenter))
      regroupNow()
    },
    healGossip: () => {
      cut.clear()
      regroupNow()
    },
    darken: async (dataCenter) => {
      dark.add(known(dataCenter))
      powerNow()
      await Promise.all(serversIn(dataCenter).map((server) => server.darken()))
    },
    lighten: async (dataCenter) => {
      dark.delete(known(dataCenter))
      powerNow()
      await Promise.all(serversIn(dataCenter).map((server) => server.lighten()))
    },
    close: () => closeAll(members),
  }
}

interface Member {
  readonly node: DemoNode
  readonly server: BeaconServer
}

/** The genesis lies some epochs back, at a whole second because the Beacon API gives it in seconds. */
function demoChainFacts({ clock, seed, slotMs }: DemoOptions): WholeChain {
  const historyMs = HISTORY_EPOCHS * SLOTS_PER_EPOCH * slotMs
  const genesisTimeMs = Math.floor((clock.now() - historyMs) / 1000) * 1000
  return {
    name: 'demo',
    genesisTimeMs,
    genesisValidatorsRoot: derivedRoot('validators', seed, genesisTimeMs),
    eras: oneEra(slotMs),
    slotsPerEpoch: SLOTS_PER_EPOCH,
  }
}

/** Starts all of them, or none. */
async function startMembers(
  demo: DemoChain,
  roster: readonly RosterNode[],
  clock: DemoOptions['clock'],
): Promise<readonly Member[]> {
  const starts = await Promise.allSettled(roster.map((facts) => startMember(demo, facts, clock)))
  const members = starts.filter((start) => start.status === 'fulfilled').map((start) => start.value)
  const failed = starts.find((start) => start.status === 'rejected')
  if (failed === undefined) return members
  await closeAll(members)
  throw failed.reason
}

async function startMember(demo: DemoChain, facts: RosterNode, clock: DemoOptions['clock']): Promise<Member> {
  const claims: Claims = { ...HONEST_CLAIMS }
  const node = demo.nodes.find(({ id }) => id === facts.id)!
  const server = await startBeaconServer((method, path): DemoReply => {
    if (method !== 'GET') return refuse({ facts }, 405, `${method} is not answered here`)
    const nowMs = clock.now()
    advanceTo(demo, nowMs)
    return answerGet({ facts, node, demo, claims, nowMs }, path)
  })
  const { port, requests } = server
  return { server, node: { ...facts, url: `http://127.0.0.1:${port}`, port, claims, requests } }
}

async function closeAll(members: readonly Member[]): Promise<void> {
  await Promise.all(members.map(({ server }) => server.close()))
}

function known(dataCenter: string): string {
  if (DATA_CENTERS.some((id) => id === dataCenter)) return dataCenter
  throw new Error(
    `Cannot change the demo network: it has no data centre "${dataCenter}", only ${DATA_CENTERS.join(', ')}`,
  )
}
