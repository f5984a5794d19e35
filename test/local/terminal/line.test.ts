/** Line: one column a letter, whatever the text; cut and wrapped where it ends. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  cutText,
  fitting,
  line,
  paint,
  piece,
  widthOf,
  withRight,
  wrap,
} from '../../../lib/local/terminal/line.ts'

test('any text becomes letters of one column each, and as many as it says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const { text: shown } = piece(text)
      assert.match(shown, /^[ -~\u00a1-\u02af\u0370-\u052f\u2010-\u2026\u2500-\u257f]*$/)
      assert.doesNotMatch(shown, /[\p{C}\p{M}]/u)
    }),
  )
})

test('letters of Latin, Greek and Cyrillic, dashes and quotes stay; what is wide or joins becomes a question mark', () => {
  assert.equal(piece('Zürich – Łódź – Αθήνα – Москва “ok”…').text, 'Zürich – Łódź – Αθήνα – Москва “ok”…')
  assert.equal(piece('Zu\u0308rich').text, 'Zürich')
  assert.equal(piece('東京🔥').text, '???')
  assert.equal(piece('a\tb\nc\x1b[2J\u202ed').text, 'a b c [2J d')
})

test('a painted line is cut at the last column, in a piece or between two', () => {
  const two = [piece('abc', 'good'), piece('defg', 'critical')]
  for (let columns = 1; columns <= 9; columns++) {
    const plain = paint(two, { columns, color: false })
    assert.ok(plain.length <= columns)
    assert.equal(plain.endsWith('…'), columns < 7 && columns !== 3)
  }
  assert.equal(paint(two, { columns: 5, color: true }), '\x1b[32mabc\x1b[0m\x1b[1;31md…\x1b[0m')
})

test('the first wording that fits is taken, the last one cut when none does', () => {
  assert.equal(fitting(['1 min 12 s ago', '72 s ago', '72 s'], 8), '72 s ago')
  assert.equal(fitting(['1 min 12 s ago', '72 s'], 3), '72…')
  assert.equal(fitting([], 3), '')
  assert.equal(cutText('abc', 0), '')
})

test('a wrapped text loses no word until its last line, and no line is too wide', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(words, fc.integer({ min: 12, max: 60 }), (each, columns) => {
      const text = each.join(' ')
      const lines = wrap(text, columns, 99)
      assert.equal(lines.join(' '), text)
      assert.ok(lines.every((one) => one.length <= columns))
    }),
  )
  assert.deepEqual(wrap('one two three four', 9, 2), ['one two', 'three fo…'])
})

test('the right part ends at the last column', () => {
  const whole = withRight(line('left'), line('right'), 20)
  assert.equal(widthOf(whole), 20)
  assert.equal(paint(whole, { columns: 20, color: false }), 'left           right')
})
