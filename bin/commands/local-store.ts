/** Local store: the store of a data folder, beside a running watch or after it. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { lineLog } from '../../lib/adapters/host/line-log.ts'
import { systemClock } from '../../lib/adapters/host/system-clock.ts'
import { joinLocalStore, openLocalStore } from '../../lib/local/engine.ts'
import type { Store } from '../../lib/ports.ts'
import { DATA_DIR } from './data-dir.ts'
import type { Io } from './io.ts'

/** The store of the folder named, or of the usual one here; why there is none is the end of a sentence. */
export async function localStore(named: string | undefined, io: Io): Promise<Store | string> {
  const dataDir = resolve(io.cwd, named ?? DATA_DIR)
  if (!existsSync(dataDir)) return `there is no data folder ${dataDir}; name one with --data`
  const running = joinLocalStore(dataDir, systemClock)
  if (running) return running
  const log = lineLog(systemClock, (line) => io.stderr.write(line))
  return (await openLocalStore({ dataDir, env: io.env, clock: systemClock, log })).store
}
