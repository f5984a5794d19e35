/** Laws of goldens: what differs is shown with its line, and no more of it than a person reads. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { holdPageToGolden, holdToGolden, sayDifference } from './golden.ts'

it('what is the same has no difference', () => assert.equal(sayDifference('a\nb\n', 'a\nb\n'), null))

it('only the lines that differ are shown, as git marks them', () => {
  assert.equal(sayDifference('a\nb\nc\n', 'a\nx\ny\nc\n'), 'line 2\n- b\n+ x\n+ y')
  assert.equal(sayDifference('a\nc\n', 'a\nb\nc\n'), 'line 2\n+ b')
  assert.equal(sayDifference('a\nb\nb\n', 'a\nb\n'), 'line 3\n- b')
  assert.equal(sayDifference('a\n', 'a'), 'line 2\n- ')
})

it('of many lines the first are shown, and of a long line a part', () => {
  const said = sayDifference('', `${'x'.repeat(1_000)}\n${'y\n'.repeat(99)}`)!.split('\n')
  assert.equal(said.length, 1 + 12 + 1)
  assert.equal(said.at(-1), '+ … and 88 lines more')
  assert.ok(said.every((line) => line.length < 300))
})

it('of two long lines that part late, the place where they part is shown', () => {
  const long = 'x'.repeat(1_000)
  assert.match(sayDifference(`${long}a\n`, `${long}b\n`)!, /^line 1\n- …x{120}a\n\+ …x{120}b$/)
})

it('a failure names the file and the command that writes it', {
  skip: process.env.UPDATE_GOLDEN === '1',
}, () => {
  const command = /UPDATE_GOLDEN=1 node --test test\/kit\/golden\.test\.ts\n/
  assert.throws(
    () => holdToGolden('test/golden/none.txt', 'a'),
    /^AssertionError.*: test\/golden\/none\.txt is missing/,
  )
  assert.throws(() => holdToGolden('test/golden/none.txt', 'a'), command)
  assert.throws(() => holdToGolden('LICENSE', 'a'), /LICENSE is not what the code makes now:\nline 1\n-/)
  assert.throws(() => holdToGolden('LICENSE', 'a'), command)
})

it('a page without a place for a table says which mark it lacks', () => {
  const part = { nothing: '| a |' }
  assert.throws(
    () => holdPageToGolden('LICENSE', part),
    /LICENSE has no place .* <!-- generated: nothing -->/,
  )
})
