/** The documents that lead into the code name files that are there, so that a file which is renamed takes its mention along. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { matchesGlob } from 'node:path'
import { test } from 'node:test'

const ROOT = new URL('../', import.meta.url)
const FOLDERS = ['bin', 'docs', 'functions', 'lib', 'test']
const FILES = [
  ...readdirSync(ROOT),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' }).map(
      (path) => `${folder}/${path}`,
    ),
  ),
]
/** What stands for a name of the reader's own. */
const PLACEHOLDERS = /KIND|NAME|SECTION/
/** What the reader writes, and git does not keep. */
const OWN = 'try.yaml'

/** Whatever is written as code and ends as our files do, whole or from a folder on. */
function filesNamedIn(document: string): readonly string[] {
  const code = readFileSync(new URL(document, ROOT), 'utf8').match(/```[\s\S]*?```|`[^`\n]+`/g) ?? []
  const named = code.flatMap((each) => each.match(/[\w{}*,./-]+\.(ts|md|yaml|json)\b/g) ?? [])
  return named.filter((name) => name !== OWN)
}

for (const document of ['ARCHITECTURE.md', 'CONTRIBUTING.md'])
  test(`${document} names files that are there`, () => {
    const named = filesNamedIn(document)
    const gone = named.filter((name) => {
      const glob = name.replace(PLACEHOLDERS, '*')
      return !FILES.some((file) => matchesGlob(file, glob) || matchesGlob(file, `**/${glob}`))
    })
    assert.ok(named.length > 20)
    assert.deepEqual(gone, [], `${document} names files that are not there`)
  })
