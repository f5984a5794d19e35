/** `watchfire paths`: every path and method that a proxy must let through. */
import { ASKED_PATHS } from '../../lib/domain/reply/questions.ts'
import { type Io, usageError } from './io.ts'
import { readOptions } from './options.ts'

export async function run(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args, { json: { type: 'boolean' } })
  if (!options.ok) return usageError(io, `Cannot print the paths: ${options.problem}`)
  const asked = ASKED_PATHS.map((path) => ({ method: 'GET', path }))
  const text = options.values.json
    ? JSON.stringify(asked)
    : asked.map(({ method, path }) => `${method} ${path}`).join('\n')
  io.stdout.write(`${text}\n`)
  return 0
}
