/** Stable order: the sides of a look by what changes least, so that side A is the same side in every page and view. */
import type { Look } from '../look.ts'
import type { Side, Split } from './sides.ts'

/**
 * Most nodes first, then in the order of the settings: a side is known by its nodes, because tips overtake one
 * another every few seconds. It says nothing of which side is right.
 */
export function inStableOrder(look: Look): Look {
  const places = new Map(look.nodes.map(({ id }, place) => [id, place]))
  const first = ({ nodes }: Side) => Math.min(...nodes.map((node) => places.get(node) ?? 0))
  const sides = look.sides.sides.toSorted((a, b) => b.nodes.length - a.nodes.length || first(a) - first(b))
  const indexOf = (index: number) => sides.indexOf(look.sides.sides[index]!)
  const splits = look.sides.splits.map((split) => moved(split, indexOf))
  return { ...look, sides: { ...look.sides, sides, splits } }
}

function moved(split: Split, indexOf: (index: number) => number): Split {
  return { ...split, sides: [indexOf(split.sides[0]), indexOf(split.sides[1])] }
}
