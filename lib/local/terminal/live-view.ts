/** Live view: a whole screen that tells an on-call engineer in two seconds whether to act, and where. */

import { liveIncidents, suspicions } from '../../domain/incidents/merged-views.ts'
import { count } from '../../domain/text/lists.ts'
import { sayTime } from '../../domain/text/time.ts'
import type { Snapshot } from '../snapshot.ts'
import { mergedViews } from './freshness.ts'
import { type Detail, incidentLines, suspicionLines } from './incident-lines.ts'
import { BLANK, cutText, fitting, type Line, line, paint, piece, wrap } from './line.ts'
import { type Matrix, matrixOf, ourRows } from './matrix.ts'
import { type MatrixShape, matrixLines } from './matrix-lines.ts'
import { noticeLines } from './notice-lines.ts'
import { sideLines } from './side-lines.ts'
import { type Judgement, titleLine } from './title-line.ts'

interface Size {
  readonly columns: number
  readonly rows: number
  readonly color: boolean
}

/** At most `rows` lines of at most `columns` visible columns. */
export function liveView(snapshot: Snapshot, size: Size): string[] {
  const merged = mergedViews(snapshot)
  const incidents = liveIncidents(merged)
  const matrix = matrixOf(snapshot, incidents)
  const isWellEverywhere = ourRows(matrix).every((row) => row.isWell)
  const standing = { incidents, suspicions: suspicions(merged), isWellEverywhere }
  const scene: Scene = { snapshot, standing, matrix, size }
  for (const economy of ECONOMIES) {
    const lines = compose(scene, economy)
    if (lines.length <= size.rows) return lines.map((each) => paint(each, size))
  }
  return lastResort(scene).map((each) => paint(each, size))
}

interface Scene {
  readonly snapshot: Snapshot
  readonly standing: Judgement
  readonly matrix: Matrix
  readonly size: Size
}

interface Economy {
  readonly shape: MatrixShape
  readonly detail: Detail
  readonly notices: number
  readonly storyLines: number
  readonly isAiry: boolean
  /** The legend is given up first: where the desk and the facts are is needed when it burns. */
  readonly footer: 'legend' | 'places' | 'none'
}

const RICH = { detail: 'rich', notices: 3, storyLines: 3, isAiry: true, footer: 'legend' } as const
const LEAN = { detail: 'lean', notices: 1, storyLines: 2, isAiry: true, footer: 'places' } as const
const TIGHT = { ...LEAN, storyLines: 1, isAiry: false } as const

/** What is given up for a smaller screen, in this order. */
const ECONOMIES: readonly Economy[] = [
  { ...RICH, shape: 'full' },
  { ...RICH, shape: 'full', footer: 'places' },
  { ...LEAN, shape: 'full', notices: 2 },
  { ...TIGHT, shape: 'full' },
  { ...RICH, shape: 'well-folded' },
  { ...LEAN, shape: 'well-folded' },
  { ...LEAN, shape: 'alike-folded' },
  { ...TIGHT, shape: 'alike-folded' },
  { ...TIGHT, shape: 'short' },
  { ...TIGHT, shape: 'short', detail: 'bare', storyLines: 0 },
  { ...TIGHT, shape: 'short', detail: 'bare', storyLines: 0, footer: 'none' },
]

function compose({ snapshot, standing, matrix, size }: Scene, economy: Economy): readonly Line[] {
  const { columns } = size
  const { now, settings, story, notices } = snapshot
  const { detail } = economy
  const sections: readonly (readonly Line[])[] = [
    [titleLine(snapshot, standing, columns)],
    storySection(story, columns, economy.storyLines),
    matrixLines(matrix, economy.shape, { columns, now }),
    sideLines(matrix.sides, settings),
    [
      ...incidentLines(standing.incidents, snapshot, { columns, detail }),
      ...suspicionLines(standing.suspicions, snapshot, columns),
    ],
    noticeLines(notices, now, economy.notices),
    troubleLines(snapshot, columns),
    footer(snapshot, columns, economy.footer),
    unsentLines(snapshot, columns),
  ]
  const used = sections.filter((section) => section.length > 0)
  return used.flatMap((section, index) => (economy.isAiry && index > 0 ? [BLANK, ...section] : section))
}

/** The screen is far too small: half of it for the incidents, the rest for the worst rows, and how much is missing. */
function lastResort({ snapshot, standing, matrix, size }: Scene): readonly Line[] {
  const { columns, rows } = size
  const title = titleLine(snapshot, standing, columns)
  const room = Math.max(rows - 1, 0)
  const incidents = incidentLines(standing.incidents, snapshot, { columns, detail: 'bare' })
  const shown = cutTo(incidents, Math.max(Math.floor(room / 2), 1), 'more incident')
  const cells = matrixLines(matrix, 'short', { columns, now: snapshot.now })
  const troubles = troubleLines(snapshot, columns).slice(0, 1)
  const cut = cutTo(cells, room - shown.length - troubles.length, 'more line')
  return [title, ...cut, ...shown, ...troubles].slice(0, Math.max(rows, 0))
}

function cutTo(lines: readonly Line[], linesMax: number, noun: string): readonly Line[] {
  if (lines.length <= linesMax || linesMax < 1) return lines.slice(0, Math.max(linesMax, 0))
  const kept = lines.slice(0, linesMax - 1)
  return [...kept, line(`and ${count(lines.length - kept.length, noun)}`, 'warning')]
}

/** The newest lines of the story; a result, indented, follows its act. */
function storySection(story: Snapshot['story'], columns: number, linesMax: number): readonly Line[] {
  const lines = story
    .slice(-2)
    .flatMap(({ at, says }) =>
      wrap(says, columns - TIME.length - 1, 2).map(
        (words, part): Line => [
          piece(`${part === 0 ? sayTime(at) : ''.padEnd(TIME.length)} `, 'faint'),
          piece(cutText(words, columns)),
        ],
      ),
    )
  return linesMax === 0 ? [] : lines.slice(-linesMax)
}

const TIME = 'hh:mm:ssZ'

const LEGENDS = [
  '= highest head   -3 slots behind it   ? could not look   ! has an incident   ( ) old look',
  '= highest head  -3 slots behind  ? not known  ! incident',
]

/** The newest of what the watch itself cannot do: its log lies beneath the screen. */
function troubleLines({ troubles }: Snapshot, columns: number): readonly Line[] {
  return troubles
    .slice(-TROUBLES_SHOWN)
    .flatMap((says) => wrap(says, columns, 2).map((words) => line(words, 'warning')))
}

const TROUBLES_SHOWN = 2

/** Whoever reads the screen must not believe that a phone rings. */
function unsentLines({ unsentSaid }: Snapshot, columns: number): readonly Line[] {
  return unsentSaid.flatMap((says) => wrap(says, columns, 2).map((words) => line(words, 'faint')))
}

function footer(
  { storeSaid, deskSaid }: Snapshot,
  columns: number,
  shown: Economy['footer'],
): readonly Line[] {
  if (shown === 'none') return []
  const places = line(`${deskSaid}   ${storeSaid}`, 'faint')
  return shown === 'places' ? [places] : [line(fitting(LEGENDS, columns), 'faint'), places]
}
