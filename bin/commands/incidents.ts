/** `watchfire incidents`: what is open in a data folder, beside a running watch or after it. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { lineLog } from '../../lib/adapters/line-log.ts'
import { systemClock } from '../../lib/adapters/system-clock.ts'
import { isLive, type View } from '../../lib/domain/incident.ts'
import { sayInstant } from '../../lib/domain/time.ts'
import { joinLocalStore, openLocalStore } from '../../lib/local/engine.ts'
import type { Store } from '../../lib/ports.ts'
import { DATA_DIR } from './data-dir.ts'
import { type Io, usageError } from './io.ts'
import { readOptions } from './options.ts'

const OPTIONS = { data: { type: 'string' }, json: { type: 'boolean' } } as const

/** Exit 0 when none is open, 1 when any of a warning or worse is. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args, OPTIONS)
  if (!options.ok) return usageError(io, `Cannot list the incidents: ${options.problem}`)
  const dataDir = resolve(io.cwd, options.values.data ?? DATA_DIR)
  if (!existsSync(dataDir))
    return usageError(
      io,
      `Cannot list the incidents: there is no data folder ${dataDir}; name one with --data`,
    )
  const store = await storeOf(dataDir, io)
  const open = oncePerSubject((await store.views()).filter(isLive))
  await store.close()
  io.stdout.write(options.values.json ? `${JSON.stringify(open)}\n` : words(open))
  return open.some(({ severity }) => severity !== 'info') ? 1 : 0
}

async function storeOf(dataDir: string, io: Io): Promise<Store> {
  const running = joinLocalStore(dataDir, systemClock)
  if (running) return running
  const log = lineLog(systemClock, (line) => io.stderr.write(line))
  return (await openLocalStore({ dataDir, env: io.env, clock: systemClock, log })).store
}

/** The oldest of the vantages' views of one (kind, subject), which is the one that gave the incident its id. */
function oncePerSubject(views: readonly View[]): View[] {
  const oldestFirst = [...views].sort((a, b) => a.since - b.since)
  const once = new Map(oldestFirst.reverse().map((view) => [`${view.kind} ${view.subject}`, view]))
  return [...once.values()].sort((a, b) => a.since - b.since)
}

function words(open: readonly View[]): string {
  if (open.length === 0) return 'No incident is open.\n'
  return open
    .map(({ id, severity, kind, subject, since, evidence, explainedBy }) => {
      const why = explainedBy ? ` (explained by ${explainedBy})` : ''
      return `${id} ${severity} ${kind} ${subject} since ${sayInstant(since)}${why}: ${evidence.says}\n`
    })
    .join('')
}
