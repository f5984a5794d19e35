/** Taken look: whether a look that an event hands over is one to judge by: of this vantage, of now, and whole. */
import type { Look } from '../domain/look/look.ts'
import { MINUTE_MS } from '../domain/text/time.ts'

/** A look is handed over as soon as it has ended; what an event queue kept longer is in the table anyway. */
const OLD_MS_MAX = 10 * MINUTE_MS
/** Kept by its instant, one from further ahead would hide the true ones. */
const AHEAD_MS_MAX = 2 * MINUTE_MS

/** Why not, as the end of a sentence; null for one to take. An event is not believed unread. */
export function whyNotTaken(
  look: Look,
  { vantage, now }: { readonly vantage: string; readonly now: number },
): string | null {
  if (look.vantage !== vantage) return `it is of ${JSON.stringify(look.vantage)}, expected ${vantage}`
  for (const at of [look.at, look.roundAt ?? look.at]) {
    if (typeof at !== 'number' || !Number.isFinite(at)) return `it has no instant, but ${JSON.stringify(at)}`
    if (now - at > OLD_MS_MAX || at - now > AHEAD_MS_MAX)
      return `it is of ${new Date(at).toISOString()}, expected the last minutes`
  }
  const isWhole = Array.isArray(look.nodes) && Array.isArray(look.sides?.sides) && look.nodes.every(isNode)
  return isWhole ? null : 'it is no look'
}

function isNode(node: Partial<Look['nodes'][number]> | null): boolean {
  return typeof node?.id === 'string' && typeof node.state === 'string' && Array.isArray(node.contradictions)
}
