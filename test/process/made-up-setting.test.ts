/** The law of one file a key, for the compiler: with a key in its section, nothing anywhere else has to change. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { addMadeUpKeys } from '../domain/settings/made-up-keys.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const COPIED = ['bin', 'functions', 'lib', 'test', 'package.json', 'tsconfig.json']
const LEFT_OUT = /(node_modules|test\/(fixtures|golden))$/

const tree = mkdtempSync(join(tmpdir(), 'watchfire-setting-'))
after(() => rmSync(tree, { recursive: true, force: true }))

test('a key of nodes and a key at the top, each in one file: the compiler asks for nothing more', async () => {
  for (const name of COPIED)
    cpSync(join(ROOT, name), join(tree, name), { recursive: true, filter: (path) => !LEFT_OUT.test(path) })
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'))
  addMadeUpKeys(tree)
  assert.equal(await saidByCompiler(), '')
})

function saidByCompiler(): Promise<string> {
  return new Promise((resolve) => {
    execFile(join(ROOT, 'node_modules/.bin/tsc'), { cwd: tree, maxBuffer: 1 << 26 }, (_, stdout) =>
      resolve(stdout),
    )
  })
}
