/** Relate: whether a lower tip is on a higher side's chain, by the same-slot question. */
import type { BlockRef } from '../../chain/block.ts'
import type { Head } from '../look.ts'
import {
  type Asking,
  answersBySlot,
  ask,
  askAgain,
  countsAsMissing,
  type Inquiry,
  stillAnswersBySlot,
} from './inquiry.ts'

/** Nodes with the same head. */
export interface Tip {
  readonly head: Pick<Head, 'slot' | 'root' | 'parentRoot'>
  readonly nodes: readonly string[]
}

/** Tips found to be on one chain, highest first. */
export interface Lineage {
  readonly tips: Tip[]
}

export type Relation =
  | 'same'
  | 'diverged'
  /** No node of the higher side can answer by slot, not even for its own head. */
  | 'mute'
  | 'cannot-answer-by-slot'
  | 'moved-during-the-look'
  | 'no-answer'

/** How many nodes of the higher side are asked before giving up. */
const WITNESSES_MAX = 3

/** Asks the higher chain for its block at the lower tip's slot and, if it is another, re-reads the lower node. */
export function* relate(inquiry: Inquiry, lower: Tip, higher: Lineage): Asking<Relation> {
  if (isKnownOn(higher, lower.head)) return 'same'
  const said = yield* witness(inquiry, lower.head, higher)
  if (said.kind !== 'other') return said.kind
  return yield* reread(inquiry, lower, said.root)
}

/** Free of requests: the tip, or the parent of a tip, of the higher chain. */
function isKnownOn(chain: Lineage, block: BlockRef): boolean {
  return chain.tips.some(({ head }) => head.root === block.root || head.parentRoot === block.root)
}

type SlotAnswer =
  | { readonly kind: 'same' | 'mute' | 'cannot-answer-by-slot' | 'no-answer' }
  | { readonly kind: 'other'; readonly root: string | null }

function* witness(inquiry: Inquiry, block: BlockRef, chain: Lineage): Asking<SlotAnswer> {
  let verdict: SlotAnswer = { kind: 'no-answer' }
  for (const node of witnesses(inquiry, chain, block.slot)) {
    const answer = yield* ask(inquiry, { node, at: { slot: block.slot } })
    if (answer.kind === 'failed') continue
    if (answer.kind === 'block' && answer.root === block.root) return { kind: 'same' }
    const isOther = answer.kind === 'block' || (yield* countsAsMissing(inquiry, node, block.slot))
    // Only a witness whose head is still the same proves anything.
    if (isOther && (yield* isSteady(inquiry, node)))
      return { kind: 'other', root: answer.kind === 'block' ? answer.root : null }
    if (isOther) continue
    verdict = (yield* answersBySlot(inquiry, node)) ? { kind: 'cannot-answer-by-slot' } : orMute(verdict)
  }
  return verdict
}

/** Its head, its answer for its head's slot, and that once more: all the same. */
function* isSteady(inquiry: Inquiry, node: string): Asking<boolean> {
  return (yield* answersBySlot(inquiry, node)) && (yield* stillAnswersBySlot(inquiry, node))
}

/** A side is mute only if none of its witnesses could answer for its own head. */
function orMute(verdict: SlotAnswer): SlotAnswer {
  return verdict.kind === 'cannot-answer-by-slot' ? verdict : { kind: 'mute' }
}

/** Nodes of the chain whose head is at or above the slot, those asked least first. */
function witnesses(inquiry: Inquiry, chain: Lineage, slot: number): readonly string[] {
  return chain.tips
    .filter((tip) => tip.head.slot >= slot)
    .flatMap((tip) => tip.nodes)
    .sort((a, b) => (inquiry.spent.get(a) ?? 0) - (inquiry.spent.get(b) ?? 0))
    .slice(0, WITNESSES_MAX)
}

/** The lower node may have reorganised onto the higher chain since its head was read. */
function* reread(inquiry: Inquiry, lower: Tip, higherRoot: string | null): Asking<Relation> {
  const { slot, root } = lower.head
  for (const node of lower.nodes.slice(0, WITNESSES_MAX)) {
    const answer = yield* askAgain(inquiry, { node, at: { slot } })
    if (answer.kind === 'failed') continue
    if (answer.kind === 'none') return higherRoot === null ? 'moved-during-the-look' : 'cannot-answer-by-slot'
    if (answer.root === root) return 'diverged'
    return answer.root === higherRoot ? 'same' : 'moved-during-the-look'
  }
  return 'no-answer'
}
