/** Needs: the facts that a kind's rule asks for, taken out of a look; where one is missing the rule is not asked. */
import type { Chain } from '../chain/chain.ts'
import type { FactName } from '../kinds/kind-spec.ts'
import { type KINDS, type Kind, specOf } from '../kinds/kinds.ts'
import type { Checkpoints, Genesis, Head, Look, ReachedNode, Syncing } from '../look/look.ts'
import type { Sides } from '../look/sides/sides.ts'
import { type VantageClock, vantageClock } from '../look/vantage-clock.ts'

/** What each of them is, once it is there. */
interface FactValues {
  readonly chain: Chain
  /** Only one that agrees with most others' is a fact to rest on. */
  readonly clock: VantageClock
  readonly sides: Sides
  readonly head: Head
  readonly checkpoints: Checkpoints
  readonly syncing: Syncing
  readonly peers: number
  readonly genesis: Genesis
}

/** The facts that the rule of this kind needs, all of them there. */
export type NeededFacts<K extends Kind> = Pick<FactValues, (typeof KINDS)[K]['needs'][number]>

/** Null when one is missing; `node` is null for rules about a look as a whole. */
export function neededFacts<K extends Kind>(
  kind: K,
  look: Look,
  node: ReachedNode | null,
): NeededFacts<K> | null {
  const values = specOf(kind).needs.map((name) => [name, factOf(name, look, node)] as const)
  if (values.some(([, value]) => value === undefined)) return null
  return Object.fromEntries(values) as NeededFacts<K>
}

/** Undefined when it is missing. */
function factOf(name: FactName, look: Look, node: ReachedNode | null): FactValues[FactName] | undefined {
  switch (name) {
    case 'chain':
      return look.chain ?? undefined
    case 'clock': {
      const clock = vantageClock(look)
      return clock.isOff ? undefined : clock
    }
    case 'sides':
      return look.sides.sides.length > 0 ? look.sides : undefined
    case 'genesis':
      return node?.about.genesis
    default:
      return node === null || node[name] === 'unknown' ? undefined : node[name]
  }
}
