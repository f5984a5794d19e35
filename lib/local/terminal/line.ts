/** Line: one row of the terminal as pieces of text with a tone, which never breaks or moves the cursor whatever the text holds. */

export type Tone =
  | 'plain'
  | 'strong'
  | 'faint'
  | 'good'
  | 'warning'
  | 'critical'
  | 'unknown'
  | 'well-state'
  | 'warning-state'
  | 'critical-state'
  | 'unknown-state'
  | SideTone

/** Colours of sides say that sides differ, never which one is right. */
export type SideTone = 'side-1' | 'side-2' | 'side-3'

export interface Piece {
  readonly text: string
  readonly tone: Tone
}

export type Line = readonly Piece[]

export interface Paper {
  readonly columns: number
  readonly color: boolean
}

/** Text of which every letter takes one column. */
export function piece(text: string, tone: Tone = 'plain'): Piece {
  return { text: oneColumnEach(text), tone }
}

export function line(text: string, tone: Tone = 'plain'): Line {
  return [piece(text, tone)]
}

export const BLANK: Line = []

/** The line as the terminal takes it: at most so many columns, with colour codes only where there is colour. */
export function paint(whole: Line, { columns, color }: Paper): string {
  const cut = cutLine(whole, columns)
  const text = cut.map((each) => (color ? colored(each) : each.text)).join('')
  return text.trimEnd()
}

export function widthOf(whole: Line): number {
  return whole.reduce((sum, { text }) => sum + text.length, 0)
}

/** Ends in an ellipsis where something was left out. */
export function cutText(text: string, columns: number): string {
  if (text.length <= columns) return text
  return columns < 1 ? '' : `${text.slice(0, columns - 1).trimEnd()}…`
}

/** The first wording that fits, else the last one, cut. */
export function fitting(wordings: readonly string[], columns: number): string {
  return wordings.find((wording) => wording.length <= columns) ?? cutText(wordings.at(-1) ?? '', columns)
}

/** A line with its last piece against the right edge. */
export function withRight(left: Line, right: Line, columns: number): Line {
  const gap = columns - widthOf(left) - widthOf(right)
  return [...left, piece(' '.repeat(Math.max(gap, 1))), ...right]
}

/** Breaks a text between words; the last line is cut if there is more. */
export function wrap(text: string, columns: number, linesMax: number): string[] {
  const lines: string[] = []
  let rest = oneColumnEach(text).trim()
  while (rest.length > columns && lines.length < linesMax - 1) {
    const space = rest.lastIndexOf(' ', columns)
    const end = space > 0 ? space : columns
    lines.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  return rest === '' ? lines : [...lines, cutText(rest, columns)]
}

function cutLine(whole: Line, columns: number): Line {
  const kept: Piece[] = []
  let left = columns
  for (const { text, tone } of whole) {
    if (left <= 0) break
    kept.push({ text: cutText(text, left), tone })
    left -= text.length
  }
  return kept
}

/**
 * Control, format and separator characters become blanks; what might be wide, or join with its neighbour,
 * becomes a question mark. Latin, Greek and Cyrillic letters, dashes, quotes and box lines stay.
 */
function oneColumnEach(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{C}\p{Z}]/gu, ' ')
    .replace(/[^ -~\u00a1-\u02af\u0370-\u0482\u048a-\u052f\u2010-\u2026\u2500-\u257f]/gu, '?')
}

function colored({ text, tone }: Piece): string {
  const code = CODES[tone]
  return code === '' || text.trim() === '' ? text : `\x1b[${code}m${text}\x1b[0m`
}

/** Select Graphic Rendition codes (ECMA-48). */
const CODES: Readonly<Record<Tone, string>> = {
  plain: '',
  strong: '1',
  faint: '2',
  good: '32',
  warning: '33',
  critical: '1;31',
  unknown: '35',
  'well-state': '1;32',
  'warning-state': '30;43',
  'critical-state': '1;97;41',
  'unknown-state': '30;45',
  'side-1': '36',
  'side-2': '94',
  'side-3': '95',
}
