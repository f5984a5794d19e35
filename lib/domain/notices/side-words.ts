/** Side words: the sides of a split, what the nodes of each have in common, and where they part; never which is right. */

import type { Checkpoint } from '../chain/block.ts'
import { shortRoot } from '../chain/block.ts'
import { epochOf, slotStartMs } from '../chain/chain.ts'
import type { Checkpoints, ReachedNode } from '../look/look.ts'
import type { Conflict, Side, Sides, Split, Undecided, UndecidedWhy } from '../look/sides/sides.ts'
import { nodeSettings } from '../settings/settings.ts'
import { count, listed, unique } from '../text/lists.ts'
import { sayDuration, sayTime } from '../text/time.ts'
import {
  chainOf,
  groupsServed,
  reachedIn,
  type Situation,
  type Software,
  sayBlock,
  saySoftware,
  softwareOf,
} from './phrases.ts'

const SIDES_SHOWN = 3
const NODE_LINES = 9
const SPLITS_SHOWN = 3
const CONFLICTS_SHOWN = 2
const UNDECIDED_SHOWN = 2

/** The lines about sides; none when the look has fewer than two and no conflict. */
export function saySides(situation: Situation): readonly string[] {
  const sides = situation.look?.sides
  if (!sides || (sides.sides.length < 2 && sides.conflicts.length === 0)) return []
  const shown = sides.sides.slice(0, SIDES_SHOWN)
  const more = sides.sides.length - shown.length
  return [
    ...shown.flatMap((_, index) => saySide(situation, sides, index)),
    ...(more > 0 ? [`And ${count(more, 'more side')}.`] : []),
    ...sides.splits.slice(0, SPLITS_SHOWN).map((split) => saySplit(situation, sides, split)),
    ...sides.conflicts.slice(0, CONFLICTS_SHOWN).map(sayConflict),
    ...sides.undecided.slice(0, UNDECIDED_SHOWN).map(sayUndecided),
    ...sayUnreached(situation),
    ...sayReferences(situation, sides),
    'Watchfire does not know which side is right. More nodes or a higher slot prove nothing: the majority may be wrong (Holesky, February 2025).',
  ]
}

/** Which validator groups use which side. */
export function sayGroupsBySide({ settings, look }: Situation): readonly string[] {
  const sides = look?.sides.sides ?? []
  const groups = groupsServed(
    settings,
    sides.flatMap((side) => side.nodes),
  )
  return groups.map((group) => {
    const uses = sides
      .map((side, index) => ({
        side: nameOf(index),
        nodes: side.nodes.filter((node) => nodeSettings(settings, node)?.serves.includes(group)),
      }))
      .filter(({ nodes }) => nodes.length > 0)
      .map(({ side, nodes }) => `${side} (${listed(nodes, 3)})`)
    return uses.length > 1
      ? `${group} uses nodes of sides ${uses.join(' and ')}`
      : `${group} uses side ${uses[0]} only`
  })
}

function nameOf(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index)
}

function saySide(situation: Situation, sides: Sides, index: number): readonly string[] {
  const side = sides.sides[index]!
  const own = ownNodes(situation, side)
  const perSide = Math.max(2, Math.floor(NODE_LINES / Math.min(sides.sides.length, SIDES_SHOWN)))
  const shown = own.length <= perSide ? own : own.slice(0, perSide - 1)
  const hidden = own.slice(shown.length)
  return [
    `Side ${nameOf(index)}: ${own.length} of our ${count(situation.settings.nodes.length, 'node')}, tip at ${sayBlock(side.tip)}`,
    ...shown.map((node) => `  ${sayNode(situation, node)}`),
    ...(hidden.length > 0 ? [`  and ${hidden.length} more: ${sayMix(situation, hidden)}`] : []),
    ...sayCheckpoints(situation, side),
    ...(sides.sides.length > 1 ? [`  ${sayCommon(situation, sides, index)}`] : []),
  ]
}

function ownNodes({ settings }: Situation, side: Side): readonly string[] {
  return side.nodes.filter((node) => nodeSettings(settings, node) !== undefined)
}

/** `ams1-teku-1 (ams1): teku v25.11.0 + besu, 61 peers, says it is syncing`. */
export function sayNode(situation: Situation, id: string): string {
  const place = nodeSettings(situation.settings, id)?.dataCenter
  const node = reachedIn(situation.look, id)
  const software = saySoftware(softwareOf(situation, id))
  const facts = node === undefined ? [] : sayFacts(node)
  return `${id}${place === undefined ? '' : ` (${place})`}: ${[software, ...facts].join(', ')}`
}

function sayFacts({ peers, syncing }: ReachedNode): readonly string[] {
  const facts = peers === 'unknown' ? [] : [count(peers, 'peer')]
  if (syncing === 'unknown') return facts
  if (syncing.syncing === true) facts.push('says it is syncing')
  if (syncing.optimistic === true) facts.push('optimistic')
  if (syncing.executionOffline === true) facts.push('execution client offline')
  return facts
}

/** `9 lighthouse + geth, 3 teku + besu`. */
function sayMix(situation: Situation, nodes: readonly string[]): string {
  const pairs = nodes.map((node) => {
    const { client, execution } = softwareOf(situation, node)
    return saySoftware({
      ...(client !== undefined && { client }),
      ...(execution !== undefined && { execution }),
    })
  })
  return listed(
    unique(pairs).map((pair) => `${pairs.filter((each) => each === pair).length} ${pair}`),
    3,
  )
}

function sayCheckpoints(situation: Situation, side: Side): readonly string[] {
  const known = side.nodes
    .map((node) => reachedIn(situation.look, node)?.checkpoints ?? 'unknown')
    .filter((each): each is Checkpoints => each !== 'unknown')
  if (known.length === 0) return ['  checkpoints unknown']
  const finalized = sayEach(known.map((each) => each.finalized))
  const justified = sayEach(known.map((each) => each.justified))
  return [`  finalized ${finalized}; justified ${justified}`]
}

// Nodes of one side can straddle an epoch boundary, so a side may have two checkpoints for a moment.
function sayEach(checkpoints: readonly Checkpoint[]): string {
  const words = checkpoints.map(sayCheckpoint)
  const each = unique(words)
  if (each.length === 1) return each[0]!
  return listed(
    each.map((word) => `${word} (${words.filter((other) => other === word).length})`),
    3,
  )
}

function sayCheckpoint({ epoch, root }: Checkpoint): string {
  return `epoch ${epoch} ${shortRoot(root)}`
}

type Trait = keyof Software | 'dataCenter' | 'provider'

const TRAITS: readonly (readonly [Trait, string])[] = [
  ['dataCenter', 'data centre'],
  ['provider', 'provider'],
  ['client', 'client'],
  ['version', 'version'],
  ['execution', 'execution client'],
]

/** What all nodes of a side share and no node of another side has. What is not known of a node proves nothing. */
function sayCommon(situation: Situation, sides: Sides, index: number): string {
  const here = ownNodes(situation, sides.sides[index]!)
  const there = sides.sides.flatMap((side, other) => (other === index ? [] : ownNodes(situation, side)))
  const shared = TRAITS.flatMap(([trait, noun]) => {
    const value = here.length > 0 ? traitOf(situation, here[0]!, trait) : undefined
    if (value === undefined) return []
    const alone =
      here.every((node) => traitOf(situation, node, trait) === value) &&
      there.every((node) => ![value, undefined].includes(traitOf(situation, node, trait)))
    return alone ? [`${noun} ${value}`] : []
  })
  const name = nameOf(index)
  if (here.length === 0) return 'None of our nodes is on it, independent references only.'
  if (shared.length === 0) {
    return `Nothing we know of sets ${name} apart (data centre, provider, client, version, execution client).`
  }
  const caution = here.length === 1 ? ' It is one node only, so this may be chance.' : ''
  return `Common to all of ${name} and to no other side: ${shared.join(', ')}.${caution}`
}

function traitOf(situation: Situation, node: string, trait: Trait): string | undefined {
  const place = nodeSettings(situation.settings, node)?.dataCenter
  switch (trait) {
    case 'dataCenter':
      return place
    case 'provider':
      return situation.settings.dataCenters.find((each) => each.id === place)?.provider
    case 'version': {
      const { client, version } = softwareOf(situation, node)
      return client === undefined || version === undefined ? undefined : `${client} ${version}`
    }
    default:
      return softwareOf(situation, node)[trait]
  }
}

function saySplit(situation: Situation, sides: Sides, split: Split): string {
  const [a, b] = split.sides
  const lower = sides.sides[a]!.tip.slot <= sides.sides[b]!.tip.slot ? a : b
  const chain = chainOf(situation)
  const depth = count(split.depth, 'slot')
  const lasting = chain === null ? depth : `${depth} (${sayDuration(split.depth * chain.slotMs)})`
  const pair = `${nameOf(a)} and ${nameOf(b)}`
  const short = split.sides
    .filter((_, position) => split.blocks[position] === 'one')
    .map((side) => ` Side ${nameOf(side)} has only one block of its own.`)
    .join('')
  if (split.ancestor === null) {
    const within = split.ancestorWithin
    const where =
      within === null ? 'not found yet' : `not found yet, in slots ${within[0]} to ${within[1] - 1}`
    return `Last block that ${pair} share: ${where}; at least ${lasting} before the tip of ${nameOf(lower)}.${short}`
  }
  const when =
    chain === null
      ? ''
      : ` (${sayTime(slotStartMs(chain, split.ancestor.slot))}, epoch ${epochOf(chain, split.ancestor.slot)})`
  return `Last block that ${pair} share: ${sayBlock(split.ancestor)}${when}, ${lasting} before the tip of ${nameOf(lower)}.${short}`
}

function sayConflict({ checkpoint, a, b }: Conflict): string {
  return `${checkpoint === 'finalized' ? 'Finalized' : 'Justified'} checkpoints exclude each other: ${sayCheckpoint(a.at)} (${listed(a.nodes, 3)}) against ${sayCheckpoint(b.at)} (${listed(b.nodes, 3)}).`
}

const WHY: Readonly<Record<UndecidedWhy, string>> = {
  'before-the-fork': 'at or before the fork, and behind',
  'cannot-answer-by-slot': 'no node that could tell answers by slot',
  'moved-during-the-look': 'the head moved during the look',
  'no-answer': 'the questions got no answer',
  'contradicts-itself': 'the answers contradict one another',
}

function sayUndecided({ tip, nodes, why }: Undecided): string {
  return `On no side: ${listed(nodes)}, tip at ${sayBlock(tip)} (${WHY[why]}).`
}

function sayUnreached({ settings, look }: Situation): readonly string[] {
  const missing = settings.nodes.map((node) => node.id).filter((id) => reachedIn(look, id) === undefined)
  return missing.length === 0 ? [] : [`Not reached, so on no side: ${listed(missing)}.`]
}

function sayReferences({ settings }: Situation, sides: Sides): readonly string[] {
  const found = sides.sides.flatMap((side, index) =>
    side.nodes
      .filter((node) => settings.references.some((reference) => reference.id === node))
      .map((node) => `${node} on side ${nameOf(index)}`),
  )
  return found.length === 0 ? [] : [`Independent references: ${listed(found)}. Evidence, not proof.`]
}
