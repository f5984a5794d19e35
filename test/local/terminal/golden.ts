/** Golden: what the terminal shows, kept as reviewed text files; UPDATE_GOLDEN=1 writes them anew. */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'

const GOLDEN = new URL('../../golden/terminal/', import.meta.url)

export function matchesGolden(name: string, lines: readonly string[]): void {
  const file = new URL(`${name}.txt`, GOLDEN)
  const text = `${lines.join('\n')}\n`
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(GOLDEN, { recursive: true })
    writeFileSync(file, text)
  }
  assert.ok(existsSync(file), `${name}.txt is missing: run with UPDATE_GOLDEN=1 and read what it wrote`)
  assert.equal(text, readFileSync(file, 'utf8'))
}

/** The reviewed files whose names begin like this. */
export function goldenNames(begin: string): readonly string[] {
  return readdirSync(GOLDEN)
    .filter((name) => name.startsWith(begin))
    .map((name) => name.replace(/\.txt$/, ''))
    .toSorted()
}
