/** Problem: one thing in the settings that is wrong or doubtful, and where it stands. */
import { terminalSafe } from '../text/terminal-safe.ts'

export interface Problem {
  readonly file: string
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
  /** What was found and what was expected; never a value that may be a secret. */
  readonly message: string
}

/** `FILE:LINE:COL: message`, as editors and terminals make it a link. */
export function sayProblem(problem: Problem): string {
  return terminalSafe(`${problem.file}:${problem.line}:${problem.column}: ${problem.message}`)
}

/** More help nobody: whoever mends these sees the next ones. */
const PROBLEMS_SHOWN = 100

/** Each once; of very many the first, and the number of the others in place of the next. */
export function firstProblems<T>(
  inOrder: readonly T[],
  problemOf: (found: T) => Problem,
): readonly Problem[] {
  const shown = inOrder.slice(0, PROBLEMS_SHOWN).map(problemOf)
  const next = inOrder[PROBLEMS_SHOWN]
  const more = inOrder.length - PROBLEMS_SHOWN
  const rest =
    next === undefined ? [] : [{ ...problemOf(next), message: `and ${more} more, from here on in the file` }]
  const once = new Map([...shown, ...rest].map((problem) => [sayProblem(problem), problem]))
  return [...once.values()].sort(
    (a, b) => a.line - b.line || a.column - b.column || (a.message < b.message ? -1 : 1),
  )
}
