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

/** In the order of the file, each once. */
export function inFileOrder(problems: readonly Problem[]): readonly Problem[] {
  const once = new Map(problems.map((problem) => [sayProblem(problem), problem]))
  return [...once.values()].sort(
    (a, b) => a.line - b.line || a.column - b.column || (a.message < b.message ? -1 : 1),
  )
}
