/** Matrix lines: the matrix as lines of a terminal, folded as far as the screen asks. */
import { count } from '../../domain/text/lists.ts'
import { sayAge } from './age.ts'
import type { Cell, Column } from './cell.ts'
import { type Layout, layOut, MARGIN, softwareOfNode } from './layout.ts'
import { cutText, fitting, type Line, line, type Piece, piece } from './line.ts'
import { type Matrix, ourRows } from './matrix.ts'
import { fold, foldAlike, type Row, type RowGroup, sumUp } from './row.ts'
import { shortNames } from './short-names.ts'

/**
 * `full`: a line a node. `well-folded`: the well nodes of a data centre in one line. `alike-folded`: also the
 * unwell ones that look alike. `short`: all well nodes in one line, after the unwell ones.
 */
export type MatrixShape = 'full' | 'well-folded' | 'alike-folded' | 'short'

interface Sheet {
  readonly columns: number
  readonly now: number
}

export function matrixLines(matrix: Matrix, shape: MatrixShape, { columns, now }: Sheet): readonly Line[] {
  const layout = layOut(matrix, columns)
  const rows =
    shape === 'short' ? shortRows(matrix) : matrix.groups.flatMap((group) => groupRows(group, shape, matrix))
  return [...header(matrix, layout, now), ...rows.map((row) => rowLine(row, matrix, layout))]
}

/** A row to be written, or the title of a data centre. */
type MatrixLine =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'row'; readonly row: Row; readonly isSum: boolean }

const asRow = (row: Row): MatrixLine => ({ kind: 'row', row, isSum: false })
const asSum = (row: Row): MatrixLine => ({ kind: 'row', row, isSum: true })

function groupRows(group: RowGroup, shape: MatrixShape, { groups }: Matrix): readonly MatrixLine[] {
  if (shape === 'full')
    return [
      ...(groups.length > 1 ? [{ kind: 'title' as const, text: group.title }] : []),
      ...group.rows.map(asRow),
    ]
  const unwell = group.rows.filter((row) => !row.isWell)
  const folded = shape === 'alike-folded' ? foldAlike(unwell) : unwell
  const [only] = folded
  if (only && folded.length === 1 && only.nodes.length > 1 && unwell.length === group.rows.length)
    return [asSum({ ...only, label: only.label.map((label) => `${group.id}: ${label}`) })]
  return [asSum(sumUp(group)), ...folded.map(asRow)]
}

/** The worst ones first, the well ones last. */
function shortRows({ groups }: Matrix): readonly MatrixLine[] {
  const unwell = groups.flatMap(({ id, rows }) =>
    foldAlike(rows.filter((row) => !row.isWell)).map((row) => ({
      ...row,
      label: row.nodes.length > 1 ? row.label.map((label) => `${id}: ${label}`) : row.nodes,
    })),
  )
  const well = groups.flatMap((group) => group.rows.filter((row) => row.isWell))
  const sum = fold(well, [`${well.length} nodes well`, `${well.length} well`])
  return [
    ...unwell.toSorted((a, b) => badness(b) - badness(a)).map(asRow),
    ...(well.length > 0 ? [asSum(sum)] : []),
  ]
}

function badness(row: Row): number {
  const tones = row.cells.filter(({ state }) => state === 'unwell').map(({ tone }) => tone)
  const worst = tones.includes('critical') ? 3 : tones.includes('unknown') ? 2 : tones.length > 0 ? 1 : 0
  return worst + (row.isMarked ? 4 : 0)
}

function header(matrix: Matrix, { label, cell }: Layout, now: number): readonly Line[] {
  const newest = newestColumn(matrix.columns)
  const head = newest?.highest
  const heads = head === undefined ? ['no head yet', ''] : [`highest head ${head}`, `head ${head}`, `${head}`]
  const names = shortNames(
    matrix.columns.map(({ vantage }) => vantage),
    cell - 1,
  )
  return [
    [
      piece(fitting(sayCounts(matrix), label - 1).padEnd(label), 'strong'),
      ...names.map((name) => piece(name.padEnd(cell), 'strong')),
    ],
    [
      piece(fitting(heads, label - 1).padEnd(label), 'faint'),
      ...matrix.columns.map((column) => agePiece(column, now, cell)),
    ],
  ]
}

/** Well is what every fresh look finds well; in a split nobody can say who is. */
function sayCounts(matrix: Matrix): readonly string[] {
  const rows = ourRows(matrix)
  const { sides } = matrix
  const all = count(rows.length, 'node')
  if (sides) return [`${all} on ${sides.sides.length} sides`, `${sides.sides.length} sides`]
  const well = rows.filter((row) => row.isWell).length
  if (well === rows.length) return [`all ${all} well`, `${well} well`]
  return [`${well} of ${all} well everywhere`, `${well} of ${all} well`, `${well}/${rows.length}`]
}

function newestColumn(columns: readonly Column[]): Column | undefined {
  return columns.filter(({ look }) => look !== undefined).toSorted((a, b) => b.look!.at - a.look!.at)[0]
}

function agePiece({ look, isFresh }: Column, now: number, cell: number): Piece {
  if (!look) return piece(fitting(['no look yet', 'no look', 'none'], cell - 1).padEnd(cell), 'unknown')
  const age = sayAge(now - look.at)
  return isFresh
    ? piece(fitting([`${age} ago`, age, age.replace(' ', '')], cell - 1).padEnd(cell), 'faint')
    : piece(
        fitting([`SILENT ${age}`, `OLD ${age}`, age.replace(' ', ''), 'OLD'], cell - 1).padEnd(cell),
        'unknown',
      )
}

function rowLine(written: MatrixLine, matrix: Matrix, layout: Layout): Line {
  if (written.kind === 'title') return line(written.text, 'strong')
  const { row, isSum } = written
  const cells = row.cells.map((cell) => cellPiece(cell, layout.cell))
  if (isSum)
    return [
      piece(fitting(row.label, layout.label - 1).padEnd(layout.label), row.isWell ? 'plain' : 'strong'),
      ...cells,
    ]
  return [
    piece((row.isMarked ? '!' : ' ').padEnd(MARGIN), 'critical'),
    ...nameOf(row, matrix, layout),
    ...cells,
  ]
}

function nameOf(row: Row, matrix: Matrix, { label, id, software }: Layout): readonly Piece[] {
  const room = label - MARGIN
  const [only] = row.nodes
  if (row.nodes.length !== 1 || only === undefined) return [piece(fitting(row.label, room - 1).padEnd(room))]
  const words = softwareOfNode(matrix, software, only)
  const tone = row.isMarked ? 'strong' : 'plain'
  return words === ''
    ? [piece(nameFitting(row.label, room - 1).padEnd(room), tone)]
    : [piece(nameFitting(row.label, id).padEnd(id + 2), tone), piece(words.padEnd(room - id - 2), 'faint')]
}

/** Cut in the middle, because the ends of names tell nodes apart best. */
function nameFitting(names: readonly string[], columns: number): string {
  const whole = names.find((name) => name.length <= columns)
  if (whole !== undefined) return whole
  const name = names.at(-1) ?? ''
  const tail = Math.floor((columns - 1) / 2)
  return `${name.slice(0, columns - 1 - tail)}~${name.slice(name.length - tail)}`
}

function cellPiece({ tone, wordings }: Cell, width: number): Piece {
  return piece(cutText(fitting(wordings, width - 1), width - 1).padEnd(width), tone)
}
