/** Node table: a line for every node of one look, with as many columns as fit. */
import type { LookReport, NodeReport, ReachedReport } from '../look-report.ts'
import { sideTone } from './cell.ts'
import { sayFaultShort } from './fault-words.ts'
import { cutText, type Line, line, piece, type Tone } from './line.ts'
import { letterOf } from './report-sides.ts'

interface TableColumn {
  readonly title: string
  readonly isNumber: boolean
  readonly cellOf: (node: ReachedReport) => string
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
        ? table.map(({ column, width }) =>
            piece(`  ${aligned(column.cellOf(node), column, width)}`, toneOf(node, column, report)),
          )
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

function sayUnreached(node: Exclude<NodeReport, ReachedReport>): string {
  const [short] = sayFaultShort(node.fault)
  const { detail } = node.fault
  const why = detail.startsWith(`${short}:`) ? detail : `${short}: ${detail}`
  return `${node.state === 'failed' ? 'DOWN' : '?   '} ${why}`
}

function tableColumns(report: LookReport, highest: number): readonly TableColumn[] {
  const text = (title: string, luxury: number, cellOf: TableColumn['cellOf']) => ({
    title,
    luxury,
    cellOf,
    isNumber: false,
  })
  const number = (title: string, luxury: number, cellOf: TableColumn['cellOf']) => ({
    title,
    luxury,
    cellOf,
    isNumber: true,
  })
  return [
    ...(report.sides.length > 1 ? [text(SIDE, 0, (node) => letterOf(report, node.id) ?? '-')] : []),
    number('HEAD', 0, ({ head }) => (head === 'unknown' ? 'unknown' : `${head.slot}`)),
    text('LAG', 0, ({ head }) => (head === 'unknown' ? '' : sayLag(highest - head.slot))),
    text('SAYS', 0, sayFlags),
    number('FINAL', 1, ({ finalized }) => (finalized === 'unknown' ? '?' : `${finalized.epoch}`)),
    number('JUST', 4, ({ justified }) => (justified === 'unknown' ? '?' : `${justified.epoch}`)),
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

/** What the node says against itself, and which of our questions it did not answer. */
function sayFlags({ syncing, optimistic, executionOffline, faults }: ReachedReport): string {
  const said = [
    ...(executionOffline === true ? ['EL!'] : []),
    ...(syncing === true ? ['SYNC'] : []),
    ...(optimistic === true ? ['OPT'] : []),
    ...Object.keys(faults ?? {}).map((question) => `${question}?`),
  ]
  return said.length === 0 ? 'ok' : said.join(' ')
}

interface Sized {
  readonly column: TableColumn
  readonly width: number
}

function columnsThatFit(
  all: readonly TableColumn[],
  nodes: readonly ReachedReport[],
  room: number,
): readonly Sized[] {
  const sized = all.map((column) => ({
    column,
    width: Math.max(column.title.length, ...nodes.map((node) => column.cellOf(node).length)),
  }))
  const most = Math.max(...all.map(({ luxury }) => luxury))
  for (let luxury = most; luxury > 0; luxury--) {
    const kept = sized.filter(({ column }) => column.luxury <= luxury)
    if (kept.reduce((sum, { width }) => sum + width + 2, 0) <= room) return kept
  }
  return sized.filter(({ column }) => column.luxury === 0)
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
  return sayFlags(node) === 'ok' ? 'good' : 'warning'
}
