/** Io: what a command may touch of the process that runs it, and how it complains of bad usage. */
import { terminalSafe } from '../../lib/domain/text/terminal-safe.ts'

export interface Io {
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly env: NodeJS.ProcessEnv
  readonly cwd: string
}

/** Runs with the arguments after the command's name and resolves to the exit code. */
export type Command = (args: readonly string[], io: Io) => Promise<number>

/** Says on stderr what was wrong with the call and gives the exit code for it. */
export function usageError(io: Pick<Io, 'stderr'>, message: string): 2 {
  io.stderr.write(`watchfire: ${terminalSafe(message)}\n`)
  return 2
}

/** Color is for terminals; `NO_COLOR` (any value but an empty one) and a dumb terminal turn it off. */
export function wantsColor({ stdout, env }: Pick<Io, 'stdout' | 'env'>): boolean {
  return stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'
}
