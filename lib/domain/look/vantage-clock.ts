/** Vantage clock: whether a vantage's clock, and its idea of slot time, agree with those of the endpoints it hears. */
import { slotAt } from '../chain/chain.ts'
import { SECOND_MS } from '../text/time.ts'
import type { Look } from './look.ts'
import { compatriots } from './own-nodes.ts'

export interface VantageClock {
  /** How far it is ahead of most endpoints' clocks; null where fewer than two told theirs. */
  readonly aheadMs: number | null
  /** How many told theirs. */
  readonly endpoints: number
  /** Whether most heads lie in its future. */
  readonly isBehindHeads: boolean
  /** Then it has no say in whatever rests on a clock. */
  readonly isOff: boolean
}

/** More than answers take and than a `Date` in whole seconds blurs, and less than what head ages are sensitive to. */
export const CLOCK_OFF_MS = 5 * SECOND_MS

/** A head this many slots ahead is no blur of whole seconds. */
const FUTURE_SLOTS = 2

/** One endpoint against one vantage: which of the two is wrong cannot be told. */
const ENDPOINTS_MIN = 2

type Seen = Pick<Look, 'nodes' | 'chain'>

export function vantageClock(look: Seen): VantageClock {
  const offsets = look.nodes.flatMap(({ clockAheadMs }) => clockAheadMs ?? [])
  const aheadMs = offsets.length < ENDPOINTS_MIN ? null : -nearestMedian(offsets)
  const isBehindHeads = areMostInTheFuture(look)
  const isOff = isBehindHeads || (aheadMs !== null && Math.abs(aheadMs) > CLOCK_OFF_MS)
  return { aheadMs: aheadMs === 0 ? 0 : aheadMs, endpoints: offsets.length, isBehindHeads, isOff }
}

/** Of an even number the one nearer to none: half of the others agree with us then. */
export function nearestMedian(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
  const high = sorted[Math.floor(sorted.length / 2)] ?? 0
  return Math.abs(low) <= Math.abs(high) ? low : high
}

/** Before genesis every head is. */
function areMostInTheFuture(look: Seen): boolean {
  const { chain } = look
  if (chain === null) return false
  const heads = compatriots(look).flatMap(({ head }) => (head === 'unknown' ? [] : [head]))
  const future = heads.filter(({ at, slot }) => {
    const clockSlot = slotAt(chain, at)
    return clockSlot >= 0 && slot - clockSlot >= FUTURE_SLOTS
  })
  return heads.length >= ENDPOINTS_MIN && future.length * 2 > heads.length
}
