/** Watch start: says at once that a watch begins, while what it needs is still being loaded. */
import { COMMANDS } from './command-table.ts'
import type { Io } from './io.ts'
import { readOptions } from './options.ts'

/** Whoever sits at a terminal is told; a file or a program that reads gets the watch's own lines alone. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args, COMMANDS.watch)
  if (options.ok && !options.value.values.json && io.stdout.isTTY)
    io.stdout.write('Watchfire is starting; Ctrl-C ends it.\n')
  const { run: watch } = await import('./watch.ts')
  return await watch(args, io)
}
