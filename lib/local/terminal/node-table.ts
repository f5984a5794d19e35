/** Node table: a line for every node of one look, with as many columns as fit. */
import type { LookReport, NodeReport, ReachedReport } from '../look-report.ts'
import { sideTone } from './cell.ts'
import { sayFaultShort } from './fault-words.ts'
import { cutText, fitting, type Line, line, piece, type Tone } from './line.ts'
import { letterOf } from './report-sides.ts'

interface TableColumn {
  readonly title: string
  readonly isNumber: boolean
  /** Longest first; at least one. */
  readonly wordingsOf: (node: ReachedReport) => readonly string[]
  /** What is given up first when the terminal is narrow has the highest number. */
  readonly luxury: number
}

export function nodeTable(report: LookReport, columns: number): readonly Line[] {
  const { nodes } = report
  const reached = nodes.filter((node): node is ReachedReport => node.state === 'reached')
  const id = Math.max(...nodes.map((node) => node.id.length), 4)
  const table = columnsThatFit(tableColumns(report, highestOf(report, reached)), reached, columns - id)
  const titles = table.map(({ column, width }) => `  ${aligned(column.title, column, width)}`).join('')
  return [
    line(`${'NODE'.padEnd(id)}${titles}`, 'faint'),
    ...nodes.map((node) => [
      piece(node.id.padEnd(id), node.role === 'reference' ? 'faint' : 'plain'),
      ...(node.state === 'reached'
        ? table.map((sized) => piece(`  ${cellOf(node, sized)}`, toneOf(node, sized.column, report)))
        : [piece(`  ${sayUnreached(node)}`, node.state === 'failed' ? 'critical' : 'unknown')]),
    ]),
  ]
}

/** Of the nodes on a side if there is any: one that contradicts itself or is on another network sets no mark. */
function highestOf({ sides }: LookReport, reached: readonly ReachedReport[]): number {
  const onSides = new Set(sides.flatMap(({ nodes }) => nodes))
  const compared = reached.filter(({ id }) => onSides.size === 0 || onSides.has(id))
  return Math.max(...compared.flatMap(({ head }) => (head === 'unknown' ? [] : [head.slot])), 0)
}

function sayEpoch(checkpoint: ReachedReport['finalized']): string {
  return checkpoint === 'unknown' || checkpoint.epoch === 'unknown' ? '?' : `${checkpoint.epoch}`
}

function sayUnreached(node: Exclude<NodeReport, ReachedReport>): string {
  const [short] = sayFaultShort(node.fault)
  const { detail } = node.fault
  const why = detail.startsWith(`${short}:`) ? detail : `${short}: ${detail}`
  return `${node.state === 'failed' ? 'DOWN' : '?   '} ${why}`
}

function tableColumns(report: LookReport, highest: number): readonly TableColumn[] {
  const text = (title: string, luxury: number, cellOf: (node: ReachedReport) => string) => ({
    title,
    luxury,
    wordingsOf: (node: ReachedReport) => [cellOf(node)],
    isNumber: false,
  })
  const number = (title: string, luxury: number, cellOf: (node: ReachedReport) => string) => ({
    ...text(title, luxury, cellOf),
    isNumber: true,
  })
  return [
    ...(report.sides.length > 1 ? [text(SIDE, 0, (node) => letterOf(report, node.id) ?? '-')] : []),
    number('HEAD', 0, ({ head }) => (head === 'unknown' ? 'unknown' : `${head.slot}`)),
    text('LAG', 0, ({ head }) => (head === 'unknown' ? '' : sayLag(highest - head.slot))),
    { title: 'SAYS', luxury: 0, isNumber: false, wordingsOf: sayFlags },
    number('FINAL', 1, ({ finalized }) => sayEpoch(finalized)),
    number('JUST', 4, ({ justified }) => sayEpoch(justified)),
    number('PEERS', 2, ({ peers }) => (peers === 'unknown' ? '?' : `${peers}`)),
    number('MS', 3, ({ timingsMs }) => `${Math.round(timingsMs.total)}`),
    text('VERSION', 5, ({ version }) => cutText(version, VERSION_MAX)),
  ]
}

const SIDE = 'SIDE'
const VERSION_MAX = 28

function sayLag(lag: number): string {
  if (lag === 0) return '='
  return lag > 0 ? `-${lag}` : `+${-lag}`
}

/** What the node says against itself, and which of our questions it did not answer; all of them, or how many. */
function sayFlags({ syncing, optimistic, executionOffline, faults }: ReachedReport): readonly string[] {
  const said = [
    ...(executionOffline === true ? ['EL!'] : []),
    ...(syncing === true ? ['SYNC'] : []),
    ...(optimistic === true ? ['OPT'] : []),
  ]
  const unanswered = Object.keys(faults ?? {})
  if (said.length + unanswered.length === 0) return ['ok']
  if (unanswered.length < 2) return [[...said, ...unanswered.map((question) => `${question}?`)].join(' ')]
  return [
    unanswered.map((question) => `${question}?`).join(' '),
    `${unanswered[0]}? +${unanswered.length - 1}`,
    `${unanswered.length}?`,
  ].map((words) => [...said, words].join(' '))
}

interface Sized {
  readonly column: TableColumn
  readonly width: number
}

/** Columns are chosen by their shortest wordings, so that one node in trouble takes none from the others. */
function columnsThatFit(
  all: readonly TableColumn[],
  nodes: readonly ReachedReport[],
  room: number,
): readonly Sized[] {
  const sized = all.map((column) => ({ column, width: widthOf(column, nodes, -1) }))
  const most = Math.max(...all.map(({ luxury }) => luxury))
  const tiers = Array.from({ length: most + 1 }, (_, step) =>
    sized.filter(({ column }) => column.luxury <= most - step),
  )
  const kept = tiers.find((tier) => totalOf(tier) <= room) ?? tiers.at(-1)!
  return widened(kept, nodes, room - totalOf(kept))
}

/** What room is left goes to longer wordings. */
function widened(kept: readonly Sized[], nodes: readonly ReachedReport[], spare: number): readonly Sized[] {
  let left = Math.max(0, spare)
  return kept.map(({ column, width }) => {
    const more = Math.min(left, widthOf(column, nodes, 0) - width)
    left -= more
    return { column, width: width + more }
  })
}

/** Of the longest wordings, `at` 0, or of the shortest, `at` -1. */
function widthOf({ title, wordingsOf }: TableColumn, nodes: readonly ReachedReport[], at: 0 | -1): number {
  return Math.max(title.length, ...nodes.map((node) => wordingsOf(node).at(at)!.length))
}

function totalOf(columns: readonly Sized[]): number {
  return columns.reduce((sum, { width }) => sum + width + 2, 0)
}

function cellOf(node: ReachedReport, { column, width }: Sized): string {
  return aligned(fitting(column.wordingsOf(node), width), column, width)
}

function aligned(text: string, { isNumber }: TableColumn, width: number): string {
  return isNumber ? text.padStart(width) : text.padEnd(width)
}

function toneOf(node: ReachedReport, { title }: TableColumn, report: LookReport): Tone {
  if (title === SIDE) {
    const letter = letterOf(report, node.id)
    return letter === undefined ? 'unknown' : sideTone(letter)
  }
  if (title !== 'SAYS') return 'plain'
  if (node.executionOffline === true) return 'critical'
  return sayFlags(node)[0] === 'ok' ? 'good' : 'warning'
}
