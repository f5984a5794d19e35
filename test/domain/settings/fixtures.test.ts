/** Every file of test/fixtures/settings reads to exactly the lines at its foot. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saidOf, settingsFixture, settingsFixtures } from './settings-fixture.ts'

const fixtures = settingsFixtures()

for (const fixture of fixtures)
  test(`test/fixtures/settings/${fixture.name}.yaml is told exactly what stands at its foot`, () => {
    assert.notEqual(fixture.expected.length, 0, 'it ends with no line that begins with "# expected: "')
    assert.deepEqual(saidOf(fixture), fixture.expected)
  })

test('problems are told in the order of the file', () => {
  const lines = saidOf(settingsFixture('many-mistakes')).map((said) => Number(said.split(':')[1]))
  assert.ok(new Set(lines).size > 10)
  assert.deepEqual(
    lines,
    lines.toSorted((a, b) => a - b),
  )
})

test('no message shows what may be a secret', () => {
  // Every value of the fixtures that stands for a secret is this word.
  const shown = fixtures.flatMap(saidOf)
  assert.ok(shown.length > fixtures.length)
  for (const line of shown) assert.doesNotMatch(line, /se[\s/]?same|\bame@/i)
})
