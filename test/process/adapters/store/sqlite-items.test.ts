/** SQLite items: conditions hold also between connections that truly write at the same time. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'
import { sqliteItems } from '../../../../lib/adapters/store/sqlite-items.ts'
import { newFolder } from '../../../contract/engines.ts'

test('of several threads that put the same items at once, one writes each', async () => {
  const folder = newFolder()
  const gate = new Int32Array(new SharedArrayBuffer(4)).fill(3)
  const workerData = { path: join(folder, 'raced.sqlite'), count: 100, gate }
  // Made first, so that the threads race for items and not for the file's journal mode.
  await sqliteItems({ path: workerData.path, clock: { now: () => 0 } }).close()
  const threads = Array.from(
    { length: 3 },
    () => new Worker(new URL('sqlite-claimant.ts', import.meta.url), { workerData }),
  )
  const written = (await Promise.all(threads.map((thread) => once(thread, 'message')))).flat() as number[]
  assert.equal(
    written.reduce((sum, count) => sum + count, 0),
    100,
  )
  rmSync(folder, { recursive: true })
})
