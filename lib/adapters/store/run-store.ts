/** Run store: what one run of a judge reads and writes, from the first replica that answers or from its memory. */

import type { Settings } from '../../domain/settings/settings.ts'
import type { Clock, Log, Store } from '../../ports.ts'
import type { RunStore } from '../../work/judge-runs.ts'
import { containerMemory, remembering } from './container-memory.ts'
import { failoverStore, type Replica } from './failover-store.ts'

interface RunStoreOptions {
  /** This vantage's own first. */
  readonly replicas: readonly Replica[]
  readonly settings: Pick<Settings, 'escalation'>
  readonly clock: Clock
  readonly log: Log
}

const MEMORY = 'memory'

/** Opens a store for each run; what they remember lasts as long as the process. */
export function runStores({ replicas, settings, clock, log }: RunStoreOptions): () => RunStore {
  const memory = containerMemory(clock, settings)
  const last = { name: MEMORY, store: { ...memory, putPlace: refusePlace } }
  const others = replicas.slice(1)
  return () => {
    const answering = failoverStore({ replicas: [...replicas, last], clock, log })
    return {
      store: remembering(answering, memory),
      memory,
      elsewhere: others.length === 0 ? null : failoverStore({ replicas: others, clock, log }),
      isAlone: () => answering.inUse() === MEMORY,
    }
  }
}

/** In memory alone no other Region finds it, and it would pass for kept. */
const refusePlace: Store['putPlace'] = () => Promise.reject(new Error('no replica answers'))
