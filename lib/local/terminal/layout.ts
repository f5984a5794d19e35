/** Layout: how the columns of a screen are shared between the names of nodes and the vantages. */
import type { Matrix } from './matrix.ts'

export interface Layout {
  /** All that stands left of the cells. */
  readonly label: number
  readonly id: number
  readonly software: 'version' | 'name' | 'none'
  /** A cell with the space behind it. */
  readonly cell: number
}

/** A mark and a space before a node's id. */
export const MARGIN = 2
const GAP = 2
const CELL_MAX = 16
const LABEL_MIN = 24
const ID_MIN = 8
const ID_MAX = 32
const SOFTWARE_MAX = 22
/** The narrowest cell that says `DOWN`. */
const CELL_MIN = 5
/** The narrowest cell in which lags, faults and short names of vantages are read with ease. */
const CELL_EASY = 9

/** Gives up the clients' versions first, then their names, then letters of the ids. */
export function layOut(matrix: Matrix, columns: number): Layout {
  const vantages = Math.max(matrix.columns.length, 1)
  const ids = matrix.groups.flatMap((group) => group.rows.flatMap((row) => row.nodes))
  const id = Math.min(ID_MAX, Math.max(...ids.map((each) => each.length), ID_MIN))
  const name = Math.max(...matrix.columns.map(({ vantage }) => vantage.length), CELL_EASY)
  const cellOf = (label: number) =>
    Math.min(Math.max(CELL_MAX, name + 2), Math.floor((columns - label) / vantages))
  for (const { software, cellMin } of [
    { software: 'version', cellMin: name + 1 },
    { software: 'name', cellMin: Math.min(name + 1, 12) },
    { software: 'none', cellMin: CELL_EASY },
  ] as const) {
    const label = Math.max(MARGIN + id + GAP + softwareWidth(matrix, software), LABEL_MIN)
    if (isWorthIt(matrix, software) && cellOf(label) >= cellMin)
      return { label, id, software, cell: cellOf(label) }
  }
  const room = Math.floor((columns - MARGIN - GAP - id) / vantages)
  const cell = Math.max(CELL_MIN, Math.min(CELL_EASY, room))
  const label = Math.max(MARGIN + ID_MIN, Math.min(columns - vantages * cell, MARGIN + id + GAP))
  return { label, id: label - MARGIN - 1, software: 'none', cell }
}

/** What is written of a node's client. */
export function softwareOfNode(matrix: Matrix, software: Layout['software'], id: string): string {
  return software === 'none' ? '' : (matrix.software.get(id)?.[software] ?? '').slice(0, SOFTWARE_MAX)
}

function softwareWidth(matrix: Matrix, software: Layout['software']): number {
  const widths = [...matrix.software.keys()].map((id) => softwareOfNode(matrix, software, id).length)
  const widest = Math.max(0, ...widths)
  return widest === 0 ? 0 : widest + GAP
}

/** A client's name beside ids that all hold it says nothing new. */
function isWorthIt({ software }: Matrix, kind: Layout['software']): boolean {
  return kind !== 'name' || [...software].some(([id, { name }]) => !id.includes(name))
}
