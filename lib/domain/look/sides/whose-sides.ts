/** Whose sides: which sides and checkpoints of a look have a node of ours, and which are strangers' alone. */
import type { Look, ReachedNode } from '../look.ts'
import { compatriots } from '../own-nodes.ts'
import type { Conflict, Split } from './sides.ts'

/** Strangers on a chain, or with a checkpoint, that no node of ours has. */
export interface Dispute {
  readonly strangers: readonly string[]
  /** How their side and ours parted; null where only checkpoints tell. */
  readonly split: Split | null
  readonly conflicts: readonly Conflict[]
}

/** The places of the sides that have a node of ours; they come first. */
export function ownSides({ nodes, sides: { sides } }: Pick<Look, 'nodes' | 'sides'>): readonly number[] {
  const isOurs = oursIn(nodes)
  return sides.flatMap((side, place) => (isOurs(side.nodes) ? [place] : []))
}

/** Between sides, or holders, of which each has a node of ours. */
export function ownSplits(look: Pick<Look, 'nodes' | 'sides'>): readonly Split[] {
  const own = ownSides(look)
  return look.sides.splits.filter(({ sides }) => sides.every((side) => own.includes(side)))
}

export function ownConflicts({
  nodes,
  sides: { conflicts },
}: Pick<Look, 'nodes' | 'sides'>): readonly Conflict[] {
  const isOurs = oursIn(nodes)
  return conflicts.filter(({ a, b }) => isOurs(a.nodes) && isOurs(b.nodes))
}

/** What strangers say against us; nothing where no node of ours stands on a side. */
export function disputes(look: Pick<Look, 'nodes' | 'sides'>): readonly Dispute[] {
  const own = ownSides(look)
  const isOurs = oursIn(look.nodes)
  const { sides, splits, conflicts } = look.sides
  const bySide = splits
    .filter(({ sides: [first, other] }) => own.includes(first) && !own.includes(other))
    .map((split) => ({ strangers: sides[split.sides[1]]!.nodes, split, conflicts: [] }))
  const byCheckpoint = conflicts
    .filter(({ a, b }) => isOurs(a.nodes) !== isOurs(b.nodes))
    .map((conflict) => {
      const { a, b } = conflict
      return { strangers: isOurs(a.nodes) ? b.nodes : a.nodes, split: null, conflicts: [conflict] }
    })
  return [...bySide, ...byCheckpoint]
}

/** Reached nodes of ours, and the references that are on a side with one: what they say of the chain counts. */
export function believed(look: Look): readonly ReachedNode[] {
  const own = ownSides(look)
  const beside = new Set(own.flatMap((place) => look.sides.sides[place]!.nodes))
  return compatriots(look).filter(({ id, role }) => role === 'node' || beside.has(id))
}

function oursIn(nodes: Look['nodes']): (ids: readonly string[]) => boolean {
  const own = new Set(nodes.filter(({ role }) => role === 'node').map(({ id }) => id))
  return (ids) => ids.some((id) => own.has(id))
}
