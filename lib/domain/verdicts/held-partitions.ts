/** Held partitions: what some reach and others do not stays that until nobody has reached it for a whole round. */
import { specOf } from '../kinds/kinds.ts'
import { keyOf } from '../kinds/subject.ts'
import type { Draft } from './draft.ts'
import type { HeldOpen } from './usable-nodes.ts'
import type { Voter } from './voters.ts'

interface Parted {
  /** Without what would call down or dark what is held as a partition. */
  readonly unwell: readonly Draft[]
  /** The keys of that. */
  readonly unknown: readonly string[]
}

interface HeldNow {
  readonly held: readonly HeldOpen[]
  readonly cadenceMs: number
}

/** One look of the half that reaches it, missed or late, does not turn a cut cable into a dead site. */
export function keepPartitions(drafts: readonly Draft[], voters: readonly Voter[], now: HeldNow): Parted {
  const isKept = (draft: Draft) =>
    specOf(draft.kind).votes === 'majority' &&
    isHeldAsPartition(draft, now.held) &&
    wasReached(draft, voters, now.cadenceMs)
  return {
    unwell: drafts.filter((draft) => !isKept(draft)),
    unknown: drafts.filter(isKept).map(keyOf),
  }
}

function isHeldAsPartition({ evidence }: Draft, held: readonly HeldOpen[]): boolean {
  const parted = held.filter(({ kind }) => kind === 'partition')
  return evidence.nodes.every((node) => parted.some(({ nodes }) => nodes.includes(node)))
}

/** By a look from no longer than a round before those that failed. */
function wasReached({ evidence }: Draft, voters: readonly Voter[], cadenceMs: number): boolean {
  return voters
    .filter(({ look }) => look.at >= evidence.from - cadenceMs)
    .some(({ nodes }) => evidence.nodes.some((node) => nodes.get(node)?.state === 'reached'))
}
