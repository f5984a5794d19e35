/** One of several threads that put the same items into one SQLite file; answers how many it wrote. */
import { parentPort, workerData } from 'node:worker_threads'
import { sqliteItems } from '../../../lib/adapters/items/sqlite-items.ts'

const { path, count } = workerData as { path: string; count: number }
const items = sqliteItems({ path, clock: { now: () => 0 } })
let written = 0
for (let n = 0; n < count; n += 1) {
  if (await items.put({ pk: 'p', sk: String(n), ttl: 1 }, { kind: 'absent' })) written += 1
}
await items.close()
parentPort?.postMessage(written)
