/** Every file of test/fixtures/settings reads to exactly the lines of the text file beside it. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { sayProblem } from '../../../lib/domain/settings/problem.ts'
import { readSettings } from '../../../lib/domain/settings/read.ts'

const folder = new URL('../../fixtures/settings/', import.meta.url)
const names = readdirSync(folder)
  .filter((file) => /\.(yaml|txt)$/.test(file))
  .map((file) => file.replace(/\.\w+$/, ''))

for (const name of new Set(names)) {
  test(`settings ${name}: exactly these messages`, () => {
    assert.deepEqual(linesOf(`${name}.yaml`), readText(`${name}.txt`)?.trimEnd().split('\n'))
  })
}

test('problems are told in the order of the file', () => {
  const lines = linesOf('many-mistakes.yaml').map((said) => Number(said.split(':')[1]))
  assert.ok(new Set(lines).size > 10)
  assert.deepEqual(
    lines,
    lines.toSorted((a, b) => a - b),
  )
})

test('no message shows what may be a secret', () => {
  // Every value of the fixtures that stands for a secret is this word.
  const shown = [...new Set(names)].flatMap((name) => linesOf(`${name}.yaml`))
  assert.ok(shown.length > names.length / 2)
  for (const line of shown) assert.doesNotMatch(line, /se[\s/]?same|\bame@/i)
})

/** `ok` and the warnings, or the problems. */
function linesOf(file: string): readonly string[] {
  const read = readSettings({ file, text: readText(file) ?? '', files: readText })
  return read.ok ? ['ok', ...read.warnings.map(sayProblem)] : read.problems.map(sayProblem)
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(new URL(file, folder), 'utf8')
  } catch {
    return undefined
  }
}
