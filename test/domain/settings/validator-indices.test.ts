/** Indices read as inclusive ranges, or not at all. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  INDEX_MAX,
  type IndexRange,
  rangesIn,
  readRanges,
  sayRange,
} from '../../../lib/domain/settings/sections/validator-indices.ts'

const READ: readonly (readonly [text: string, ranges: readonly IndexRange[] | undefined])[] = [
  ['5', [[5, 5]]],
  ['1000-1999', [[1000, 1999]]],
  [
    '1-3,7',
    [
      [1, 3],
      [7, 7],
    ],
  ],
  [
    ' 1 - 3 , 7 ',
    [
      [1, 3],
      [7, 7],
    ],
  ],
  [`${INDEX_MAX}`, [[INDEX_MAX, INDEX_MAX]]],
  [`${INDEX_MAX + 1}`, undefined],
  ['3-1', undefined],
  ['', undefined],
  ['1,', undefined],
  ['1-', undefined],
  ['-1', undefined],
  ['1-2-3', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['0x10', undefined],
]
for (const [text, ranges] of READ)
  test(`${JSON.stringify(text)} is ${JSON.stringify(ranges) ?? 'no range'}`, () =>
    assert.deepEqual(readRanges(text), ranges))

test('numbers, texts and lists of them are read; what cannot be read is left out', () => {
  assert.deepEqual(rangesIn([1, '2-3', 'x', null, -1, 1.5]), [
    [1, 1],
    [2, 3],
  ])
  assert.deepEqual(rangesIn(undefined), [])
})

test('ranges are said as they are written', () => {
  assert.deepEqual(readRanges('1-3,7')?.map(sayRange), ['1-3', '7'])
})
