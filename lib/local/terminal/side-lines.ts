/** Side lines: the sides of a split below the matrix, and where they part; never which one is right. */

import type { Split } from '../../domain/look/sides/sides.ts'
import { sayBlock } from '../../domain/notices/phrases/block-words.ts'
import { nodeSettings, type Settings } from '../../domain/settings/settings.ts'
import { count, listed, unique } from '../../domain/text/lists.ts'
import { sideTone } from './cell.ts'
import { type Line, line, piece } from './line.ts'
import type { Lettered, LetteredSide } from './side-letters.ts'

const SIDES_MAX = 4

export function sideLines(lettered: Lettered | null, settings: Settings): readonly Line[] {
  if (lettered === null) return []
  const shown = lettered.sides.slice(0, SIDES_MAX)
  const hidden = lettered.sides.length - shown.length
  return [
    ...shown.map((side) => sideLine(side, settings)),
    ...(hidden > 0 ? [line(`and ${count(hidden, 'more side')}`, 'faint')] : []),
    ...deepest(lettered.splits).map((split) => line(sayParting(split), 'faint')),
  ]
}

function sideLine({ letter, tip, nodes }: LetteredSide, settings: Settings): Line {
  const places = unique(nodes.flatMap((node) => nodeSettings(settings, node)?.dataCenter ?? []))
  const where = places.length === 0 ? '' : ` in ${listed(places, 5)}`
  return [
    piece(`side ${letter}`, sideTone(letter)),
    piece(`  tip ${sayBlock(tip)}  ${count(nodes.length, 'node')}${where}`),
  ]
}

function deepest(splits: readonly Split[]): readonly Split[] {
  return splits.toSorted((a, b) => b.depth - a.depth).slice(0, 1)
}

function sayParting({ ancestor, ancestorWithin, depth }: Split): string {
  const slots = count(depth, 'slot')
  if (ancestor) return `last shared block ${sayBlock(ancestor)}, ${slots} below the lower tip`
  if (!ancestorWithin) return `last shared block not found yet, ${slots} or more below the lower tip`
  const [from, to] = ancestorWithin
  return `last shared block in slots ${from} to ${to - 1}, ${slots} or more below the lower tip`
}
