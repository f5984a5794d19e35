/** Faults kept: every fault of the list has a test whose title begins with its name, and no title names another. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { it } from 'node:test'

const LISTED = [
  ...readFileSync(new URL('../docs/faults.md', import.meta.url), 'utf8').matchAll(/^\| ([A-Z]\d*) \|/gm),
].map(([, row]) => row!)

/** `it('S1: …`, `test("F9, F10: …` and titles in tables of cases. */
const TITLE = /['"`]((?:[SFHAW]\d*)(?:, [SFHA]\d+)*): /g

function titled(): ReadonlySet<string> {
  const root = new URL('.', import.meta.url)
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.test.ts'),
  )
  const rows = files.flatMap((file) =>
    [...readFileSync(new URL(file, root), 'utf8').matchAll(TITLE)].flatMap(([, names]) => names!.split(', ')),
  )
  return new Set(rows)
}

it('every fault that was found has a test named after it', () => {
  const named = titled()
  assert.deepEqual(
    LISTED.filter((row) => !named.has(row)),
    [],
  )
  assert.equal(LISTED.length, 58)
})

it('every test that is named after a fault names one of the list', () => {
  assert.deepEqual(
    [...titled()].filter((row) => !LISTED.includes(row)),
    [],
  )
})
