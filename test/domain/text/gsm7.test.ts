/** GSM-7: every text becomes one that a phone network carries in seven bits, and is cut where the network cuts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  fitting,
  gsm7Length,
  SINGLE_SMS_SEPTETS,
  SMS_PART_SEPTETS,
  splitSms,
  toGsm7,
} from '../../../lib/domain/text/gsm7.ts'

/** The whole alphabet, written out once more, so that a slip in the code is not repeated in its test. */
const GSM7 = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/u

test('a letter outside the alphabet becomes the nearest plain one, and a question mark where there is none', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['é è à ñ ü ß Ç Å', 'é è à ñ ü ß Ç Å'],
    ['ê ç ő Š ž í ł', 'e c o S z i l'],
    ['“quoted” – and… so', '"quoted" - and... so'],
    ['Ａ ﬁ ½', 'A fi 1/2'],
    ['日本 🔥', '?? ?'],
    ['a\u00a0b\tc', 'a b c'],
    ['e\u0301 c\u0327a x\u0301', 'é ca x'],
    ['{€|}', '{€|}'],
  ]
  for (const [text, wanted] of cases) assert.equal(toGsm7(text), wanted, text)
})

test('letters of the extension table cost two septets and all others one', () => {
  assert.equal(gsm7Length('abc Ω\n'), 6)
  assert.equal(gsm7Length('^{}\\[~]|€'), 18)
})

test('whatever is written, the result is GSM-7, and GSM-7 stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const plain = toGsm7(text)
      assert.match(plain, GSM7)
      assert.equal(toGsm7(plain), plain)
    }),
  )
})

test('one part up to 160 septets, then parts of 153 at most that together are the text', () => {
  assert.equal(splitSms('a'.repeat(SINGLE_SMS_SEPTETS)).length, 1)
  assert.deepEqual(
    splitSms('a'.repeat(SINGLE_SMS_SEPTETS + 1)).map((part) => part.length),
    [SMS_PART_SEPTETS, 8],
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 100, maxLength: 500 }).map(toGsm7), (text) => {
      const parts = splitSms(text)
      assert.equal(parts.join(''), text)
      const limit = parts.length === 1 ? SINGLE_SMS_SEPTETS : SMS_PART_SEPTETS
      for (const part of parts) assert.ok(gsm7Length(part) <= limit)
    }),
  )
})

test('a letter of two septets is never torn apart at the end of a part', () => {
  const parts = splitSms(`${'a'.repeat(152)}€${'b'.repeat(20)}`)
  assert.deepEqual(
    parts.map((part) => [part.length, gsm7Length(part)]),
    [
      [152, 152],
      [21, 22],
    ],
  )
  assert.equal(fitting('ab€', 3), 'ab')
})
