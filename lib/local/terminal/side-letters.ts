/** Side letters: A, B, C for the sides of a split, the same in every vantage's column and from one frame to the next. */
import type { BlockRef } from '../../domain/chain/block.ts'
import type { Look } from '../../domain/look/look.ts'
import type { Split } from '../../domain/look/sides/sides.ts'
import { inStableOrder } from '../../domain/look/sides/stable-order.ts'

export interface LetteredSide {
  readonly letter: string
  readonly tip: BlockRef
  readonly nodes: readonly string[]
}

export interface Lettered {
  /** Most nodes first: a side is known by its nodes, because tips overtake one another every few seconds. */
  readonly sides: readonly LetteredSide[]
  /** How they part, of the look that shows them. */
  readonly splits: readonly Split[]
  letterOf(look: Look, node: string): string | undefined
}

/** Null while nobody sees more than one side; the newest of the looks that see most sides names them. */
export function letterSides(looks: readonly Look[]): Lettered | null {
  const most = Math.max(0, ...looks.map((look) => look.sides.sides.length))
  if (most < 2) return null
  const shown = looks
    .filter((look) => look.sides.sides.length === most)
    .reduce((a, b) => (b.at > a.at ? b : a))
  const stable = inStableOrder(
    shown.sides,
    shown.nodes.map(({ id }) => id),
  )
  const sides = stable.sides.map(({ tip, nodes }, index) => ({ letter: letterAt(index), tip, nodes }))
  const letters = new Map(looks.map((look) => [look, lettersIn(look, sides)]))
  return {
    sides,
    splits: stable.splits,
    letterOf: (look, node) => letters.get(look)?.get(node),
  }
}

export function letterAt(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + Math.min(index, 25))
}

/** Each side of a look bears the letter of the named side that it shares most nodes with. */
function lettersIn(look: Look, named: readonly LetteredSide[]): ReadonlyMap<string, string> {
  const own = look.sides.sides
  const pairs = own
    .flatMap((side) => named.map((other) => ({ side, other, shared: sharedBy(side.nodes, other.nodes) })))
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared)
  // A look with one side that has nodes of two is from before the split, or does not show it.
  if (own.length === 1 && pairs.length > 1) return new Map()
  const letters = new Map<(typeof own)[number], string>()
  for (const { side, other } of pairs)
    if (!letters.has(side) && ![...letters.values()].includes(other.letter)) letters.set(side, other.letter)
  return new Map(
    own.flatMap((side) => side.nodes.map((node) => [node, letters.get(side) ?? letterAt(named.length)])),
  )
}

function sharedBy(a: readonly string[], b: readonly string[]): number {
  return a.filter((node) => b.includes(node)).length
}
