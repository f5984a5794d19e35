/** Nouns as items: round trips, keys that never collide, and what a reader may take. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  deedItem,
  isReadable,
  lookItem,
  placeItem,
  readBody,
  readLook,
  sentItem,
  tryItem,
  viewItem,
} from '../../../lib/adapters/store/stored-nouns.ts'
import { oneEra } from '../../../lib/domain/chain/slot-eras.ts'
import type { Try } from '../../../lib/domain/people/record.ts'
import { writeStep } from '../../../lib/domain/people/step-name.ts'
import { anyDeed, anyLook, anyPlace, anySent, anyTry, anyView } from '../../contract/any-nouns.ts'
import { aDeed, aLook, aPlace, aSent, aTry, aView, START } from '../../contract/nouns.ts'

test('reading a written look gives the look', async () => {
  await fc.assert(
    fc.asyncProperty(anyLook, async (look) => {
      assert.deepEqual(await readLook(await lookItem(look)), look)
    }),
  )
})

test('reading a written view, claim, record, deed or place gives it', async () => {
  const items = fc.oneof(
    anyView.map((noun) => ({ noun, item: viewItem(noun) })),
    anyTry.map((noun) => ({ noun, item: tryItem(noun) })),
    anySent.map((noun) => ({ noun, item: sentItem(noun) })),
    anyDeed.map((noun) => ({ noun, item: deedItem(noun) })),
    anyPlace.map((noun) => ({ noun, item: placeItem(noun) })),
  )
  await fc.assert(
    fc.asyncProperty(items, async ({ noun, item }) => {
      assert.deepEqual(await readBody(await item), noun)
    }),
  )
})

test('two notices have one key only if they agree in every part', () => {
  const part = fc.constantFrom('', '#', 'a', 'a#', '#a', 'a#a', '%23', 'a%23')
  const claim = fc
    .record({ step: part.map((region) => writeStep({ what: 'drill', region })), contact: part })
    .map((parts) => aTry(parts))
  const same = (a: Try, b: Try) => JSON.stringify(a) === JSON.stringify(b)
  fc.assert(
    fc.property(claim, claim, (a, b) => {
      assert.equal(tryItem(a).sk === tryItem(b).sk, same(a, b))
    }),
    { numRuns: 2_000 },
  )
})

test('an item expires after its own time, not after the time of writing', async () => {
  const seconds = (days: number) => START / 1_000 + days * 86_400
  assert.equal((await lookItem(aLook())).ttl, seconds(1))
  assert.equal((await viewItem(aView({ asOf: START + 1 }))).ttl, seconds(1) + 1)
  assert.equal(tryItem(aTry()).ttl, seconds(1))
  assert.equal(sentItem(aSent()).ttl, seconds(7))
  assert.equal(deedItem(aDeed({ until: START + 86_400_000 })).ttl, seconds(8))
  assert.equal(placeItem(aPlace()).ttl, seconds(7))
})

test('a reader takes items of the form it knows that have not expired', () => {
  const base = { pk: 'deed', sk: 's', ttl: START / 1_000 }
  const cases: readonly (readonly [Readonly<Record<string, number | string>>, number, boolean])[] = [
    [{ v: 1 }, START - 1, true],
    [{ v: 0 }, START - 1, false],
    [{ pk: 'view', v: 2 }, START - 1, true],
    [{ pk: 'look#eu', v: 2 }, START - 1, false],
    // Sentences stand where the facts are now.
    [{ pk: 'view', v: 1 }, START - 1, false],
    // Of a look they are forgotten, so that nobody is called silent who still runs the release before.
    [{ pk: 'look#eu', v: 1 }, START - 1, true],
    [{ pk: 'look#eu', v: 0 }, START - 1, false],
    [{ pk: 'another', v: 1 }, START - 1, false],
    [{ v: 1 }, START, false],
    [{ v: 2 }, START - 1, false],
    [{ v: 'new' }, START - 1, false],
    [{}, START - 1, false],
  ]
  for (const [attributes, now, readable] of cases) {
    assert.equal(isReadable({ ...base, ...attributes }, now), readable, JSON.stringify(attributes))
  }
})

test('a look of the release before is read but for the sentences of its contradictions', async () => {
  const look = fc.sample(anyLook, 100).find(({ nodes }) => nodes.length > 0)!
  const said = { at: START, what: 'future-head', says: 'its head is slot 9 while our clock says slot 5' }
  const before = {
    ...look,
    nodes: look.nodes.map((node) => ({ ...node, contradictions: [said, ...node.contradictions] })),
  }
  const item = { ...(await lookItem(look)), body: JSON.stringify(before) }
  assert.deepEqual(await readLook(item), look)
})

test('a chain of the release before, with one slot time, is read, and that release finds it in ours', async () => {
  const chain = { name: 'x', genesisTimeMs: START, genesisValidatorsRoot: '0x', slotsPerEpoch: 32 }
  const ours = { ...aLook(), chain: { ...chain, eras: oneEra(12_000) } }
  const item = await lookItem(ours)
  assert.deepEqual(await readBody(item), { ...ours, chain: { ...ours.chain, slotMs: 12_000 } })
  const before = JSON.stringify({ ...ours, chain: { ...chain, slotMs: 12_000 } })
  assert.deepEqual(await readLook({ ...item, body: before }), ours)
})

test('a body that cannot be read is named with its key', async () => {
  const item = { pk: 'look#a', sk: '2026', ttl: 1, v: 1, body: Uint8Array.of(1, 2, 3) }
  await assert.rejects(readBody(item), /^Error: Cannot read the stored item look#a\/2026: /)
})
