/** `watchfire guarantees`: how long after a fault somebody is told, by kind, worked out from the settings. */
import { sayDuration } from '../../lib/domain/text/time.ts'
import { guaranteesTable } from '../../lib/tools/guarantees/guarantee-words.ts'
import { guaranteesOf } from '../../lib/tools/guarantees/guarantees.ts'
import { COMMANDS } from './command-table.ts'
import { type Io, usageError } from './io.ts'
import { readOptions } from './options.ts'
import { neededSettings } from './settings-from.ts'

/** Exit 0 with a table, 2 for bad settings or usage. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args, COMMANDS.guarantees)
  if (!options.ok) return usageError(io, `Cannot work out the guarantees: ${options.error}`)
  const { json = false, settings: file } = options.value.values
  const settings = neededSettings(file, io, (why) => usageError(io, `Cannot work out the guarantees: ${why}`))
  if (settings === 2) return 2
  const found = guaranteesOf(settings, settings.vantages.length)
  if (json) {
    io.stdout.write(`${JSON.stringify(found)}\n`)
    return 0
  }
  const { critical, warning } = settings.escalation
  const firstStep = ({ steps }: typeof critical) => {
    const afterMs = steps[0]?.afterMs ?? 0
    return afterMs === 0 ? 'at once' : `${sayDuration(afterMs)} later, which is to be added`
  }
  io.stdout.write(
    `From a fault to the first page, by kind, with ${found.vantages} vantages that look every ${sayDuration(found.cadenceMs)}.
What is critical is told ${firstStep(critical)}, a warning ${firstStep(warning)}.

${guaranteesTable([found])}`,
  )
  return 0
}
