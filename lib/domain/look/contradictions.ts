/** Contradictions: what one endpoint said that cannot be true together with its own words or with our clock. */
import { type Chain, slotAt } from '../chain/chain.ts'
import type { Contradiction, Head } from './look.ts'

interface ContradictionBounds {
  /** A head this many slots below the last one read is no reorganisation. */
  readonly backwardsSlots: number
  /** A head this many slots ahead of our clock is no clock drift that a node can live with. */
  readonly futureSlots: number
  readonly rememberedMs: number
}

/** What is remembered of earlier looks, without what is too old. */
export function remembered(
  earlier: readonly Contradiction[],
  now: number,
  { rememberedMs }: ContradictionBounds,
): Contradiction[] {
  return earlier.filter(({ at }) => at > now - rememberedMs)
}

/** A head far below the one read before. */
export function goingBackwards(
  head: Head,
  last: Head | undefined,
  bounds: ContradictionBounds,
): Contradiction[] {
  if (!last || last.slot - head.slot < bounds.backwardsSlots) return []
  return [{ at: head.at, what: 'went-backwards', fromSlot: last.slot, toSlot: head.slot }]
}

/** A head that our clock says cannot be there yet. */
export function fromTheFuture(
  head: Head,
  chain: Chain,
  { futureSlots }: ContradictionBounds,
): Contradiction[] {
  const clockSlot = slotAt(chain, head.at)
  if (clockSlot < 0 || head.slot - clockSlot < futureSlots) return []
  return [{ at: head.at, what: 'future-head', slot: head.slot, clockSlot }]
}

/** A head that went back once may be a reorganisation, and in a split many nodes have one. */
const BACKWARDS_MIN = 2

/** Whether what is remembered shows that several nodes, a cache or a lie answer here. */
export function isProvenUnsteady(contradictions: readonly Contradiction[]): boolean {
  const backwards = contradictions.filter(({ what }) => what === 'went-backwards')
  return backwards.length >= BACKWARDS_MIN || backwards.length < contradictions.length
}
