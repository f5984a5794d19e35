/** Laws of steady items: whatever becomes of the engine, what it knew is known, and it gets back what it missed or lost. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Condition, Item, Items } from '../../../lib/adapters/store/items.ts'
import { memoryItems } from '../../../lib/adapters/store/memory-items.ts'
import { steadyItems } from '../../../lib/adapters/store/steady-items.ts'
import { testClock } from '../../contract/engines.ts'
import { recordingLog } from '../../kit/recording-log.ts'

const ABSENT: Condition = { kind: 'absent' }
const NEWER: Condition = { kind: 'newer', attribute: 'asOf' }
const LATER = 4_102_444_800
const REST = 10_000

const item = (pk: string, sk: string, attributes: Readonly<Record<string, Item[string]>> = {}): Item => ({
  ...attributes,
  pk,
  sk,
  ttl: LATER,
})

function bench() {
  const clock = testClock()
  let engine = memoryItems(clock)
  const fault = { write: false, read: false, asked: 0 }
  const unless = async <T>(isBroken: boolean, work: () => Promise<T>): Promise<T> => {
    fault.asked += 1
    if (isBroken) throw new Error('Cannot do that', { cause: new Error('database or disk is full') })
    return await work()
  }
  const failing: Items = {
    put: (one, condition) => unless(fault.write, () => engine.put(one, condition)),
    get: (pk, sk) => unless(fault.read, () => engine.get(pk, sk)),
    query: (pk, options) => unless(fault.read, () => engine.query(pk, options)),
    close: () => engine.close(),
  }
  const { log, warned } = recordingLog()
  const items = steadyItems(failing, { name: 'the store', clock, log })
  return {
    items,
    clock,
    fault,
    warned,
    engine: () => engine,
    lose: () => {
      engine = memoryItems(clock)
    },
  }
}

const keys = (found: readonly Item[]) => found.map(({ sk }) => sk)

describe('S10: steady items while the engine takes nothing', () => {
  it('are written and read as if it did, beside what the engine still tells, and it gets them as soon as it can', async () => {
    const { items, fault, clock, engine } = bench()
    await items.put(item('sent', 'a'), ABSENT)
    fault.write = true
    assert.equal(await items.put(item('sent', 'b'), ABSENT), true)
    assert.deepEqual(keys(await items.query('sent')), ['a', 'b'])
    assert.deepEqual(keys(await engine().query('sent')), ['a'])
    fault.write = false
    clock.advance(REST)
    assert.deepEqual(keys(await items.query('sent')), ['a', 'b'])
    assert.deepEqual(keys(await engine().query('sent')), ['a', 'b'])
  })

  it('keep their conditions: a claim binds, and an older view never covers a newer one', async () => {
    const { items, fault } = bench()
    await items.put(item('view', 'v', { asOf: 5 }), NEWER)
    await items.query('view')
    fault.write = true
    const claim: Condition = { kind: 'lapsed', attribute: 'standsUntil', at: 10 }
    assert.equal(await items.put(item('claim', 'c', { standsUntil: 60 }), claim), true)
    assert.equal(await items.put(item('claim', 'c', { standsUntil: 70 }), { ...claim, at: 20 }), false)
    assert.equal(await items.put(item('view', 'v', { asOf: 4 }), NEWER), false)
    assert.equal(await items.put(item('view', 'v', { asOf: 6 }), NEWER), true)
    assert.deepEqual(
      (await items.query('view')).map(({ asOf }) => asOf),
      [6],
    )
  })

  it('do not let a waiting view cover a newer one that the engine has by then', async () => {
    const { items, fault, clock, engine } = bench()
    fault.write = true
    await items.put(item('view', 'v', { asOf: 5 }), NEWER)
    await engine().put(item('view', 'v', { asOf: 9 }), NEWER)
    fault.write = false
    clock.advance(REST)
    assert.deepEqual(
      (await items.query('view')).map(({ asOf }) => asOf),
      [9],
    )
  })

  it('keep of looks the newest alone, so that days without a disk fill no memory', async () => {
    const { items, fault, clock, engine } = bench()
    fault.write = true
    for (const minute of ['01', '02', '03']) await items.put(item('look#eu', minute), ABSENT)
    assert.deepEqual(keys(await items.query('look#eu', { latestFirst: true, limit: 1 })), ['03'])
    fault.write = false
    clock.advance(REST)
    await items.query('view')
    assert.deepEqual(keys(await engine().query('look#eu')), ['03'])
  })
})

describe('S10: steady items while the engine tells nothing', () => {
  it('answer what it told last, with what was put since', async () => {
    const { items, fault } = bench()
    for (const sk of ['a', 'b', 'c']) await items.put(item('sent', sk), ABSENT)
    await items.query('sent')
    fault.read = true
    fault.write = true
    await items.put(item('sent', 'd'), ABSENT)
    assert.deepEqual(keys(await items.query('sent')), ['a', 'b', 'c', 'd'])
    assert.deepEqual(keys(await items.query('sent', { latestFirst: true, limit: 1 })), ['d'])
    assert.equal((await items.get('sent', 'd'))?.sk, 'd')
  })

  it('leave it alone for a while, because asking may take as long as a dead engine takes to not answer', async () => {
    const { items, fault, clock } = bench()
    fault.read = true
    await items.query('sent')
    const { asked } = fault
    await items.query('deed')
    assert.equal(fault.asked, asked)
    clock.advance(REST)
    await items.query('deed')
    assert.equal(fault.asked, asked + 1)
  })
})

describe('S10: steady items whose engine has lost what it had', () => {
  it('give it back, looks too, but nothing that has expired', async () => {
    const { items, clock, engine, lose } = bench()
    await items.put(item('sent', 'a'), ABSENT)
    await items.put({ ...item('sent', 'short'), ttl: Math.floor(clock.now() / 1_000) + 60 }, ABSENT)
    await items.put(item('look#eu', '01'), ABSENT)
    await items.query('sent')
    await items.query('look#eu', { latestFirst: true, limit: 1 })
    lose()
    clock.advance(120_000)
    assert.deepEqual(keys(await items.query('sent')), ['a'])
    assert.deepEqual(keys(await items.query('look#eu', { latestFirst: true, limit: 1 })), ['01'])
    assert.deepEqual(keys(await engine().query('sent')), ['a'])
    assert.deepEqual(keys(await engine().query('look#eu')), ['01'])
  })

  it('give back also what was written since it was last read', async () => {
    const { items, lose } = bench()
    await items.query('sent')
    await items.put(item('sent', 'a'), ABSENT)
    lose()
    assert.deepEqual(keys(await items.query('sent')), ['a'])
  })
})

describe('S10: what steady items say', () => {
  it('is the reason, once a minute while it lasts, and at the end what was not kept', async () => {
    const { items, fault, clock, warned } = bench()
    fault.write = true
    for (let minute = 0; minute < 2; minute++) {
      await items.put(item('sent', `a${minute}`), ABSENT)
      await items.put(item('sent', `b${minute}`), ABSENT)
      clock.advance(60_000)
    }
    assert.deepEqual(warned, Array(2).fill('the store takes nothing {"because":"database or disk is full"}'))
    await items.close()
    assert.match(warned.at(-1)!, /^the store did not take everything \{"facts":4/)
  })

  it('is nothing at the end where it was given back', async () => {
    const { items, fault, clock, warned, engine } = bench()
    fault.write = true
    await items.put(item('sent', 'a'), ABSENT)
    fault.write = false
    clock.advance(1)
    const before = warned.length
    const kept = engine()
    kept.close = async () => undefined
    await items.close()
    assert.equal(warned.length, before)
    assert.deepEqual(keys(await kept.query('sent')), ['a'])
  })
})
