/** `watchfire completion`: prints what makes a shell complete commands, options and their values; all of it from the table. */
import { bashCompletion } from './bash-completion.ts'
import { COMMANDS } from './command-table.ts'
import { fishCompletion } from './fish-completion.ts'
import { type Io, usageError } from './io.ts'
import { readOptions } from './options.ts'
import { zshCompletion } from './zsh-completion.ts'

const { offers: SHELLS } = COMMANDS.completion.arguments.SHELL

const SCRIPTS: Readonly<Record<(typeof SHELLS)[number], () => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
}

export async function run(args: readonly string[], io: Io): Promise<number> {
  const read = readOptions(args, COMMANDS.completion)
  if (!read.ok) return usageError(io, `Cannot complete: ${read.error}`)
  const { given } = read.value
  const shell = SHELLS.find((each) => each === given.SHELL)
  if (shell === undefined)
    return usageError(io, `Cannot complete: SHELL is "${given.SHELL}", expected ${SHELLS.join(', ')}`)
  io.stdout.write(SCRIPTS[shell]())
  return 0
}
