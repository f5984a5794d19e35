/** AWS store: the table of a deployment, read and written by whoever runs a command, in the first Region that answers. */
import { systemClock } from '../../lib/adapters/host/system-clock.ts'
import { failoverStore } from '../../lib/adapters/store/failover-store.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import type { Log, Store } from '../../lib/ports.ts'
import type { Io } from './io.ts'

/** Throws where there are no credentials. The SDK is loaded only here: it takes longer than all the rest of a command. */
export async function awsStore(settings: Settings, io: Io): Promise<Store> {
  const { callerCredentials } = await import('../../lib/adapters/aws/caller-credentials.ts')
  const { replicasFrom } = await import('../../lib/adapters/aws/region-store.ts')
  const vantage = settings.vantages[0]!.name
  const credentials = await callerCredentials(vantage)
  const replicas = replicasFrom(settings, { vantage, installation: settings.name, credentials })
  return failoverStore({ replicas, clock: systemClock, log: warnings(io) })
}

/** What is read at once fails at once: each replica is told of once. */
function warnings(io: Io): Log {
  const told = new Set<unknown>()
  return {
    info: () => undefined,
    warn(what, { replica, because } = {}) {
      if (told.has(replica)) return
      told.add(replica)
      io.stderr.write(`warning: ${replica}: ${what} (${because})\n`)
    },
  }
}
