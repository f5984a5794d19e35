/** The contract of `Items`: what every engine of the table must do. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Condition, Item, Items } from '../../lib/adapters/store/items.ts'
import { type Engine, type OpenItems, testClock } from './engines.ts'

const ABSENT: Condition = { kind: 'absent' }
const NEWER: Condition = { kind: 'newer', attribute: 'asOf' }

/** Expires long after the tests' clock. */
const LATER = 4_102_444_800

function item(sk: string, attributes: Readonly<Record<string, Item[string]>> = {}): Item {
  return { ...attributes, pk: 'p', sk, ttl: LATER }
}

export function itemsContract(engine: Engine): void {
  describe(`items in ${engine.name}`, { skip: engine.skip }, () => {
    const opened: Items[] = []
    before(() => engine.start())
    after(async () => {
      await Promise.all(opened.map((items) => items.close()))
      await engine.stop()
    })

    async function handles(count: number): Promise<readonly Items[]> {
      const open: OpenItems = await engine.newTable(testClock())
      const items: Items[] = []
      for (let handle = 0; handle < count; handle += 1) items.push(await open())
      opened.push(...items)
      return items
    }

    roundTrips(handles)
    conditions(handles)
    queries(handles)

    if (engine.lasting)
      test('items survive close and reopen', async () => {
        const open = await engine.newTable(testClock())
        const first = await open()
        await first.put(item('a', { n: 1 }), ABSENT)
        await first.close()
        const second = await open()
        opened.push(second)
        assert.equal((await second.get('p', 'a'))?.n, 1)
        assert.equal(await second.put(item('a', { n: 2 }), ABSENT), false)
      })
  })
}

type Handles = (count: number) => Promise<readonly Items[]>

function roundTrips(handles: Handles): void {
  test('an item is what was put, with every type of attribute', async () => {
    const items = (await handles(1))[0]!
    const whole = item('☂ 🔥 \u0000#%', {
      text: 'ü 🔥 "\\',
      empty: '',
      amount: Number.MAX_SAFE_INTEGER,
      fraction: -0.1,
      bytes: Uint8Array.of(0, 255, 128),
    })
    assert.equal(await items.put(whole, ABSENT), true)
    const got = await items.get('p', whole.sk)
    assert.deepEqual({ ...got, bytes: Uint8Array.from(got?.bytes as Uint8Array) }, whole)
    assert.deepEqual(await items.query('p'), [got])
  })

  test('a missing item and an empty partition are answers', async () => {
    const items = (await handles(1))[0]!
    assert.equal(await items.get('p', 'none'), null)
    assert.deepEqual(await items.query('none'), [])
  })
}

function conditions(handles: Handles): void {
  test('"absent" writes once', async () => {
    const items = (await handles(1))[0]!
    assert.equal(await items.put(item('a', { n: 1 }), ABSENT), true)
    assert.equal(await items.put(item('a', { n: 2 }), ABSENT), false)
    assert.equal((await items.get('p', 'a'))?.n, 1)
  })

  test('"newer" writes only over a lower number, and never over an item that has none', async () => {
    const items = (await handles(1))[0]!
    await items.put(item('bare'), ABSENT)
    const writes: readonly (readonly [string, number, boolean])[] = [
      ['a', 10, true],
      ['a', 10, false],
      ['a', 9, false],
      ['a', 11, true],
      ['bare', 11, false],
    ]
    for (const [sk, asOf, written] of writes) {
      assert.equal(await items.put(item(sk, { asOf }), NEWER), written, `${sk} as of ${asOf}`)
    }
    assert.equal((await items.get('p', 'a'))?.asOf, 11)
  })

  test('"lapsed" writes only when the stored instant is not after the one given', async () => {
    const items = (await handles(1))[0]!
    const put = (until: number, at: number) =>
      items.put(item('a', { until }), { kind: 'lapsed', attribute: 'until', at })
    assert.equal(await put(160, 100), true)
    assert.equal(await put(219, 159), false)
    assert.equal(await put(220, 160), true)
    assert.equal(await put(279, 219), false)
  })

  test('of twenty puts of one absent item, through several handles, one writes', async () => {
    const some = await handles(4)
    const puts = Array.from({ length: 20 }, (_, n) => some[n % 4]!.put(item('a', { n }), ABSENT))
    const written = (await Promise.all(puts)).flatMap((won, n) => (won ? [n] : []))
    assert.equal(written.length, 1)
    assert.equal((await some[0]!.get('p', 'a'))?.n, written[0])
  })
}

function queries(handles: Handles): void {
  test('sort keys are in the order of their UTF-8 bytes, either way, up to the limit', async () => {
    const items = (await handles(1))[0]!
    // By UTF-16 units, as JavaScript compares, the last two would change places.
    const sorted = ['A', 'a', 'a#', 'é', '～', '🔥']
    for (const sk of sorted.toReversed()) await items.put(item(sk), ABSENT)
    const keys = async (options: Parameters<Items['query']>[1]) =>
      (await items.query('p', options)).map((found) => found.sk)
    assert.deepEqual(await keys({}), sorted)
    assert.deepEqual(await keys({ latestFirst: true }), sorted.toReversed())
    assert.deepEqual(await keys({ limit: 2 }), ['A', 'a'])
    assert.deepEqual(await keys({ latestFirst: true, limit: 1 }), ['🔥'])
  })

  test('a prefix is taken as it is, and partitions are kept apart', async () => {
    const items = (await handles(1))[0]!
    for (const sk of ['a%', 'a%b', 'axb', 'a_b', 'é1']) await items.put(item(sk), ABSENT)
    await items.put({ pk: 'p2', sk: 'a%c', ttl: LATER }, ABSENT)
    const keys = async (prefix: string) => (await items.query('p', { prefix })).map(({ sk }) => sk)
    assert.deepEqual(await keys('a%'), ['a%', 'a%b'])
    assert.deepEqual(await keys('a_'), ['a_b'])
    assert.deepEqual(await keys('é'), ['é1'])
  })

  test('a query goes on beyond one page of 1 MB, and stops at its limit', async () => {
    const items = (await handles(1))[0]!
    const bytes = new Uint8Array(150_000)
    const keys = Array.from({ length: 16 }, (_, n) => String(n).padStart(2, '0'))
    for (const sk of keys) await items.put(item(sk, { bytes }), ABSENT)
    assert.deepEqual(
      (await items.query('p')).map(({ sk }) => sk),
      keys,
    )
    assert.deepEqual(
      (await items.query('p', { limit: 9 })).map(({ sk }) => sk),
      keys.slice(0, 9),
    )
  })
}
