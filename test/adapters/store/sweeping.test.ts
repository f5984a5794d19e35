/** Engines without a sweeper of their own delete what has expired, so that a long run does not grow for ever. */
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Items } from '../../../lib/adapters/store/items.ts'
import { memoryItems } from '../../../lib/adapters/store/memory-items.ts'
import { sqliteItems } from '../../../lib/adapters/store/sqlite-items.ts'
import { HOUR_MS } from '../../../lib/domain/text/time.ts'
import { newFolder, type TestClock, testClock } from '../../contract/engines.ts'
import { START } from '../../contract/nouns.ts'

const folder = newFolder()
after(() => rmSync(folder, { recursive: true }))

const engines: readonly (readonly [string, (clock: TestClock) => Items])[] = [
  ['memory', memoryItems],
  ['SQLite', (clock) => sqliteItems({ path: join(folder, 'swept.sqlite'), clock })],
]

for (const [name, open] of engines) {
  test(`${name} deletes expired items within an hour of writing, and no others`, async () => {
    const clock = testClock()
    const items = open(clock)
    const item = (sk: string, ttl: number) => ({ pk: 'p', sk, ttl })
    const hour = HOUR_MS / 1_000
    await items.put(item('expires', START / 1_000 + hour), { kind: 'absent' })
    await items.put(item('stays', START / 1_000 + hour + 1), { kind: 'absent' })
    clock.advance(HOUR_MS)
    await items.put(item('new', START / 1_000 + 3 * hour), { kind: 'absent' })
    assert.deepEqual(
      (await items.query('p')).map(({ sk }) => sk),
      ['new', 'stays'],
    )
    await items.close()
  })
}
