/** Golden: a text that people have read is kept as a file; what differs from it is shown, with how to write it anew. */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const LINES_SHOWN = 12
const LETTERS_SHOWN = 240

/** The file is a path from the root of the project. */
export function holdToGolden(file: string, text: string): void {
  const path = join(ROOT, file)
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  if (!existsSync(path)) assert.fail(`${file} is missing.\n${howToWrite()}`)
  const difference = sayDifference(readFileSync(path, 'utf8'), text)
  if (difference !== null)
    assert.fail(`${file} is not what the code makes now:\n${difference}\n${howToWrite()}`)
}

/** A page of which only the parts between `<!-- generated: NAME -->` and `<!-- end -->` are made; people wrote the rest. */
export function holdPageToGolden(file: string, parts: Readonly<Record<string, string>>): void {
  const page = readFileSync(join(ROOT, file), 'utf8')
  const inStep = Object.entries(parts).reduce((text, [name, part]) => {
    const old = new RegExp(String.raw`(<!-- generated: ${name} -->\n)[\s\S]*?(<!-- end -->)`)
    const expected = `expected a line <!-- generated: ${name} --> and below it a line <!-- end -->`
    assert.match(text, old, `${file} has no place for the table "${name}", ${expected}`)
    return text.replace(old, (_, start, end) => `${start}\n${part}\n${end}`)
  }, page)
  holdToGolden(file, inStep)
}

/** The lines between the first and the last that differ, as `git diff` marks them; null where none does. */
export function sayDifference(kept: string, made: string): string | null {
  if (kept === made) return null
  const [old, young] = [kept.split('\n'), made.split('\n')]
  const first = young.findIndex((line, at) => line !== old[at])
  const from = first === -1 ? young.length : first
  const common = alikeAtTheEnd(old.slice(from), young.slice(from))
  const [gone, come] = [old.slice(from, old.length - common), young.slice(from, young.length - common)]
  return [`line ${from + 1}`, ...shown('-', gone, come), ...shown('+', come, gone)].join('\n')
}

function alikeAtTheEnd(old: readonly string[], young: readonly string[]): number {
  const most = Math.min(old.length, young.length)
  let count = 0
  while (count < most && old.at(-1 - count) === young.at(-1 - count)) count += 1
  return count
}

function shown(mark: '-' | '+', lines: readonly string[], others: readonly string[]): readonly string[] {
  const more = lines.length - LINES_SHOWN
  return [
    ...lines.slice(0, LINES_SHOWN).map((line, at) => `${mark} ${brief(line, others[at] ?? '')}`),
    ...(more > 0 ? [`${mark} … and ${more} lines more`] : []),
  ]
}

/** Of a long line the part where it begins to differ from the other. */
function brief(line: string, other: string): string {
  if (line.length <= LETTERS_SHOWN) return line
  const differs = [...line].findIndex((letter, at) => letter !== other[at])
  const from = differs <= LETTERS_SHOWN / 2 ? 0 : differs - LETTERS_SHOWN / 2
  return `${from > 0 ? '…' : ''}${line.slice(from, from + LETTERS_SHOWN)}`
}

function howToWrite(): string {
  const test = relative(ROOT, process.argv[1] ?? '')
  return `To write it: UPDATE_GOLDEN=1 node --test ${test}\nThen read what changed with git diff.`
}
