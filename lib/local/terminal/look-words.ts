/** Look words: one round from here, for `watchfire look`: what is wrong first, then every node, then the sides. */
import { count } from '../../domain/finding.ts'
import type { Severity } from '../../domain/kinds.ts'
import {
  type FindingReport,
  isWell,
  type LookReport,
  type NodeReport,
  type ReachedReport,
} from '../../domain/look-report.ts'
import { listed, sayBlock } from '../../domain/phrases.ts'
import type { CheckpointHolders, Conflict, Split, Undecided, UndecidedWhy } from '../../domain/sides.ts'
import { sideTone } from './cell.ts'
import { sayFaultShort } from './fault-words.ts'
import { SEVERITY_TONES } from './incident-lines.ts'
import {
  BLANK,
  cutText,
  fitting,
  type Line,
  line,
  type Paper,
  paint,
  piece,
  type Tone,
  withRight,
  wrap,
} from './line.ts'
import { letterAt } from './side-letters.ts'

export function lookWords(report: LookReport, paper: Paper): string[] {
  const { columns } = paper
  const sections = [
    [titleLine(report, columns)],
    findingLines(report.findings, columns),
    nodeTable(report, columns),
    sideSection(report, columns),
  ].filter((section) => section.length > 0)
  return sections
    .flatMap((section, index): readonly Line[] => (index > 0 ? [BLANK, ...section] : section))
    .map((each) => paint(each, paper))
}

function titleLine(report: LookReport, columns: number): Line {
  const { at, slot, vantage, nodes, sides } = report
  const fleet = nodes.filter(({ role }) => role === 'node')
  const reached = fleet.filter((node) => node.reached).length
  const state = piece(` ${stateOf(report)} `, stateTone(report))
  const when = `${at.slice(0, 19).replace('T', ' ')}Z`
  const time = when.slice(11)
  const wall = slot === null ? 'slot unknown' : `slot ${slot}`
  const reach = `${reached} of ${count(fleet.length, 'node')} reached`
  const tiers: readonly (readonly string[])[] = [
    [when, wall, `from ${vantage}`, reach, count(sides.length, 'side')],
    [time, wall, `from ${vantage}`, reach, count(sides.length, 'side')],
    [time, wall, reach],
    [time, `${reached}/${fleet.length} reached`],
    [time],
  ]
  const wordings = tiers.map((parts) => parts.map((part) => ` · ${part}`).join(''))
  const words = fitting(wordings, columns - NAME.length - 1 - state.text.length)
  return withRight([piece(NAME, 'strong'), piece(words)], [state], columns)
}

const NAME = 'WATCHFIRE'

/** `1 CRITICAL, 2 WARNING`; what a cause explains is not counted twice. */
function stateOf(report: LookReport): string {
  const causes = report.findings.filter(({ explainedBy }) => explainedBy === undefined)
  const counts = (['critical', 'warning'] as const).flatMap((severity) => {
    const many = causes.filter((finding) => finding.severity === severity).length
    return many === 0 ? [] : [`${many} ${severity.toUpperCase()}`]
  })
  return isWell(report) ? 'ALL WELL' : counts.join(', ')
}

function stateTone({ findings }: LookReport): Tone {
  if (findings.some(({ severity }) => severity === 'critical')) return 'critical-state'
  return findings.some(({ severity }) => severity === 'warning') ? 'warning-state' : 'well-state'
}

/** Worst first; what is explained is listed beneath its cause. */
function findingLines(findings: readonly FindingReport[], columns: number): readonly Line[] {
  const keys = new Set(findings.map(keyOf))
  const causes = findings.filter(({ explainedBy }) => explainedBy === undefined || !keys.has(explainedBy))
  return causes.flatMap((finding) => [
    headOf(finding),
    ...wrap(finding.says, columns - 4, 4).map((words) => line(`    ${words}`)),
    ...findings
      .filter(({ explainedBy }) => explainedBy === keyOf(finding))
      .flatMap((each) => wrap(`> ${keyOf(each)}: ${each.says}`, columns - 4, 3))
      .map((words) => line(`    ${words}`, 'faint')),
  ])
}

function keyOf({ kind, subject }: FindingReport): string {
  return `${kind} ${subject}`
}

function headOf({ kind, subject, severity, scope }: FindingReport): Line {
  return [
    piece(`${SEVERITY_WORDS[severity]} `, SEVERITY_TONES[severity]),
    piece(`${kind} ${subject}`, 'strong'),
    piece(`  scope: ${scope}`, 'faint'),
  ]
}

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  critical: 'CRITICAL',
  warning: 'WARNING ',
  info: 'INFO    ',
}

interface TableColumn {
  readonly title: string
  readonly isNumber: boolean
  readonly cellOf: (node: ReachedReport) => string
  /** What is given up first when the terminal is narrow has the highest number. */
  readonly luxury: number
}

function nodeTable(report: LookReport, columns: number): readonly Line[] {
  const { nodes } = report
  const reached = nodes.filter((node): node is ReachedReport => node.state === 'reached')
  const highest = Math.max(...reached.flatMap(({ head }) => (head === 'unknown' ? [] : [head.slot])), 0)
  const id = Math.max(...nodes.map((node) => node.id.length), 4)
  const table = columnsThatFit(tableColumns(report, highest), reached, columns - id)
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

/** Letters in the order of the report's sides, so that they match its JSON. */
function letterOf({ sides }: LookReport, node: string): string | undefined {
  const index = sides.findIndex(({ nodes }) => nodes.includes(node))
  return index < 0 ? undefined : letterAt(index)
}

function sideSection(report: LookReport, columns: number): readonly Line[] {
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
