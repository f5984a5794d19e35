/** Watching lines: who still looks, who cannot, and at which nodes nobody can. */
import type { WatchingFacts } from '../../findings/facts.ts'
import { listed, unique } from '../../text/lists.ts'
import type { Situation } from '../situation.ts'
import { factsOf } from './each-node.ts'
import { nodeLines } from './node-lines.ts'
import { listWatching, sayWhy } from './watching-says.ts'

/** A line for each node with why nobody can look at it, or what the facts list. */
export function unwatchedLines(situation: Situation, facts: WatchingFacts): readonly string[] {
  const { unwatched } = facts
  const others = listWatching({ ...facts, unwatched: {} })
  const lines = nodeLines(situation, (id) => {
    const why = factsOf(unwatched, id)
    return why === undefined ? '' : sayWhy(why)
  })
  return [...others, ...lines]
}

/** Where it is our watching that failed: who is refused, or who still looks. */
export function sayWhoLooks({ view }: Situation): string {
  const { nodes, seenBy, notSeenBy, cannotTell } = view.evidence
  if (nodes.length > 0) return `Cannot look: ${listed(unique([...seenBy, ...cannotTell]))}.`
  return `Still looking: ${listed(notSeenBy.length > 0 ? notSeenBy : seenBy)}.`
}
