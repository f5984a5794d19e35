/** Row: one node, or several alike, across all vantages; and how rows become fewer when a screen is short. */
import type { Cell } from './cell.ts'

export interface Row {
  /** The nodes it stands for: one, unless rows were folded. */
  readonly nodes: readonly string[]
  /** What it is called, longest first: the node's id, and what is left of it below its data centre's name. */
  readonly label: readonly string[]
  readonly isWell: boolean
  /** Whether an open incident is about its node. */
  readonly isMarked: boolean
  /** One a vantage. */
  readonly cells: readonly Cell[]
}

/** The rows of one data centre, or of the references. */
export interface RowGroup {
  readonly id: string
  /** The id with the provider. */
  readonly title: string
  /** Whether its nodes are paged about. */
  readonly isOurs: boolean
  readonly rows: readonly Row[]
}

export function isWellRow({ isMarked, cells }: Pick<Row, 'isMarked' | 'cells'>): boolean {
  return (
    !isMarked && cells.every(({ state }) => state !== 'unwell') && cells.some(({ state }) => state === 'well')
  )
}

/** One row for all of these; each cell is the worst of its column. */
export function fold(rows: readonly Row[], label: readonly string[]): Row {
  const [first] = rows
  return {
    nodes: rows.flatMap((row) => row.nodes),
    label,
    isWell: rows.every((row) => row.isWell),
    isMarked: rows.some((row) => row.isMarked),
    cells: (first?.cells ?? []).map((_, column) =>
      rows.map((row) => row.cells[column]!).reduce((a, b) => (b.lag > a.lag ? b : a)),
    ),
  }
}

/** Rows whose cells differ at most in their lag become one, in the place of the first of them. */
export function foldAlike(rows: readonly Row[]): readonly Row[] {
  const sorts = Map.groupBy(rows, (row) => [row.isMarked, ...row.cells.map((cell) => cell.alike)].join('|'))
  return [...sorts.values()].map((same) =>
    same.length === 1 ? same[0]! : fold(same, [`${same.length} nodes alike`, `${same.length} alike`]),
  )
}

/** What stands for a data centre in one line: how many of its nodes are well, and how those are. */
export function sumUp(group: RowGroup): Row {
  const well = group.rows.filter((row) => row.isWell)
  const [all, some] = [group.rows.length, well.length]
  const label =
    some === all
      ? [
          `${group.id}: ${all === 1 ? '1 node' : `${all} nodes`} well`,
          `${group.id}: ${all} well`,
          `${group.id} ${all}ok`,
        ]
      : [
          `${group.id}: ${some} of ${all} nodes well`,
          `${group.id}: ${some} of ${all} well`,
          `${group.id} ${some}/${all}`,
        ]
  return fold(well, label)
}
