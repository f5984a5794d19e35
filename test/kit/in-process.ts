/** In process: runs one command of the command line in this process, which is quicker than a process of its own. */
import type { Command, Io } from '../../bin/commands/io.ts'

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

interface At {
  readonly cwd: string
  readonly env?: NodeJS.ProcessEnv
}

export async function runHere(
  command: Command,
  args: readonly string[],
  { cwd, env = {} }: At,
): Promise<Ran> {
  const said = { stdout: '', stderr: '' }
  const into = (stream: keyof typeof said) =>
    ({
      write(text: string) {
        said[stream] += text
        return true
      },
    }) as Io['stdout']
  const code = await command(args, { stdout: into('stdout'), stderr: into('stderr'), env, cwd })
  return { code, ...said }
}
