/** YAML places: where in the text a value or a key of the settings begins. */
import { isAlias, isMap, isSeq, type Pair, type YAMLMap } from 'yaml'
import type { KeyProblem } from './key-problem.ts'
import { keyText, startOf } from './yaml-values.ts'

/** The nodes of a document, with the keys of each map in an index that is made when it is first asked for. */
interface Places {
  readonly contents: unknown
  readonly targets: ReadonlyMap<unknown, unknown>
  readonly pairs: Map<YAMLMap, ReadonlyMap<string, Pair>>
}

export function placesIn(contents: unknown, targets: ReadonlyMap<unknown, unknown>): Places {
  return { contents, targets, pairs: new Map() }
}

/** Where a problem's value or key begins; the nearest thing around it when it is not there. */
export function offsetAt(places: Places, { path, atKey }: KeyProblem): number {
  let node = places.contents
  let offset = startOf(node) ?? 0
  for (const [depth, segment] of path.entries()) {
    const inner = isAlias(node) ? places.targets.get(node) : node
    const pair = isMap(inner) ? pairsOf(places, inner).get(String(segment)) : undefined
    const next = isSeq(inner) ? inner.items[Number(segment)] : pair?.value
    if (pair === undefined && next === undefined) return offset
    const wantsKey = atKey === true && depth === path.length - 1
    offset = (wantsKey ? undefined : startOf(next)) ?? startOf(pair?.key) ?? offset
    node = next
  }
  return offset
}

/** Of a key that is given twice the last one counts. */
function pairsOf({ pairs }: Places, map: YAMLMap): ReadonlyMap<string, Pair> {
  const known = pairs.get(map) ?? new Map(map.items.map((pair) => [keyText(pair.key), pair]))
  pairs.set(map, known)
  return known
}
