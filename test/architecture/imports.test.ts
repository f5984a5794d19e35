/** Imports and exports are read from every form of statement, and from nothing that only looks like one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exportsOf, type Import, importsOf } from './imports.ts'

const FORMS: readonly (readonly [source: string, found: Partial<Import>])[] = [
  ["import './a.ts'", { target: 'lib/a.ts', names: [], form: 'import' }],
  ["import a from './a.ts'", { names: ['default'], form: 'import' }],
  ["import * as a from './a.ts'", { names: 'all', form: 'import' }],
  ["import { a, b as c } from './a.ts'", { names: ['a', 'b'], form: 'import' }],
  ["import {\n  a,\n  // why\n  b,\n} from './a.ts'", { names: ['a', 'b'], form: 'import' }],
  ["import { type A, b } from './a.ts'", { names: ['A', 'b'], form: 'import' }],
  ["import { type A, type B } from './a.ts'", { names: ['A', 'B'], form: 'import type' }],
  ["import type { A } from './a.ts'", { names: ['A'], form: 'import type' }],
  ["import type A from './a.ts'", { names: ['default'], form: 'import type' }],
  ["import type * as A from './a.ts'", { names: 'all', form: 'import type' }],
  ["import a, { b } from './a.ts'", { names: ['default', 'b'], form: 'import' }],
  ["import a, * as b from './a.ts'", { names: 'all', form: 'import' }],
  ["import { type } from './a.ts'", { names: ['type'], form: 'import' }],
  ['import { a } from "./a.ts"', { names: ['a'], form: 'import' }],
  ["import{a}from'./a.ts'", { names: ['a'], form: 'import' }],
  ["import { a } from '../b/a.ts'", { target: 'b/a.ts', names: ['a'] }],
  ["import a from './a.json' with { type: 'json' }", { target: 'lib/a.json' }],
  ["import { readFileSync } from 'node:fs'", { specifier: 'node:fs', target: null }],
  ["import { sha256 } from '@noble/hashes/sha2.js'", { specifier: '@noble/hashes/sha2.js', target: null }],
  ["export { a } from './a.ts'", { names: ['a'], form: 're-export' }],
  ["export * from './a.ts'", { names: 'all', form: 're-export' }],
  ["export type { A } from './a.ts'", { names: ['A'], form: 're-export' }],
  ["const { a } = await import('./a.ts')", { names: 'all', form: 'at run time' }],
  ["type A = import('./a.ts').A", { names: 'all', form: 'at run time' }],
]

for (const [source, expected] of FORMS)
  test(`an import: ${source.replaceAll('\n', ' ')}`, () => {
    const found = importsOf('lib/of.ts', source)
    assert.equal(found.length, 1)
    for (const [key, value] of Object.entries({ target: 'lib/a.ts', ...expected, line: 1 }))
      if (key !== 'target' || expected.specifier === undefined || expected.target !== undefined)
        assert.deepEqual(found[0]![key as keyof Import], value, key)
  })

const NO_IMPORTS = [
  "export const a = 'b'\n\n// taken from 'c'",
  "export function from() {\n  return 'a'\n}",
  'const text = "import { a } from \'./a.ts\'"',
  '/** Say `import a from "./a.ts"`. */',
  '// import a from "./a.ts"',
  'const important = from("a")',
  "export { a }\nconst b = 'c'",
]

for (const source of NO_IMPORTS)
  test(`no import: ${source.replaceAll('\n', ' ')}`, () =>
    assert.deepEqual(importsOf('lib/of.ts', source), []))

test('an import has the line that it starts on, whatever stands above', () => {
  const source = "/** A. */\n\nimport {\n  a,\n} from './a.ts'\n\nimport { b } from './b.ts'\n"
  assert.deepEqual(
    importsOf('lib/of.ts', source).map(({ line }) => line),
    [3, 7],
  )
})

const EXPORTS: readonly (readonly [source: string, ...names: string[]])[] = [
  ['export const a = 1', 'a'],
  ['export let a = 1', 'a'],
  ['export function a() {}', 'a'],
  ['export async function a() {}', 'a'],
  ['export function* a() {}', 'a'],
  ['export async function* a() {}', 'a'],
  ['export class A {}', 'A'],
  ['export abstract class A {}', 'A'],
  ['export interface A<T> {}', 'A'],
  ['export type A = 1', 'A'],
  ['export { a, b as c }', 'a', 'c'],
  ['export type { A }', 'A'],
  ['export default function a() {}', 'default'],
  ['export const { a, b } = c', '?'],
  ['const a = 1\nexport const b = 2', 'b'],
  ["const text = 'export const a = 1'"],
]

for (const [source, ...names] of EXPORTS)
  test(`exports ${names.join(', ') || 'nothing'}: ${source.replaceAll('\n', ' ')}`, () =>
    assert.deepEqual(
      exportsOf(source).map(({ name }) => name),
      names,
    ))
