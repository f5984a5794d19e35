/** Inquiry: asks nodes for headers by slot or root without touching a network; whoever drives it does the asking. */
import type { Checkpoints, Head } from '../look.ts'

/** What a node said of itself in this look, as far as sides need it. */
export interface Standing {
  readonly id: string
  /** Null for a reference that is asked only for its checkpoints. */
  readonly head: Pick<Head, 'slot' | 'root' | 'parentRoot'> | null
  readonly checkpoints: Checkpoints | null
}

/** "Which block do you have there?" */
export interface BlockQuestion {
  readonly node: string
  readonly at: { readonly slot: number } | { readonly root: string }
}

export type BlockAnswer =
  | { readonly kind: 'block'; readonly slot: number; readonly root: string; readonly parentRoot: string }
  /** The node answered 404: a missed slot, or a node that cannot answer by slot. */
  | { readonly kind: 'none' }
  /** No usable answer, or the budget for questions is used up. */
  | { readonly kind: 'failed' }

/** A step by step inquiry: it yields questions that may be asked at once and is resumed with their answers. */
export type Asking<R> = Generator<readonly BlockQuestion[], R, readonly BlockAnswer[]>

/** The memory of one look's questions. */
export interface Inquiry {
  readonly answers: Map<string, BlockAnswer>
  readonly spent: Map<string, number>
  readonly questionsPerNodeMax: number
  readonly standings: ReadonlyMap<string, Standing>
}

export function startInquiry(standings: readonly Standing[], questionsPerNodeMax: number): Inquiry {
  return {
    answers: new Map(),
    spent: new Map(),
    questionsPerNodeMax,
    standings: new Map(standings.map((standing) => [standing.id, standing])),
  }
}

/** Asks one question, unless this look has its answer already or the node's budget is used up. */
export function* ask(inquiry: Inquiry, question: BlockQuestion): Asking<BlockAnswer> {
  return inquiry.answers.get(keyOf(question)) ?? (yield* askAgain(inquiry, question))
}

/** Asks even if the answer is known: the node may have changed its mind. */
export function* askAgain(inquiry: Inquiry, question: BlockQuestion): Asking<BlockAnswer> {
  const spent = inquiry.spent.get(question.node) ?? 0
  if (spent >= inquiry.questionsPerNodeMax) return { kind: 'failed' }
  inquiry.spent.set(question.node, spent + 1)
  const [answer = { kind: 'failed' as const }] = yield [question]
  inquiry.answers.set(keyOf(question), answer)
  return answer
}

/** Runs several inquiries side by side, so that what can be asked at once is asked at once. */
export function* together<R>(askings: readonly Asking<R>[]): Asking<R[]> {
  const steps = askings.map((asking) => asking.next())
  while (steps.some((step) => !step.done)) {
    const waiting = steps.flatMap((step, index) => (step.done ? [] : [{ index, questions: step.value }]))
    const answers = yield waiting.flatMap(({ questions }) => questions)
    let taken = 0
    for (const { index, questions } of waiting) {
      steps[index] = askings[index]!.next(answers.slice(taken, taken + questions.length))
      taken += questions.length
    }
  }
  return steps.map((step) => step.value as R)
}

/** How far below a 404 a block is sought; ever sparser, because a run of missed slots may be long. */
const LOOK_BACK_SLOTS = [1, 2, 4, 16, 64, 256, 1_024]

/**
 * Whether a 404 of this node at this slot means "my chain has no block there". Nodes that have not backfilled,
 * path allow-lists and broken APIs answer 404 too, so it counts only from a node that answered its own head's
 * slot with its own root and some slot at or below this one with a block.
 */
export function* countsAsMissing(inquiry: Inquiry, node: string, slot: number): Asking<boolean> {
  if (!(yield* answersBySlot(inquiry, node))) return false
  if (knowsBlockAtOrBelow(inquiry, node, slot)) return true
  for (const backSlots of LOOK_BACK_SLOTS) {
    const answer = yield* ask(inquiry, { node, at: { slot: Math.max(0, slot - backSlots) } })
    if (answer.kind === 'block') return true
    if (backSlots >= slot) return false
  }
  return false
}

/** Whether the node, asked for its own head's slot, answers with its own head. */
export function* answersBySlot(inquiry: Inquiry, node: string): Asking<boolean> {
  const head = inquiry.standings.get(node)?.head
  if (!head) return false
  const answer = yield* ask(inquiry, { node, at: { slot: head.slot } })
  return answer.kind === 'block' && answer.root === head.root
}

function knowsBlockAtOrBelow(inquiry: Inquiry, node: string, slot: number): boolean {
  const prefix = `${node} slot `
  return [...inquiry.answers].some(
    ([key, answer]) => key.startsWith(prefix) && answer.kind === 'block' && answer.slot <= slot,
  )
}

function keyOf({ node, at }: BlockQuestion): string {
  return 'slot' in at ? `${node} slot ${at.slot}` : `${node} root ${at.root}`
}
