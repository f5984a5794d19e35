/** Look times: how long one look may take, and how its time is shared out among tries. */

/** The whole look ends within this, however many nodes hang. */
export const LOOK_MS_MAX = 15_000

/** With a short cadence a look must be over before the next one starts. */
const LOOK_SHARE_OF_CADENCE = 0.9

/** Shares of a look's time for a node's first try and for the two that may follow; the rest is for sides. */
const TRY_SHARES = [0.24, 0.08, 0.1]

/** How long a look may take in all, in milliseconds. */
export function lookMs(cadenceMs: number): number {
  return Math.min(LOOK_MS_MAX, cadenceMs * LOOK_SHARE_OF_CADENCE)
}

/** How long each try of a node may take, the first one first. */
export function triesMs(cadenceMs: number): readonly number[] {
  return TRY_SHARES.map((share) => share * lookMs(cadenceMs))
}

/** How long a look waits for nodes that were reached before and now answer nothing. */
export function hangingLookMs(cadenceMs: number): number {
  return triesMs(cadenceMs).reduce((sum, tryMs) => sum + tryMs, 0)
}
