/** Golden: what the terminal shows, kept as reviewed text files. */
import { readdirSync } from 'node:fs'
import { holdToGolden } from '../../kit/golden.ts'

const GOLDEN = 'test/golden/terminal'
const FOLDER = new URL(`../../../${GOLDEN}/`, import.meta.url)

export function matchesGolden(name: string, lines: readonly string[]): void {
  holdToGolden(`${GOLDEN}/${name}.txt`, `${lines.join('\n')}\n`)
}

/** The reviewed files whose names begin like this. */
export function goldenNames(begin: string): readonly string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.startsWith(begin))
    .map((name) => name.replace(/\.txt$/, ''))
    .toSorted()
}
