/** Dead: files that no entry reaches, and exports that nobody imports. */
import { type Broken, broken } from './broken.ts'
import type { Export } from './imports.ts'
import type { Unit } from './tree.ts'

/** What a shell, Lambda or the CDK starts. */
const ENTRY = /^(bin|functions)\/[^/]+\.ts$/

const TEST = /^test\//

/** Files whose only use is in tests, each with its reason. */
const ONLY_FOR_TESTS: Readonly<Record<string, string>> = {}

export function everyFileIsReached(units: readonly Unit[]): readonly Broken[] {
  const reached = reachedFrom(
    units.filter(({ path }) => ENTRY.test(path)),
    units,
  )
  return units
    .filter(({ path }) => !TEST.test(path) && !reached.has(path) && !Object.hasOwn(ONLY_FOR_TESTS, path))
    .map((unit) => broken(unit, 1, 'no entry (bin/*.ts, functions/*.ts) leads here'))
}

export function everyExportIsImported(units: readonly Unit[]): readonly Broken[] {
  return judgedExports(units).flatMap(({ unit, name, line, use }) => {
    if (use === 'none') return [broken(unit, line, `${name} is exported and nobody imports it`)]
    const isDead = use === 'tests alone' && !Object.hasOwn(ONLY_FOR_TESTS, unit.path)
    return isDead ? [broken(unit, line, `${name} is used by tests alone`)] : []
  })
}

/** Allowed: what its own file uses, exported for its tests. */
export function exportedForTests(units: readonly Unit[]): readonly string[] {
  return judgedExports(units)
    .filter(({ use }) => use === 'own file and tests')
    .map(({ unit, name }) => `${unit.path} ${name}`)
}

/** Who uses an export besides the file it stands in. */
type Use = 'code' | 'own file and tests' | 'tests alone' | 'none'

interface Judged extends Export {
  readonly unit: Unit
  readonly use: Use
}

function judgedExports(units: readonly Unit[]): readonly Judged[] {
  const importers = importersByExport(units)
  return units
    .filter(({ path }) => !ENTRY.test(path))
    .flatMap((unit) =>
      unit.exports.map((each) => ({
        ...each,
        unit,
        use: useOf(unit, each, importers(unit.path, each.name)),
      })),
    )
}

function useOf(unit: Unit, { name }: Export, importers: readonly string[]): Use {
  if (importers.length === 0) return 'none'
  if (TEST.test(unit.path) || importers.some((path) => !TEST.test(path))) return 'code'
  return mentions(unit, name) > 1 ? 'own file and tests' : 'tests alone'
}

function mentions({ source }: Unit, name: string): number {
  const bare = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  return bare.split(new RegExp(String.raw`(?<![\w$])${name.replaceAll('$', '\\$')}(?![\w$])`)).length - 1
}

function importersByExport(units: readonly Unit[]): (path: string, name: string) => readonly string[] {
  const importers = Map.groupBy(
    units.flatMap(({ path, imports }) => imports.map((each) => ({ path, ...each }))),
    ({ target }) => target,
  )
  return (path, name) =>
    (importers.get(path) ?? [])
      .filter(({ names }) => names === 'all' || names.includes(name))
      .map((each) => each.path)
}

function reachedFrom(entries: readonly Unit[], units: readonly Unit[]): ReadonlySet<string> {
  const byPath = new Map(units.map((unit) => [unit.path, unit]))
  const reached = new Set(entries.map(({ path }) => path))
  for (const path of reached)
    for (const { target } of byPath.get(path)?.imports ?? []) if (target !== null) reached.add(target)
  return reached
}
