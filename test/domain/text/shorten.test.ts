/** Shorten: a long name keeps how it begins and ends. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { shortenMiddle } from '../../../lib/domain/text/shorten.ts'

test('a name that is short enough stays, a longer one loses its middle', () => {
  assert.equal(shortenMiddle('fra1-teku-1', 11), 'fra1-teku-1')
  assert.equal(shortenMiddle('validators-of-customer-17', 14), 'valida..mer-17')
  assert.equal(shortenMiddle('abc', 2), '..')
})

test('it is never longer than asked, and begins and ends like the name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-composite' }), fc.integer({ min: 4, max: 40 }), (name, most) => {
      const short = shortenMiddle(name, most)
      assert.ok([...short].length <= most)
      const [first] = name
      assert.ok(short.startsWith(first ?? '') && short.endsWith([...name].at(-1) ?? ''))
    }),
  )
})
