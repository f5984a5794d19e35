/** Peers now: how many peers the nodes concerned have, for a step that asks to watch them. */
import { listed } from '../../text/lists.ts'
import { concerned, reachedIn, type Situation } from '../situation.ts'

const NODES_NAMED = 4

/** `now 2`, `now a 2 and b 71`; `peersOf` is what the facts say, which the look only completes. */
export function sayPeersNow(
  situation: Situation,
  peersOf: (id: string) => number | undefined = () => undefined,
): string {
  const known = concerned(situation).map((id) => {
    const peers = peersOf(id) ?? reachedIn(situation.look, id)?.peers ?? 'unknown'
    return [id, peers] as const
  })
  if (known.length === 1) return `now ${known[0]![1]}`
  const each = known.map(([id, peers]) => `${id} ${peers}`)
  return known.length > 0 ? `now ${listed(each, NODES_NAMED)}` : 'not known here'
}
