/** Tree: the project's files as the laws see them, read from disk or made up in a test. */
import { readdirSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { type Program, parse } from 'acorn'
import { type Export, exportsOf, type Import, importsOf } from './imports.ts'

export interface TextFile {
  /** From the project's root, with `/`. */
  readonly path: string
  readonly source: string
}

/** One TypeScript file, read and parsed; every position is one of the source. */
export interface Unit extends TextFile {
  /** The source with blanks where types stood. */
  readonly code: string
  readonly program: Program
  readonly imports: readonly Import[]
  readonly exports: readonly Export[]
}

const ROOT = new URL('../../', import.meta.url)

/** What git does not keep, and the settings of whoever works here. */
const NOT_KEPT = /^(node_modules|cdk\.out|\.watchfire|\.git|(watchfire|try)\.yaml)$|\.log$/

/** Every text file that belongs to the project. */
export function filesOnDisk(root = ROOT, folder = ''): readonly TextFile[] {
  return readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}${entry.name}`
    if (NOT_KEPT.test(entry.name)) return []
    if (entry.isDirectory()) return filesOnDisk(root, `${path}/`)
    const source = readFileSync(new URL(path, root), 'utf8')
    return source.includes('\0') ? [] : [{ path, source }]
  })
}

/** The TypeScript files among them that are the project's own code. */
export function unitsIn(files: readonly TextFile[]): readonly Unit[] {
  return files
    .filter(
      ({ path }) => /^(bin|functions|lib|test)\/.*\.ts$/.test(path) && !path.startsWith('test/fixtures/'),
    )
    .map(unitOf)
}

function unitOf({ path, source }: TextFile): Unit {
  try {
    const code = stripTypeScriptTypes(source, { mode: 'strip' })
    const program = parse(code, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      locations: true,
      allowHashBang: true,
    })
    return { path, source, code, program, imports: importsOf(path, source), exports: exportsOf(source) }
  } catch (error) {
    throw new Error(`Cannot parse ${path}: ${error}`, { cause: error })
  }
}

/** Only what is erased before the file runs, without comments and quotations; blanks for everything else. */
export function typesOf({ source, code }: Unit): string {
  return source
    .split('')
    .map((letter, at) => (letter === code[at] && letter !== '\n' ? ' ' : letter))
    .join('')
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'|"[^"\n]*"|`[^`]*`/g, (text) => text.replace(/[^\n]/g, ' '))
}
