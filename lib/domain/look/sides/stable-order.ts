/** Stable order: sides by what changes least, so that side A is the same side in every page and view. */
import type { Side, Sides, Split } from './sides.ts'

/**
 * Most nodes first, then in the order of `ids`, those of the settings: a side is known by its nodes, because tips
 * overtake one another every few seconds. It says nothing of which side is right.
 */
export function inStableOrder<T extends Pick<Sides, 'sides' | 'splits'>>(
  found: T,
  ids: readonly string[],
): T {
  const places = new Map(ids.map((id, place) => [id, place]))
  const first = ({ nodes }: Side) => Math.min(...nodes.map((node) => places.get(node) ?? ids.length))
  const sides = found.sides.toSorted((a, b) => b.nodes.length - a.nodes.length || first(a) - first(b))
  const indexOf = (index: number) => sides.indexOf(found.sides[index]!)
  return { ...found, sides, splits: found.splits.map((split) => moved(split, indexOf)) }
}

function moved(split: Split, indexOf: (index: number) => number): Split {
  return { ...split, sides: [indexOf(split.sides[0]), indexOf(split.sides[1])] }
}
