/** Conflicts: checkpoints of which neither is an ancestor of the other, at equal or different epochs. */
import type { Checkpoint } from '../../chain/block.ts'
import { blockSlot, isGenesisCheckpoint } from './ancestor.ts'
import { type Asking, ask, countsAsMissing, type Inquiry, together } from './inquiry.ts'
import type { CheckpointHolders, Conflict } from './sides.ts'

/** At most this many different checkpoints are compared a look; the most widely held go first. */
const CHECKPOINTS_MAX = 8

/** How many holders of a checkpoint are asked before giving up. */
const HOLDERS_MAX = 3

/**
 * Compares the checkpoints of nodes that are not known to share a chain. Nodes of one side need no question:
 * a checkpoint is an ancestor of its own head, so those of one chain cannot conflict.
 */
export function* findConflicts(
  inquiry: Inquiry,
  checkpoint: Conflict['checkpoint'],
  sides: readonly (readonly string[])[],
): Asking<Conflict[]> {
  const held = heldCheckpoints(inquiry, checkpoint)
  const pairs = held.flatMap((a, index) => held.slice(index + 1).map((b) => [a, b] as const))
  const strangers = pairs.filter(([a, b]) => !sides.some((side) => shares(side, a) && shares(side, b)))
  const verdicts = yield* together(strangers.map(([a, b]) => conflicting(inquiry, earlierFirst(a, b))))
  return strangers.flatMap(([a, b], index) => (verdicts[index] ? [{ checkpoint, a, b }] : []))
}

function heldCheckpoints(inquiry: Inquiry, checkpoint: Conflict['checkpoint']): CheckpointHolders[] {
  const held = new Map<string, { at: Checkpoint; nodes: string[] }>()
  for (const { id, checkpoints } of inquiry.standings.values()) {
    const at = checkpoints?.[checkpoint] ?? null
    if (at === null || isGenesisCheckpoint(at)) continue
    const key = `${at.epoch} ${at.root}`
    held.set(key, { at, nodes: [...(held.get(key)?.nodes ?? []), id] })
  }
  return [...held.values()].sort((a, b) => b.nodes.length - a.nodes.length).slice(0, CHECKPOINTS_MAX)
}

function shares(side: readonly string[], holders: CheckpointHolders): boolean {
  return holders.nodes.some((node) => side.includes(node))
}

interface Pair {
  readonly earlier: CheckpointHolders
  readonly later: CheckpointHolders
}

function earlierFirst(a: CheckpointHolders, b: CheckpointHolders): Pair {
  return a.at.epoch <= b.at.epoch ? { earlier: a, later: b } : { earlier: b, later: a }
}

/** Asks a holder of the later checkpoint for its block at the slot of the earlier checkpoint's block. */
function* conflicting(inquiry: Inquiry, { earlier, later }: Pair): Asking<boolean> {
  // One chain has one checkpoint an epoch.
  if (earlier.at.epoch === later.at.epoch) return true
  const slot = yield* slotOf(inquiry, { earlier, later })
  if (slot === null) return false
  for (const node of askable(inquiry, later)) {
    const answer = yield* ask(inquiry, { node, at: { slot } })
    if (answer.kind === 'block') return answer.root !== earlier.at.root
    if (answer.kind === 'none' && (yield* countsAsMissing(inquiry, node, slot))) return true
  }
  return false
}

/** The slot of the earlier checkpoint's block, from whoever knows the block. */
function* slotOf(inquiry: Inquiry, { earlier, later }: Pair): Asking<number | null> {
  for (const node of [...askable(inquiry, earlier), ...askable(inquiry, later)]) {
    const slot = yield* blockSlot(inquiry, node, earlier.at)
    if (slot !== null) return slot
  }
  return null
}

/** Holders that answer more than checkpoints. */
function askable(inquiry: Inquiry, holders: CheckpointHolders): readonly string[] {
  return holders.nodes.filter((node) => inquiry.standings.get(node)?.head).slice(0, HOLDERS_MAX)
}
