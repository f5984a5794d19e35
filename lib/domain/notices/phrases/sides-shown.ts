/** Sides shown: the sides that a page is about, each known by its nodes, so that side A is the same side in every page and view. */

import type { Side, Sides, Split } from '../../look/sides/sides.ts'
import { inStableOrder } from '../../look/sides/stable-order.ts'
import { nodeSettings } from '../../settings/settings.ts'
import type { FleetSettings, Situation } from '../situation.ts'

/** Sides and how they part, in stable order. */
export interface SidesShown extends Pick<Sides, 'sides' | 'splits'> {
  readonly undecided?: Sides['undecided']
  readonly conflicts?: Sides['conflicts']
}

export function sidesShown(found: SidesShown, { nodes }: FleetSettings): SidesShown {
  return inStableOrder(
    found,
    nodes.map(({ id }) => id),
  )
}

/** The sides of the look that the evidence is from; null where it is gone or has none. */
export function sidesOfLook({ look, settings }: Pick<Situation, 'look' | 'settings'>): SidesShown | null {
  return look === null || look.sides.sides.length === 0 ? null : sidesShown(look.sides, settings)
}

/** The same where they part: what looks like a node's own fault may be a side of a split. */
export function splitSides(situation: Pick<Situation, 'look' | 'settings'>): SidesShown | null {
  const shown = sidesOfLook(situation)
  return shown === null || shown.splits.length === 0 ? null : shown
}

/** `A`, `B`. */
export function nameSide(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + Math.min(index, 25))
}

export function ownNodes(settings: FleetSettings, { nodes }: Side): readonly string[] {
  return nodes.filter((node) => nodeSettings(settings, node) !== undefined)
}

/** The split that reaches back furthest. */
export function deepest(splits: readonly Split[]): Split | undefined {
  return splits.toSorted((a, b) => b.depth - a.depth)[0]
}
