/** Local store: the store of a data folder, beside a running watch or after it. */
import { resolve } from 'node:path'
import { systemClock } from '../../lib/adapters/host/system-clock.ts'
import { findLocalStore } from '../../lib/local/local-store.ts'
import type { Store } from '../../lib/ports.ts'
import { DATA_DIR } from './data-dir.ts'
import type { Io } from './io.ts'

/** The store of the folder named, or of the usual one here; why there is none is the end of a sentence. */
export async function localStore(named: string | undefined, { cwd }: Io): Promise<Store | string> {
  return await findLocalStore(resolve(cwd, named ?? DATA_DIR), systemClock)
}
