/** Unique names: one name, one meaning: no two types, exported or not, and no two files of one name. */
import { posix } from 'node:path'
import { type Broken, broken, lineAt } from './broken.ts'
import type { Unit } from './tree.ts'

/**
 * Files that are named after a word of the outside, whatever else bears it: what is typed, what is deployed, and
 * the kind that they hold the words of.
 */
const NAMED_FROM_OUTSIDE = /^(bin\/commands|functions|lib\/domain\/notices\/kinds)\//

export function noTwoFilesShareAName(units: readonly Unit[]): readonly Broken[] {
  const own = units.filter(({ path }) => !path.startsWith('test/') && !NAMED_FROM_OUTSIDE.test(path))
  return [...Map.groupBy(own, ({ path }) => posix.basename(path)).values()]
    .filter((same) => same.length > 1)
    .flatMap(([first, ...others]) =>
      others.map((unit) => broken(unit, 1, `bears the name of ${first!.path}`)),
    )
}

/** Where a file declares a type of its own; what it imports is of another file. */
const OWN_TYPE = /^(?:export )?(?:interface|type|class) (\w+)/gm

export function noTwoTypesShareAName(units: readonly Unit[]): readonly Broken[] {
  const types = units
    .filter(({ path }) => !path.startsWith('test/'))
    .flatMap((unit) =>
      [...unit.source.matchAll(OWN_TYPE)].map(({ 1: name, index }) => ({
        unit,
        name: name!,
        line: lineAt(unit.source, index),
      })),
    )
  return [...Map.groupBy(types, ({ name }) => name).values()]
    .filter((same) => same.length > 1)
    .flatMap(([first, ...others]) =>
      others.map(({ unit, name, line }) =>
        broken(unit, line, `names a type ${name}, which is a type of ${first!.unit.path} too`),
      ),
    )
}
