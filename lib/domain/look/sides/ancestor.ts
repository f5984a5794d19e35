/** Ancestor: the last block that two diverged nodes share, by bisection over slots that steps over missed ones. */
import type { BlockRef } from '../../chain/block.ts'
import { type Asking, ask, type BlockAnswer, countsAsMissing, type Inquiry, together } from './inquiry.ts'

type Ancestor =
  | { readonly kind: 'found'; readonly block: BlockRef }
  /** It lies at or above the first slot and below the second. */
  | { readonly kind: 'within'; readonly slots: readonly [number, number] }

/** What is known so far of two nodes: both agree at `low` and differ at `high`; `parents` are those of their lowest own blocks. */
interface SearchRange {
  readonly nodes: readonly [string, string]
  low: { readonly slot: number; readonly root: string | null }
  high: number
  readonly parents: [string, string]
}

/** The first step down from the lower tip; most splits are found young. */
const FIRST_STEP_SLOTS = 4

/** Finds the last common block of two nodes; `lowerTipSlot` is a slot at which they differ. */
export function* findAncestor(
  inquiry: Inquiry,
  nodes: readonly [string, string],
  lowerTipSlot: number,
): Asking<Ancestor> {
  const heads = nodes.map((node) => inquiry.standings.get(node)!.head!)
  const low = yield* sharedFinalized(inquiry, nodes, lowerTipSlot)
  const range: SearchRange = {
    nodes,
    low,
    high: lowerTipSlot,
    parents: [heads[0]!.parentRoot, heads[1]!.parentRoot],
  }
  let stepSlots = FIRST_STEP_SLOTS
  while (!isDone(range)) {
    const gallop = range.high - stepSlots
    const middle = gallop > range.low.slot ? gallop : Math.floor((range.low.slot + range.high) / 2)
    const found = yield* narrow(inquiry, range, middle)
    if (found === 'nothing') break
    stepSlots = found === 'differ' ? stepSlots * 2 : Number.POSITIVE_INFINITY
  }
  return conclude(range)
}

function isDone({ low, high, parents }: SearchRange): boolean {
  return low.slot + 1 >= high || isParent(low, parents)
}

/** The lowest block known above the range is a child of the block below it, so all between was missed. */
function isParent(low: SearchRange['low'], parents: SearchRange['parents']): boolean {
  return low.root !== null && parents.includes(low.root)
}

function conclude(range: SearchRange): Ancestor {
  const { low, high } = range
  if (low.root !== null && isDone(range)) return { kind: 'found', block: { slot: low.slot, root: low.root } }
  return { kind: 'within', slots: [low.slot, high] }
}

type Found = 'agree' | 'differ' | 'missed' | 'nothing'

/** Compares at the middle or, if both chains missed that slot, at one near it that they did not. */
function* narrow(inquiry: Inquiry, range: SearchRange, middle: number): Asking<Found> {
  const found = yield* compareAt(inquiry, range, middle)
  if (found !== 'missed') return found
  const parent = yield* parentSlot(inquiry, range)
  const candidates = parent !== null && parent < middle ? [parent] : [...around(middle, range), parent]
  for (const slot of candidates) {
    const next = slot === null ? 'missed' : yield* compareAt(inquiry, range, slot)
    if (next !== 'missed') return next
  }
  return 'nothing'
}

/** The neighbours of a missed slot, then ever nearer to the top, below which blocks are sure to be. */
function around(missed: number, { low, high }: SearchRange): number[] {
  const upward: number[] = []
  for (let slot = missed; high - slot > 1; slot = Math.ceil((slot + high) / 2)) upward.push(slot)
  const slots = [missed - 1, missed + 1, missed - 2, ...upward.slice(1)]
  return slots.filter((slot) => slot > low.slot && slot < high)
}

/** Where many slots in a row were missed, the parent of a lowest known block tells where the next block is. */
function* parentSlot(inquiry: Inquiry, range: SearchRange): Asking<number | null> {
  for (const index of [0, 1] as const) {
    const answer = yield* ask(inquiry, { node: range.nodes[index], at: { root: range.parents[index] } })
    if (answer.kind === 'block' && answer.slot > range.low.slot && answer.slot < range.high)
      return answer.slot
  }
  return null
}

/** Compares the two chains at one slot and narrows the range. */
function* compareAt(inquiry: Inquiry, range: SearchRange, slot: number): Asking<Found> {
  const answers = yield* together(range.nodes.map((node) => ask(inquiry, { node, at: { slot } })))
  const [a, b] = answers as [BlockAnswer, BlockAnswer]
  if (a.kind === 'failed' || b.kind === 'failed') return 'nothing'
  if (a.kind === 'block' && b.kind === 'block' && a.root === b.root) {
    range.low = { slot, root: a.root }
    return 'agree'
  }
  if (!(yield* differ(inquiry, range.nodes, [a, b]))) return 'missed'
  range.high = slot
  if (a.kind === 'block') range.parents[0] = a.parentRoot
  if (b.kind === 'block') range.parents[1] = b.parentRoot
  return 'differ'
}

/** Two blocks of one slot, or a block where the other chain provably has none. */
function* differ(
  inquiry: Inquiry,
  nodes: readonly [string, string],
  [a, b]: readonly [BlockAnswer, BlockAnswer],
): Asking<boolean> {
  if (a.kind === 'block' && b.kind === 'block') return true
  if (a.kind === 'block' && b.kind === 'none') return yield* countsAsMissing(inquiry, nodes[1], a.slot)
  if (b.kind === 'block' && a.kind === 'none') return yield* countsAsMissing(inquiry, nodes[0], b.slot)
  return false
}

/** The earlier of the two finalized blocks if both have it; else slot 0 with nothing known of its block. */
function* sharedFinalized(
  inquiry: Inquiry,
  nodes: readonly [string, string],
  lowerTipSlot: number,
): Asking<SearchRange['low']> {
  const unknown = { slot: 0, root: null }
  const finalized = nodes.map((node) => inquiry.standings.get(node)!.checkpoints?.finalized)
  if (!finalized[0] || !finalized[1]) return unknown
  const owner = finalized[0].epoch <= finalized[1].epoch ? 0 : 1
  const slot = yield* blockSlot(inquiry, nodes[owner], finalized[owner]!)
  if (slot === null || slot >= lowerTipSlot) return unknown
  const answers = yield* together(nodes.map((node) => ask(inquiry, { node, at: { slot } })))
  const [a, b] = answers as [BlockAnswer, BlockAnswer]
  return a.kind === 'block' && b.kind === 'block' && a.root === b.root ? { slot, root: a.root } : unknown
}

/** The slot of a checkpoint's block, which is before its epoch's first slot when that one was missed. */
export function* blockSlot(
  inquiry: Inquiry,
  node: string,
  checkpoint: { readonly epoch: number; readonly root: string },
): Asking<number | null> {
  if (isGenesisCheckpoint(checkpoint)) return 0
  const answer = yield* ask(inquiry, { node, at: { root: checkpoint.root } })
  return answer.kind === 'block' ? answer.slot : null
}

/** Before the first finalization nodes answer epoch 0 with a zero root. */
export function isGenesisCheckpoint(checkpoint: { readonly epoch: number; readonly root: string }): boolean {
  return checkpoint.epoch === 0 || /^0x0{64}$/.test(checkpoint.root)
}
