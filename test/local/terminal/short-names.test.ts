/** Short names: as long as there is room, and never the same for two vantages. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { shortNames } from '../../../lib/local/terminal/short-names.ts'

const REGIONS = ['eu-central-1', 'us-west-2', 'ap-southeast-2']

const CASES: readonly (readonly [number, readonly string[]])[] = [
  [14, ['eu-central-1', 'us-west-2', 'ap-southeast-2']],
  [13, ['eu-c-1', 'us-w-2', 'ap-se-2']],
  [6, ['euc1', 'usw2', 'apse2']],
  [4, ['euc1', 'usw2', 'pse2']],
]

for (const [columns, names] of CASES)
  test(`names in ${columns} columns are ${names.join(', ')}`, () => {
    assert.deepEqual(shortNames(REGIONS, columns), names)
  })

test('names that end alike are told apart by number when nothing else fits', () => {
  assert.deepEqual(shortNames(['frankfurt-office', 'singapore-office'], 4), ['v1', 'v2'])
})

test('different names never become the same', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.stringMatching(/^[a-z]{2}-(east|southeast|x)-[0-9]$/), { maxLength: 10 }),
      fc.integer({ min: 3, max: 20 }),
      (names, columns) => {
        const short = shortNames(names, columns)
        assert.equal(new Set(short).size, names.length)
        assert.ok(short.every((name) => name.length <= columns))
      },
    ),
  )
})
