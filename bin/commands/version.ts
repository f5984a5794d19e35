/** `watchfire version`: which version this is, as package.json has it. */
import { readFileSync } from 'node:fs'
import { COMMANDS } from './command-table.ts'
import { type Io, usageError } from './io.ts'
import { readOptions } from './options.ts'

export async function run(args: readonly string[], io: Io): Promise<number> {
  const read = readOptions(args, COMMANDS.version)
  if (!read.ok) return usageError(io, `Cannot tell the version: ${read.error}`)
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  io.stdout.write(`watchfire ${(JSON.parse(text) as { readonly version: string }).version}\n`)
  return 0
}
