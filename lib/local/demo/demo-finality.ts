/** Demo finality: how votes for an epoch justify it and finalize the one before, as each block's state records it. */
import type { Checkpoint } from '../../domain/chain/block.ts'

/** The part of a block's state that is about finality. */
export interface Finality {
  /** The epoch of the block. */
  readonly epoch: number
  /** The nodes whose validators voted in this epoch, as far as this chain has seen. */
  readonly voted: ReadonlySet<string>
  readonly previousJustified: Checkpoint
  readonly justified: Checkpoint
  readonly finalized: Checkpoint
}

/** What a new block brings: its epoch, who votes along with it, and how to judge the epoch that ended. */
interface EpochVotes {
  readonly epoch: number
  readonly voters: readonly string[]
  readonly isSupermajority: (voted: ReadonlySet<string>) => boolean
  /** The root of an epoch's checkpoint on this chain. */
  readonly checkpointRoot: (epoch: number) => string
}

/** The standard's answer before anything is final: epoch 0 and a root of zeros. */
const NEVER: Checkpoint = { epoch: 0, root: `0x${'0'.repeat(64)}` }

export const NOTHING_FINAL: Finality = {
  epoch: 0,
  voted: new Set(),
  previousJustified: NEVER,
  justified: NEVER,
  finalized: NEVER,
}

/** The finality of a child block. Votes that come after the last block of an epoch are not counted. */
export function nextFinality(parent: Finality, votes: EpochVotes): Finality {
  if (votes.epoch === parent.epoch) return { ...parent, voted: together(parent.voted, votes.voters) }
  const { justified, finalized } = closeEpoch(parent, votes)
  const skippedEpochs = votes.epoch > parent.epoch + 1
  return {
    epoch: votes.epoch,
    voted: new Set(votes.voters),
    previousJustified: skippedEpochs ? justified : parent.justified,
    justified,
    finalized,
  }
}

/** Two thirds justify the epoch; if the one before it was justified too, that one is final. */
function closeEpoch(parent: Finality, votes: EpochVotes): Pick<Finality, 'justified' | 'finalized'> {
  if (parent.epoch === 0 || !votes.isSupermajority(parent.voted)) return parent
  const followsOn = parent.justified.epoch === parent.epoch - 1
  return {
    justified: { epoch: parent.epoch, root: votes.checkpointRoot(parent.epoch) },
    finalized: followsOn ? parent.justified : parent.finalized,
  }
}

/** The same set when nobody is new, so that the blocks of an epoch share one. */
function together(voted: ReadonlySet<string>, voters: readonly string[]): ReadonlySet<string> {
  return voters.every((id) => voted.has(id)) ? voted : new Set([...voted, ...voters])
}
