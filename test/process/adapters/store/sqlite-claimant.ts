/** One of several threads that put the same items into one SQLite file; answers how many it wrote. */
import { parentPort, workerData } from 'node:worker_threads'
import { sqliteItems } from '../../../../lib/adapters/store/sqlite-items.ts'

const { path, count, gate } = workerData as { path: string; count: number; gate: Int32Array }
const items = sqliteItems({ path, clock: { now: () => 0 } })
// All threads start at once: the last to come opens the gate.
if (Atomics.sub(gate, 0, 1) === 1) Atomics.notify(gate, 0)
for (let left = Atomics.load(gate, 0); left > 0; left = Atomics.load(gate, 0)) Atomics.wait(gate, 0, left, 10)
let written = 0
for (let n = 0; n < count; n += 1) {
  if (await items.put({ pk: 'p', sk: String(n), ttl: 1 }, { kind: 'absent' })) written += 1
}
await items.close()
parentPort?.postMessage(written)
