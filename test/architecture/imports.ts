/** Imports: what a file takes from others and gives to them, types included, read from its source by pattern. */
import { posix } from 'node:path'
import { lineAt } from './broken.ts'

export interface Import {
  readonly specifier: string
  /** The file that a relative import means, from the project's root; null for packages and built-ins. */
  readonly target: string | null
  readonly names: readonly string[] | 'all'
  readonly form: 'import' | 'import type' | 're-export' | 'at run time'
  readonly line: number
}

export interface Export {
  /** `default` for a default export, `?` for one that these patterns cannot read. */
  readonly name: string
  readonly line: number
}

const NAMED = String.raw`\{[^{}]*\}`
const ALL = String.raw`\*(?:\s*as\s+[\w$]+)?`
const CLAUSE = String.raw`(?:type\s+(?=[\w$*{]))?(?:${NAMED}|${ALL}|[\w$]+(?:\s*,\s*(?:${NAMED}|${ALL}))?)`

/** Statements stand at the start of a line; `import './x.ts'` has no clause. */
const STATEMENT = new RegExp(
  String.raw`^[ \t]*(import|export)\b\s*(?:(${CLAUSE})\s*from\s*)?(['"])([^'"\n]+)\3`,
  'gm',
)
const AT_RUN_TIME = /\bimport\(\s*(['"])([^'"\n]+)\1/g

export function importsOf(path: string, source: string): readonly Import[] {
  const statements = [...source.matchAll(STATEMENT)].map((found): Import => {
    const [whole, verb, clause = '', , specifier] = found as unknown as [
      string,
      string,
      string,
      string,
      string,
    ]
    return {
      specifier,
      target: targetOf(path, specifier),
      names: namesIn(clause),
      form: verb === 'export' ? 're-export' : isTypeOnly(clause) ? 'import type' : 'import',
      line: lineAt(source, found.index + whole.search(/\S/)),
    }
  })
  const atRunTime = [...source.matchAll(AT_RUN_TIME)].map((found): Import => {
    const specifier = found[2]!
    return {
      specifier,
      target: targetOf(path, specifier),
      names: 'all',
      form: 'at run time',
      line: lineAt(source, found.index),
    }
  })
  return [...statements, ...atRunTime]
}

const DECLARED =
  /^export\s+(?:declare\s+)?(?:async\s+)?(?:abstract\s+)?(?:const|let|function\*?|class|interface|type)\s+([\w$]+)/
const LISTED = /^export\s+(?:type\s+)?\{([^{}]*)\}/

export function exportsOf(source: string): readonly Export[] {
  return [...source.matchAll(/^[ \t]*export\b/gm)].flatMap(({ index }) => {
    const rest = source.slice(index).trimStart()
    return exportedNames(rest).map((name) => ({ name, line: lineAt(source, index) }))
  })
}

function exportedNames(statement: string): readonly string[] {
  if (/^export\s+default\b/.test(statement)) return ['default']
  const listed = statement.match(LISTED)?.[1]
  if (listed !== undefined) return items(listed).map((item) => item.split(/\s+as\s+/).at(-1)!)
  if (/^export\s+(?:type\s+)?\*/.test(statement)) return []
  return [statement.match(DECLARED)?.[1] ?? '?']
}

function namesIn(clause: string): readonly string[] | 'all' {
  if (clause.includes('*')) return 'all'
  const list = clause.match(/\{([^{}]*)\}/)?.[1] ?? ''
  const bare = clause
    .replace(/\{[^{}]*\}/, '')
    .replace(/^type\s+/, '')
    .replace(/[\s,]/g, '')
  return [
    ...(bare === '' || bare === 'type' ? [] : ['default']),
    ...items(list).map((item) => item.split(/\s+as\s+/)[0]!),
  ]
}

function isTypeOnly(clause: string): boolean {
  if (/^type\s+[\w$*{]/.test(clause)) return true
  const list = clause.match(/^\{([^{}]*)\}$/)?.[1]
  return list !== undefined && rawItems(list).every((item) => /^type\s/.test(item))
}

function items(list: string): readonly string[] {
  return rawItems(list).map((item) => item.replace(/^type\s+/, ''))
}

function rawItems(list: string): readonly string[] {
  return list
    .replace(/\/\/.*/g, '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function targetOf(path: string, specifier: string): string | null {
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : null
}
