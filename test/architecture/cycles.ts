/** Cycles: no file may lead back to itself, not even by types. */
import { type Broken, broken } from './broken.ts'
import type { Unit } from './tree.ts'

/** Each cycle once, told from the file where it was first entered. */
export function nothingLeadsBackToItself(units: readonly Unit[]): readonly Broken[] {
  const byPath = new Map(units.map((unit) => [unit.path, unit]))
  const found: Broken[] = []
  const done = new Set<string>()
  const visit = (unit: Unit, trail: readonly string[]) => {
    for (const { target, line } of unit.imports) {
      const next = target === null ? undefined : byPath.get(target)
      if (next === undefined) continue
      const at = [...trail, unit.path].indexOf(next.path)
      if (at >= 0)
        found.push(
          broken(unit, line, `cycle: ${[...trail, unit.path].slice(at).concat(next.path).join(' → ')}`),
        )
      else if (!done.has(next.path)) visit(next, [...trail, unit.path])
    }
    done.add(unit.path)
  }
  for (const unit of units) if (!done.has(unit.path)) visit(unit, [])
  return found
}
