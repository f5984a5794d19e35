/** Visit: everything one look asks of one endpoint, with retries for one that was reached before. */
import { goingBackwards, remembered } from '../domain/look/contradictions.ts'
import { type Fault, whoseFault } from '../domain/look/fault.ts'
import type { AboutNode, Contradiction, Head, NodeLook, ReachedNode } from '../domain/look/look.ts'
import { areTwoNetworks } from '../domain/look/network-told.ts'
import { withLook } from '../domain/look/recent-looks.ts'
import { readCheckpoints } from '../domain/look/reply/checkpoints.ts'
import { type Header, readHeader } from '../domain/look/reply/header.ts'
import { readPeerCount } from '../domain/look/reply/peer-count.ts'
import { QUESTIONS } from '../domain/look/reply/questions.ts'
import { readSyncing } from '../domain/look/reply/syncing.ts'
import type { Endpoint } from '../domain/settings/sections/endpoint-settings.ts'
import { boundOf, type Settings } from '../domain/settings/settings.ts'
import { urlHash } from '../domain/text/secret-text.ts'
import type { BeaconNodes, Clock } from '../ports.ts'
import { askAbout, faultsOf, isAboutDue } from './ask-about.ts'
import { type Conversation, type Heard, hear, isUnreachable } from './conversation.ts'

interface Visit {
  readonly clock: Clock
  readonly nodes: BeaconNodes
  readonly settings: Settings
  readonly endpoint: Endpoint
  readonly role: NodeLook['role']
  /** A reference that is asked only for finality checkpoints. */
  readonly isFinalityOnly: boolean
  /** Known to be on another network: it is asked each time whether it still is. */
  readonly isForeign: boolean
  /** Whether a preset or an earlier look tells which network is watched. */
  readonly isChainKnown: boolean
  /** What the previous look held of it. */
  readonly before: NodeLook | undefined
  /** How long each try may take, the first one first; later ones use fresh connections. */
  readonly triesMs: readonly number[]
}

/** A visited endpoint; `hasTrueRoot` is false when its head's root was not the hash of its header. */
export interface Visited {
  readonly node: NodeLook
  readonly hasTrueRoot: boolean
}

/** Asks one endpoint; tries again at once, on fresh connections, only if the previous look reached it. */
export async function visit(input: Visit): Promise<Visited> {
  const triesMax = wasThere(input.before) ? input.triesMs.length : 1
  let visited = await attempt(input, 0)
  for (let tries = 1; tries < triesMax && isWorthRetrying(visited.node); tries++)
    visited = await attempt(input, tries)
  return withRecent(visited, input.before)
}

/** A retry is part of its look: what counts is how the look came out. */
function withRecent({ node, ...visited }: Visited, before: NodeLook | undefined): Visited {
  const same = before?.urlHash === node.urlHash ? before : undefined
  return { ...visited, node: { ...node, recent: withLook(same?.recent, node.state) } }
}

/** Want of time on our side is no absence of the node: it is asked no more than usual afterwards. */
function wasThere(before: NodeLook | undefined): boolean {
  if (before === undefined || before.state === 'failed') return false
  return before.state === 'reached' || before.fault.kind === 'no-time'
}

function isWorthRetrying(node: NodeLook): boolean {
  return node.state === 'failed'
}

async function attempt(input: Visit, triesBefore: number): Promise<Visited> {
  const deadlineAt = input.clock.now() + input.triesMs[triesBefore]!
  const options = { deadlineAt, fresh: triesBefore > 0 }
  const conversation: Conversation = {
    endpoint: input.endpoint,
    nodes: input.nodes,
    clock: input.clock,
    options,
  }
  const known = knownBefore(input, triesBefore + 1)
  const answers = await (input.isFinalityOnly ? askFinality : askAll)(conversation)
  const fault = unreachedBecause(answers)
  if (fault) {
    const state = whoseFault(fault, known.about.lastHead !== undefined) === 'ours' ? 'unknown' : 'failed'
    return { node: { ...known, ...clockIn(answers), state, fault }, hasTrueRoot: true }
  }
  return reached(input, conversation, { known, answers })
}

/** What holds of a node whatever it answers now. */
type NodeBefore = Pick<NodeLook, 'id' | 'role' | 'urlHash' | 'tries' | 'about' | 'contradictions'>

function knownBefore({ endpoint, role, before, clock, settings }: Visit, tries: number): NodeBefore {
  const hash = urlHash(endpoint.url)
  const same = before?.urlHash === hash ? before : undefined
  return {
    id: endpoint.id,
    role,
    urlHash: hash,
    tries,
    about: same?.about ?? { askedAt: 0 },
    contradictions: remembered(same?.contradictions ?? [], clock.now(), contradictionBounds(settings)),
  }
}

interface Answers {
  readonly head?: Heard<Header>
  readonly checkpoints?: Heard<NonNullable<Extract<ReachedNode['checkpoints'], object>>>
  readonly syncing?: Heard<Extract<ReachedNode['syncing'], object>>
  readonly peers?: Heard<number>
}

/** The head alone first: where nothing answers, the other questions would only wait for the same. */
async function askAll(conversation: Conversation): Promise<Answers> {
  const head = await hear(conversation, QUESTIONS.head, readHeader)
  if (!head.ok && isUnreachable(head.error)) return { head }
  const [checkpoints, syncing, peers] = await Promise.all([
    hear(conversation, QUESTIONS.checkpoints, readCheckpoints),
    hear(conversation, QUESTIONS.syncing, readSyncing),
    hear(conversation, QUESTIONS.peers, readPeerCount),
  ])
  return { head, checkpoints, syncing, peers }
}

async function askFinality(conversation: Conversation): Promise<Answers> {
  return { checkpoints: await hear(conversation, QUESTIONS.checkpoints, readCheckpoints) }
}

/** The first question's fault, when no question got a usable answer. */
function unreachedBecause(answers: Answers): Fault | null {
  const all = Object.values(answers) as Heard<unknown>[]
  if (all.some((heard) => heard.ok)) return null
  return all.flatMap((heard) => (heard.ok ? [] : [heard.error]))[0]!
}

async function reached(
  input: Visit,
  conversation: Conversation,
  { known, answers }: { known: NodeBefore; answers: Answers },
): Promise<Visited> {
  const now = input.clock.now()
  const wasReached = wasThere(input.before)
  const head = headOf(answers)
  const isDue =
    input.isForeign ||
    isAboutDue(known.about, { now, wasReached, isChainKnown: input.isChainKnown }) ||
    isFarBack(head, known.about.lastHead)
  const asked = isDue && !input.isFinalityOnly ? await askAbout(conversation, known.about, now) : null
  const about: AboutNode = {
    ...(asked?.about ?? known.about),
    ...(head === 'unknown' ? {} : { lastHead: head }),
  }
  const hasTrueRoot = !answers.head?.ok || answers.head.value.rootMatches
  const node: ReachedNode = {
    ...known,
    ...clockIn(answers),
    about,
    // On a network that has begun anew nothing that was said before counts.
    contradictions: hasNewGenesis(known.about, about)
      ? []
      : [
          ...known.contradictions,
          ...newContradictions(input, { known, head, hasTrueRoot, isTwoNodes: asked?.isTwoNodes ?? false }),
        ],
    state: 'reached',
    head,
    ...(answers.head?.ok && answers.head.value.isOptimistic ? { isHeadOptimistic: true as const } : {}),
    checkpoints: heardOf(answers.checkpoints),
    syncing: heardOf(answers.syncing),
    peers: heardOf(answers.peers),
    faults: { ...faultsOf(answers), ...asked?.faults },
    timingsMs: (answers.head ?? answers.checkpoints)!.timingsMs,
  }
  return { node, hasTrueRoot }
}

/** Farther back than any reorganisation: the network may have begun anew, so the node tells its genesis again. */
const FAR_BACK_SLOTS = 64

function isFarBack(head: Head | 'unknown', last: Head | undefined): boolean {
  return head !== 'unknown' && last !== undefined && last.slot - head.slot >= FAR_BACK_SLOTS
}

function hasNewGenesis(before: AboutNode, now: AboutNode): boolean {
  return (
    before.genesis !== undefined && now.genesis !== undefined && areTwoNetworks(before.genesis, now.genesis)
  )
}

/** By its first answer that said so. */
function clockIn(answers: Answers): Pick<NodeLook, 'clockAheadMs'> {
  const said = (Object.values(answers) as Heard<unknown>[]).find((heard) => heard.clockAheadMs !== undefined)
  return said === undefined ? {} : { clockAheadMs: said.clockAheadMs! }
}

function headOf({ head }: Answers): Head | 'unknown' {
  if (!head?.ok) return 'unknown'
  const { slot, root, parentRoot } = head.value
  return { slot, root, parentRoot, at: head.at }
}

function heardOf<T>(heard: Heard<T> | undefined): T | 'unknown' {
  return heard?.ok ? heard.value : 'unknown'
}

function newContradictions(
  { settings }: Visit,
  said: { known: NodeBefore; head: Head | 'unknown'; hasTrueRoot: boolean; isTwoNodes: boolean },
): Contradiction[] {
  if (said.head === 'unknown') return []
  const { at, slot } = said.head
  const last = said.known.about.lastHead
  const found = goingBackwards(said.head, last, contradictionBounds(settings))
  if (!said.hasTrueRoot) found.push({ at, what: 'root-mismatch', slot })
  if (said.isTwoNodes) found.push({ at, what: 'identity-changed' })
  return found
}

/** The bounds of `endpoint-inconsistent`, in milliseconds where they are times. */
export function contradictionBounds(settings: Settings) {
  return {
    backwardsSlots: boundOf(settings, 'endpoint-inconsistent', 'backwardsSlots'),
    futureSlots: boundOf(settings, 'endpoint-inconsistent', 'futureSlots'),
    rememberedMs: boundOf(settings, 'endpoint-inconsistent', 'rememberedSeconds') * 1_000,
  }
}
