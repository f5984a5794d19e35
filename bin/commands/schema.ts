/** `watchfire schema`: the JSON Schema of `watchfire.yaml`, for editors. */
import { settingsJsonSchema } from '../../lib/domain/settings/json-schema.ts'
import { COMMANDS } from './command-table.ts'
import { type Io, usageError } from './io.ts'
import { readOptions } from './options.ts'

export async function run(args: readonly string[], io: Io): Promise<number> {
  const read = readOptions(args, COMMANDS.schema)
  if (!read.ok) return usageError(io, `Cannot print the schema: ${read.error}`)
  io.stdout.write(`${JSON.stringify(settingsJsonSchema(), null, 2)}\n`)
  return 0
}
