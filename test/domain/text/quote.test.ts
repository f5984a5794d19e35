/** What a stranger sent is shown as one short printable line, without paths and keys. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { printable, quoted } from '../../../lib/domain/text/quote.ts'

describe('printable text', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['is itself when it is short and plain', 'Lighthouse/v5.1.0', 'Lighthouse/v5.1.0'],
    ['is one line', 'a\r\n\tb\u2028c', 'a b c'],
    ['has no terminal escapes', 'a\u001b[31mb\u0007', 'a [31mb'],
    ['has no letters that turn the reading direction', 'a\u202eb', 'a.b'],
    ['is cut with its end shown', 'abcdefghijklmnopqrstuvwxyz', 'abcdefghijklmnopq...'],
    ['is empty when there is nothing to show', ' \n\u0000', ''],
  ]
  for (const [law, text, expected] of cases) {
    it(law, () => assert.equal(printable(text, 20), expected))
  }
})

describe('a quotation', () => {
  const key = 'zZ9_Kq-4bT7mW2xR8vN1cY6hD3gF0jL5'
  const cases: readonly (readonly [string, string, string])[] = [
    ['keeps a short sentence', "Invalid block id 'head'", '"Invalid block id \'head\'"'],
    [
      'leaves out paths, for providers put keys there',
      'Cannot GET /k3y/eth/v1/x now',
      '"Cannot GET /... now"',
    ],
    ['leaves out queries', 'Cannot use a?key=k3y here', '"Cannot use a?... here"'],
    ['leaves out URLs', 'see https://user:pass@host/k3y.', '"see https:/..."'],
    ['leaves out what is as long as a key', `token ${key} is wrong`, '"token ... is wrong"'],
    ['does not let a key through by cutting it', `${'x '.repeat(190)}/aaaaaaaa ${key}`, quotedRun()],
    ['has no quotes of its own', '{"a":1}', '"{\'a\':1}"'],
  ]
  for (const [law, text, expected] of cases) {
    it(law, () => assert.equal(quoted(text), expected))
  }

  it('never shows a key, a path or a second line, wherever they stand', () => {
    const around = fc.string({ unit: fc.constantFrom('a', ' ', '/', '?', '"', '\n', 'é') })
    fc.assert(
      fc.property(around, around, fc.integer({ min: 10, max: 100 }), (before, after, charsMax) => {
        const quotation = quoted(`${before} ${key}${after}`, charsMax)
        assert.ok(!/zZ9|K[q]/.test(quotation), quotation)
        assert.match(quotation, /^"[ -~]*"$/)
        assert.ok(quotation.length <= charsMax + 2)
      }),
    )
  })

  it('never shows the beginning of a key that the cut left short', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 420 }), (length) => {
        const filler = `/${'p'.repeat(length - 2)} `
        assert.ok(!quoted(filler + key, 80).includes('zZ9'))
      }),
      { numRuns: 121 },
    )
  })
})

function quotedRun(): string {
  return `"${'x '.repeat(19).slice(0, 37)}..."`
}
