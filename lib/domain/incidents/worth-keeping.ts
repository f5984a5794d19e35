/** Worth keeping: whether a view has to be written anew, because it says something else or would soon be taken for silent. */
import type { View } from './incident.ts'

interface Kept {
  readonly now: number
  /** How long a view counts without being renewed. */
  readonly freshMs: number
}

/** A suspicion is compared by its evidence, so it is always written; it does not last. */
export function isWorthKeeping(stored: View | undefined, view: View, { now, freshMs }: Kept): boolean {
  if (stored === undefined || view.phase === 'suspect') return true
  return now - stored.asOf >= freshMs / 2 || lastingOf(stored) !== lastingOf(view)
}

/** All but what every look moves on: the instants of the evidence, and the numbers in its facts. */
function lastingOf({ asOf: _, evidence, ...view }: View): string {
  const { facts: _facts, from: _from, asOf: _asOf, ...lasting } = evidence
  return JSON.stringify([Object.entries(view).toSorted(byName), Object.entries(lasting).toSorted(byName)])
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}

/** The same views, each as it was judged last, whether or not that was worth writing. */
export function newestOf(stored: readonly View[], remembered: readonly View[]): readonly View[] {
  return stored.map((view) => {
    const known = remembered.find(({ kind, subject }) => kind === view.kind && subject === view.subject)
    return known !== undefined && known.asOf > view.asOf ? known : view
  })
}
