/** Report sides: who shares a chain by one look, where the sides part, and who is on none. */

import type {
  CheckpointHolders,
  Conflict,
  Split,
  Undecided,
  UndecidedWhy,
} from '../../domain/look/sides/sides.ts'
import { sayBlock } from '../../domain/notices/phrases/block-words.ts'
import { count, listed } from '../../domain/text/lists.ts'
import type { LookReport } from '../look-report.ts'
import { sideTone } from './cell.ts'
import { type Line, line, piece, wrap } from './line.ts'
import { letterAt } from './side-letters.ts'

export function sideSection(report: LookReport, columns: number): readonly Line[] {
  const { sides, splits, undecided, conflicts } = report
  return [
    ...(sides.length > 1 ? sides : []).flatMap(({ tip, nodes }, index): Line[] => [
      [
        piece(`side ${letterAt(index)}`, sideTone(letterAt(index))),
        piece(`  tip ${sayBlock(tip)}, ${count(nodes.length, 'node')}`),
      ],
      ...wrap(nodes.join(', '), columns - 8, 6).map((words) => line(`        ${words}`)),
    ]),
    ...splits.flatMap((split) => wrap(saySplit(split), columns, 3).map((words) => line(words))),
    ...undecided.flatMap((each) =>
      wrap(sayUndecided(each), columns, 3).map((words) => line(words, 'unknown')),
    ),
    ...conflicts.flatMap((each) =>
      wrap(sayConflict(each), columns, 3).map((words) => line(words, 'critical')),
    ),
  ]
}

function saySplit({ sides: [a, b], ancestor, ancestorWithin, depth, blocks }: Split): string {
  const pair = `${letterAt(a)} and ${letterAt(b)}`
  const slots = count(depth, 'slot')
  const single = [a, b]
    .filter((_, place) => blocks[place] === 'one')
    .map((side) => `; ${letterAt(side)} has one block of its own`)
  if (ancestor)
    return `${pair} share blocks up to ${sayBlock(ancestor)}, ${slots} below the lower tip${single.join('')}`
  const where =
    ancestorWithin === null ? 'not found' : `in slots ${ancestorWithin[0]} to ${ancestorWithin[1] - 1}`
  return `${pair}: last shared block ${where}, ${slots} or more below the lower tip${single.join('')}`
}

const WHY: Readonly<Record<UndecidedWhy, string>> = {
  'before-the-fork': 'its head is at or before the fork',
  'cannot-answer-by-slot': 'nobody who could tell answers by slot',
  'moved-during-the-look': 'its head moved during the look',
  'no-answer': 'the questions got no answer',
  'contradicts-itself': 'its answers contradict one another',
}

function sayUndecided({ tip, nodes, why }: Undecided): string {
  return `on no side: ${listed(nodes)}, head ${sayBlock(tip)}: ${WHY[why]}`
}

function sayConflict({ checkpoint, a, b }: Conflict): string {
  return `${checkpoint} checkpoints exclude each other: ${sayHolders(a)} against ${sayHolders(b)}`
}

function sayHolders({ at, nodes }: CheckpointHolders): string {
  return `epoch ${at.epoch} ${at.root.slice(0, 10)} (${listed(nodes, 3)})`
}

/** Letters in the order of the report's sides, so that they match its JSON. */
export function letterOf({ sides }: LookReport, node: string): string | undefined {
  const index = sides.findIndex(({ nodes }) => nodes.includes(node))
  return index < 0 ? undefined : letterAt(index)
}
