/** Unsure: which vantages cannot tell, at the end of a line about who sees it. */
import { listed } from '../../text/lists.ts'

export function sayUnsure(cannotTell: readonly string[]): string {
  return cannotTell.length === 0 ? '' : ` Cannot tell: ${listed(cannotTell)}.`
}
