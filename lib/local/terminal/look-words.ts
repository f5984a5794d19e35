/** Look words: one round from here, for `watchfire look`: what is wrong first, then every node, then the sides. */

import type { Severity } from '../../domain/kinds/severity.ts'
import { keyOf } from '../../domain/kinds/subject.ts'
import { count } from '../../domain/text/lists.ts'
import { type FindingReport, isWell, type LookReport, openQuestions } from '../look-report.ts'
import { SEVERITY_TONES } from './incident-lines.ts'
import {
  BLANK,
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
import { nodeTable } from './node-table.ts'
import { sideSection } from './report-sides.ts'

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
  const open = openQuestions(report)
  const unanswered = open === 0 ? [] : [`${open} UNANSWERED`]
  return isWell(report) ? 'ALL WELL' : [...counts, ...unanswered].join(', ')
}

function stateTone(report: LookReport): Tone {
  const { findings } = report
  if (findings.some(({ severity }) => severity === 'critical')) return 'critical-state'
  return isWell(report) ? 'well-state' : 'warning-state'
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

function headOf(finding: FindingReport): Line {
  const { severity, scope } = finding
  return [
    piece(`${SEVERITY_WORDS[severity]} `, SEVERITY_TONES[severity]),
    piece(keyOf(finding), 'strong'),
    piece(`  scope: ${scope}`, 'faint'),
  ]
}

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  critical: 'CRITICAL',
  warning: 'WARNING ',
  info: 'INFO    ',
}
