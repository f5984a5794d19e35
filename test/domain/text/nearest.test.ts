/** The nearest name is the one that was probably meant, or none. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { editsBetween, nearest } from '../../../lib/domain/text/nearest.ts'

const KNOWN = ['network', 'vantages', 'nodes', 'dataCenter', 'vpcId', 'ca', 'key']

const CASES: readonly (readonly [written: string, meant: string | undefined])[] = [
  ['netwrok', 'network'],
  ['vantage', 'vantages'],
  ['node', 'nodes'],
  ['datacentre', 'dataCenter'],
  ['data_center', 'dataCenter'],
  ['vpc', 'vpcId'],
  ['caFile', 'ca'],
  ['KEY', 'key'],
  ['colour', undefined],
  ['x', undefined],
  ['', undefined],
]
for (const [written, meant] of CASES)
  test(`${JSON.stringify(written)} is ${meant ?? 'nothing known'}`, () =>
    assert.equal(nearest(written, KNOWN), meant))

test('of equally near names the first one is taken, and of no names none', () => {
  assert.equal(nearest('fra9', ['fra1', 'fra2']), 'fra1')
  assert.equal(nearest('fra9', []), undefined)
})

test('edits: none for equal texts, the same both ways, one for each slip', () => {
  assert.equal(editsBetween('mainent', 'mainnet'), 1)
  assert.equal(editsBetween('abc', 'xabc'), 1)
  assert.equal(editsBetween('kitten', 'sitting'), 3)
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      assert.equal(editsBetween(a, a), 0)
      assert.equal(editsBetween(a, b), editsBetween(b, a))
      assert.ok(editsBetween(a, b) >= Math.abs(a.length - b.length))
      assert.ok(editsBetween(a, b) <= Math.max(a.length, b.length))
    }),
  )
})
