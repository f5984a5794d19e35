/** Nouns: within the domain each noun knows only those that stand to its left. */
import { type Broken, broken } from './broken.ts'
import type { Unit } from './tree.ts'

/** From left to right; a file in none of these places is vocabulary, and leads where its imports lead. */
const PLACES: readonly (readonly [noun: string, holds: RegExp])[] = [
  ['Settings', /^lib\/domain\/settings[./]/],
  ['Look', /^lib\/domain\/(look\.ts$|sides[./]|reply\/)/],
  ['Finding', /^lib\/domain\/findings?[./]/],
  ['Verdict', /^lib\/domain\/verdicts?[./]/],
  ['Incident', /^lib\/domain\/incidents?[./]/],
  ['Notice', /^lib\/domain\/notices?[./]/],
]

export function nounsLookLeft(units: readonly Unit[]): readonly Broken[] {
  const byPath = new Map(units.map((unit) => [unit.path, unit]))
  return units.flatMap((unit) => {
    const place = placeOf(unit.path)
    if (place < 0) return []
    return unit.imports.flatMap(({ target, line }) => {
      const right = target === null ? undefined : wayRight(target, place, byPath)
      if (right === undefined) return []
      return [broken(unit, line, `${PLACES[place]![0]} may not know ${right.noun}, which ${right.way} is`)]
    })
  })
}

interface WayRight {
  readonly noun: string
  readonly way: string
}

/** The first noun further right that a file leads to, by itself or through vocabulary. */
function wayRight(start: string, place: number, byPath: ReadonlyMap<string, Unit>): WayRight | undefined {
  const seen = new Set<string>()
  const ways: (readonly string[])[] = [[start]]
  for (const way of ways) {
    const here = way.at(-1)!
    if (seen.has(here)) continue
    seen.add(here)
    const found = placeOf(here)
    if (found > place) return { noun: PLACES[found]![0], way: way.join(' → ') }
    if (found >= 0) continue
    ways.push(
      ...(byPath.get(here)?.imports ?? []).flatMap(({ target }) =>
        target === null ? [] : [[...way, target]],
      ),
    )
  }
  return undefined
}

function placeOf(path: string): number {
  return PLACES.findIndex(([, holds]) => holds.test(path))
}
