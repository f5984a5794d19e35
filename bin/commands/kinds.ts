/** `watchfire kinds`: every kind of incident with its numbers, and how the settings override them. */
import { KINDS } from '../../lib/domain/kinds/kinds.ts'
import { kindsTable, overridesExample } from '../../lib/domain/kinds/kinds-table.ts'
import { COMMANDS } from './command-table.ts'
import { type Io, usageError } from './io.ts'
import { readOptions } from './options.ts'

/** Markdown; with `--json`, the table of kinds as one JSON document, times in milliseconds. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const read = readOptions(args, COMMANDS.kinds)
  if (!read.ok) return usageError(io, `Cannot print the kinds: ${read.error}`)
  io.stdout.write(
    read.value.values.json ? `${JSON.stringify(KINDS, null, 2)}\n` : `${kindsTable()}\n${overridesExample()}`,
  )
  return 0
}
