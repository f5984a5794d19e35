/** Lodestar: starts, links, asks and stops the real beacon nodes of the suite, all on loopback. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Child, hasExited, logTail, startChild } from './children.ts'
import { freePorts } from './link.ts'

export const SECONDS_PER_SLOT = 3

export interface LodestarNode {
  readonly id: string
  readonly restUrl: string
  readonly restPort: number
  readonly p2pPort: number
  readonly child: Child
}

interface NodeOptions {
  readonly id: string
  /** Unix time in seconds: one network is one genesis time. */
  readonly genesisTime: number
  /** The inclusive range of the eight validators that it runs, such as `0..3`; none when left out. */
  readonly validators?: string
  /** Its REST port, where it takes the place of another node. */
  readonly restPort?: number
  /** Where its data and its log go. */
  readonly folder: string
}

/** A start takes about ten seconds on an idle machine; three at once on two slow cores, a minute. */
const START_MS = 120_000
const LINK_MS = 60_000
const ASK_MS = 5_000

const here = import.meta.dirname
const program = join(here, 'node_modules', '.bin', 'node')
const lodestar = join(here, 'node_modules', '@chainsafe', 'lodestar', 'lib', 'index.js')

/** Starts a node and waits until its REST API answers. */
export async function startNode(options: NodeOptions): Promise<LodestarNode> {
  const [freePort, p2pPort] = (await freePorts(2)) as [number, number]
  const restPort = options.restPort ?? freePort
  const cwd = join(options.folder, `${options.id}-${options.genesisTime}`)
  mkdirSync(cwd, { recursive: true })
  const child = startChild({
    name: `Lodestar node ${options.id}`,
    program,
    args: nodeArguments(options, { restPort, p2pPort, dataDir: cwd }),
    cwd,
    env: { LODESTAR_PRESET: 'minimal', NODE_BACKEND: 'js' },
    logFile: join(cwd, 'lodestar.log'),
    lastSignal: 'SIGKILL',
  })
  const node = { id: options.id, restUrl: `http://127.0.0.1:${restPort}`, restPort, p2pPort, child }
  await untilUp(node)
  return node
}

/** Connects two nodes: the first dials the second at a port, its own or a link's, until both count a peer more. */
export async function connectNodes(from: LodestarNode, to: LodestarNode, port: number): Promise<void> {
  const { peer_id: peerId } = await identityOf(to)
  const query = new URLSearchParams({ peerId, multiaddr: `/ip4/127.0.0.1/tcp/${port}` })
  const end = Date.now() + LINK_MS
  while (Date.now() < end) {
    await fetch(`${from.restUrl}/eth/v1/lodestar/connect_peer?${query}`, {
      method: 'POST',
      signal: AbortSignal.timeout(ASK_MS),
    }).catch(() => null)
    if (await isConnected(from, peerId)) return
    await sleep(1_000)
  }
  throw new Error(
    `Cannot connect node ${from.id} to node ${to.id}\n${logTail(from.child)}\n${logTail(to.child)}`,
  )
}

/** The `data` of a reply; anything but 200 fails. */
export async function ask<Data>(node: LodestarNode, path: string): Promise<Data> {
  const data = await askIfAny<Data>(node, path)
  if (data === null) throw new Error(`Node ${node.id} has nothing at ${path}`)
  return data
}

/** The `data` of a reply; null for 404. */
export async function askIfAny<Data>(node: LodestarNode, path: string): Promise<Data | null> {
  const reply = await fetch(`${node.restUrl}${path}`, { signal: AbortSignal.timeout(ASK_MS) })
  const body = (await reply.json()) as { data: Data }
  if (reply.status === 404) return null
  if (reply.status !== 200) throw new Error(`Node ${node.id} answers ${reply.status} at ${path}`)
  return body.data
}

export async function connectedPeers(node: LodestarNode): Promise<number> {
  return Number((await ask<{ connected: string }>(node, '/eth/v1/node/peer_count')).connected)
}

async function isConnected(node: LodestarNode, peerId: string): Promise<boolean> {
  const peers = await ask<{ peer_id: string }[]>(node, '/eth/v1/node/peers?state=connected')
  return peers.some((peer) => peer.peer_id === peerId)
}

function identityOf(node: LodestarNode): Promise<{ peer_id: string }> {
  return ask(node, '/eth/v1/node/identity')
}

async function untilUp(node: LodestarNode): Promise<void> {
  const end = Date.now() + START_MS
  while (Date.now() < end && !hasExited(node.child)) {
    if ((await identityOf(node).catch(() => null)) !== null) return
    await sleep(500)
  }
  throw new Error(`Cannot start node ${node.id}: its REST API does not answer\n${logTail(node.child)}`)
}

function nodeArguments(
  options: NodeOptions,
  own: { restPort: number; p2pPort: number; dataDir: string },
): string[] {
  const { restPort, p2pPort, dataDir } = own
  return [
    ...['--max-old-space-size=256', '--require', join(here, 'preload.cjs'), lodestar, 'dev'],
    ...['--genesisValidators', '8', '--genesisTime', String(options.genesisTime)],
    ...(options.validators === undefined ? [] : ['--startValidators', options.validators]),
    ...['--params.SECONDS_PER_SLOT', String(SECONDS_PER_SLOT), '--params.ALTAIR_FORK_EPOCH', '0'],
    ...[
      '--rest',
      '--rest.namespace',
      '*',
      '--rest.port',
      String(restPort),
      '--server',
      `http://127.0.0.1:${restPort}`,
    ],
    // Without discovery a node knows only the peers that it is told to dial, so a closed link has no way around it.
    ...['--discv5', 'false', '--mdns', 'false', '--listenAddress', '127.0.0.1', '--port', String(p2pPort)],
    // Signatures of eight validators need no pool of worker threads.
    ...['--chain.blsVerifyAllMainThread', 'true'],
    ...['--dataDir', dataDir, '--logFile', 'none'],
  ]
}
