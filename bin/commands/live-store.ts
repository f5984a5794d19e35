/** Live store: the store that judges are reading now: of a watch that runs on this machine, or of a deployment. */
import { resolve } from 'node:path'
import { systemClock } from '../../lib/adapters/host/system-clock.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { isWatched } from '../../lib/local/data-folder.ts'
import { findLocalStore } from '../../lib/local/local-store.ts'
import type { Store } from '../../lib/ports.ts'
import { awsStore } from './aws-store.ts'
import { DATA_DIR } from './data-dir.ts'
import type { Io } from './io.ts'

export type StorePlace =
  | { readonly kind: 'data'; readonly named: string | undefined }
  | { readonly kind: 'aws'; readonly settings: Settings }

/** Why there is none is the end of a sentence. */
export async function liveStore(place: StorePlace, io: Io): Promise<Store | string> {
  if (place.kind === 'aws') return await awsStore(place.settings, io)
  const dataDir = resolve(io.cwd, place.named ?? DATA_DIR)
  if (isWatched(dataDir)) return await findLocalStore(dataDir, systemClock)
  return `no watch is running on ${dataDir}; start bin/watchfire watch there, name its folder with --data, or use --aws`
}
