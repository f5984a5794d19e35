/** Side words: the sides of a split with the nodes of each, and where they part; never which is right. */
import type { CheckpointSaid, Checkpoints } from '../../look/look.ts'
import type { Side } from '../../look/sides/sides.ts'
import { nodeSettings } from '../../settings/settings.ts'
import { count, listed, unique } from '../../text/lists.ts'
import { chainOf, reachedIn, type Situation } from '../situation.ts'
import { sayBlock, sayCheckpoint } from './block-words.ts'
import { namedGroups } from './groups-left.ts'
import { sayNode } from './node-lines.ts'
import { sayConflict, sayParting, sayUndecided } from './parting-words.ts'
import { sayCommon } from './side-traits.ts'
import { nameSide, ownNodes, type SidesShown } from './sides-shown.ts'
import { saySoftware, softwareOf } from './software.ts'

const SIDES_SHOWN = 3
const NODE_LINES = 9
const SPLITS_SHOWN = SIDES_SHOWN - 1
const CONFLICTS_SHOWN = 2
const UNDECIDED_SHOWN = 2

/** None where there are fewer than two sides and no conflict. */
export function saySides(situation: Situation, shown: SidesShown): readonly string[] {
  const { sides, splits, undecided = [], conflicts = [] } = shown
  if (sides.length < 2 && conflicts.length === 0) return []
  const first = sides.slice(0, SIDES_SHOWN)
  const more = sides.length - first.length
  return [
    ...first.flatMap((_, index) => saySide(situation, shown, index)),
    ...(more > 0 ? [`And ${count(more, 'more side')}.`] : []),
    ...splits.slice(0, SPLITS_SHOWN).map((split) => sayParting(chainOf(situation), shown, split)),
    ...conflicts.slice(0, CONFLICTS_SHOWN).map(sayConflict),
    ...undecided.slice(0, UNDECIDED_SHOWN).map(sayUndecided),
    ...sayUnreached(situation),
    ...sayReferences(situation, sides),
    'Watchfire does not know which side is right. More nodes or a higher slot prove nothing: the majority may be wrong (Holesky, February 2025).',
  ]
}

/** Which validator groups use which side. */
export function sayGroupsBySide(situation: Situation, { sides }: SidesShown): readonly string[] {
  return namedGroups(situation).flatMap(({ group }) => {
    const uses = sides.flatMap((side, index) => {
      const nodes = side.nodes.filter((node) =>
        nodeSettings(situation.settings, node)?.serves.includes(group),
      )
      return nodes.length === 0 ? [] : [`${nameSide(index)} (${listed(nodes, 3)})`]
    })
    if (uses.length === 0) return []
    return uses.length > 1
      ? [`${group} uses nodes of sides ${uses.join(' and ')}`]
      : [`${group} uses side ${uses[0]} only`]
  })
}

function saySide(situation: Situation, shown: SidesShown, index: number): readonly string[] {
  const { sides } = shown
  const side = sides[index]!
  const own = ownNodes(situation.settings, side)
  const perSide = Math.max(2, Math.floor(NODE_LINES / Math.min(sides.length, SIDES_SHOWN)))
  const named = own.length <= perSide ? own : own.slice(0, perSide - 1)
  const hidden = own.slice(named.length)
  return [
    `Side ${nameSide(index)}: ${own.length} of our ${count(situation.settings.nodes.length, 'node')}, tip at ${sayBlock(side.tip)}`,
    ...named.map((node) => `  ${sayNode(situation, node)}`),
    ...(hidden.length > 0 ? [`  and ${hidden.length} more: ${sayMix(situation, hidden)}`] : []),
    ...sayCheckpoints(situation, side),
    ...(sides.length > 1 ? [`  ${sayCommon(situation, shown, index)}`] : []),
  ]
}

/** `9 lighthouse + geth, 3 teku + besu`. */
function sayMix(situation: Situation, nodes: readonly string[]): string {
  const pairs = nodes.map((node) => {
    const { version: _, ...pair } = softwareOf(situation, node)
    return saySoftware(pair)
  })
  return listed(
    unique(pairs).map((pair) => `${pairs.filter((each) => each === pair).length} ${pair}`),
    3,
  )
}

/** What the look that the evidence is from has of them; without it they are not spoken of. */
function sayCheckpoints({ look }: Situation, side: Side): readonly string[] {
  if (look === null) return []
  const known = side.nodes
    .map((node) => reachedIn(look, node)?.checkpoints ?? 'unknown')
    .filter((each): each is Checkpoints => each !== 'unknown')
  if (known.length === 0) return ['  checkpoints unknown']
  const finalized = sayDistinct(known.map((each) => each.finalized))
  const justified = sayDistinct(known.map((each) => each.justified))
  return [`  finalized ${finalized}; justified ${justified}`]
}

// Nodes of one side can straddle an epoch boundary, so a side may have two checkpoints for a moment.
function sayDistinct(checkpoints: readonly CheckpointSaid[]): string {
  const words = checkpoints.map(sayCheckpoint)
  const each = unique(words)
  if (each.length === 1) return each[0]!
  return listed(
    each.map((word) => `${word} (${words.filter((other) => other === word).length})`),
    3,
  )
}

function sayUnreached({ settings, look }: Situation): readonly string[] {
  if (look === null) return []
  const missing = settings.nodes.map((node) => node.id).filter((id) => reachedIn(look, id) === undefined)
  return missing.length === 0 ? [] : [`Not reached, so on no side: ${listed(missing)}.`]
}

function sayReferences({ settings }: Situation, sides: readonly Side[]): readonly string[] {
  const found = sides.flatMap((side, index) =>
    side.nodes
      .filter((node) => settings.references.some((reference) => reference.id === node))
      .map((node) => `${node} on side ${nameSide(index)}`),
  )
  return found.length === 0 ? [] : [`Independent references: ${listed(found)}. Evidence, not proof.`]
}
