/** Contradictions: what one endpoint said that cannot be true together with its own words or with our clock. */
import { type Chain, slotAt } from './chain.ts'
import type { Contradiction, Head } from './look.ts'

export interface ContradictionBounds {
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

/** What a head contradicts: the head read before, or our clock. */
export function contradictionsOf(
  head: Head,
  known: { readonly last: Head | undefined; readonly chain: Chain | null },
  bounds: ContradictionBounds,
): Contradiction[] {
  const found: Contradiction[] = []
  if (known.last && known.last.slot - head.slot >= bounds.backwardsSlots)
    found.push({
      at: head.at,
      what: 'went-backwards',
      says: `its head went from slot ${known.last.slot} back to slot ${head.slot}`,
    })
  if (known.chain && isFromTheFuture(head, known.chain, bounds))
    found.push({
      at: head.at,
      what: 'future-head',
      says: `its head is slot ${head.slot} while our clock says slot ${slotAt(known.chain, head.at)}`,
    })
  return found
}

export function isFromTheFuture(
  head: Head,
  chain: Chain,
  { futureSlots }: Pick<ContradictionBounds, 'futureSlots'>,
): boolean {
  return head.slot - slotAt(chain, head.at) >= futureSlots
}
