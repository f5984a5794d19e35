/** Local store: the store of a data folder, beside a running watch or after it. */
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { systemClock } from '../../lib/adapters/host/system-clock.ts'
import { runningDemos } from '../../lib/local/demo/running-demos.ts'
import { findLocalStore } from '../../lib/local/local-store.ts'
import type { Store } from '../../lib/ports.ts'
import { DATA_DIR } from './data-dir.ts'
import type { Io } from './io.ts'

/** The store of the folder named, or of the usual one here; why there is none is the end of a sentence. */
export async function localStore(named: string | undefined, { cwd }: Io): Promise<Store | string> {
  return await findLocalStore(resolve(cwd, named ?? DATA_DIR), systemClock)
}

/** Where no folder is named and none is here, the demo that is running, if there is just one: it says where it is. */
export async function localStoreOrDemo(named: string | undefined, io: Io): Promise<Store | string> {
  if (named !== undefined || existsSync(resolve(io.cwd, DATA_DIR))) return await localStore(named, io)
  const demos = runningDemos(tmpdir())
  if (demos.length > 1)
    return `there is no data folder here, and ${demos.length} demos are running: name one with --data, as ${demos.join(' or ')}`
  const [demo] = demos
  if (demo !== undefined) io.stderr.write(`watchfire: No data folder here; this is the demo in ${demo}\n`)
  return await localStore(demo, io)
}
