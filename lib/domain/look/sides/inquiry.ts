/** Inquiry: asks nodes for headers by slot or root without touching a network; whoever drives it does the asking. */
import type { Checkpoint } from '../../chain/block.ts'
import type { Head } from '../look.ts'

/** What a node said of itself in this look, as far as sides need it. */
export interface Standing {
  readonly id: string
  /** Null for a reference that is asked only for its checkpoints. */
  readonly head: Pick<Head, 'slot' | 'root' | 'parentRoot'> | null
  /** Each null where it is not known whole. */
  readonly checkpoints: Readonly<Record<'finalized' | 'justified', Checkpoint | null>> | null
  /** A node of ours, and no reference. */
  readonly isOwn: boolean
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

/** How far above a 404 the next block is sought, ever sparser: on a branch that few follow most slots are missed. */
const ABOVE_SLOTS = [1, 2, 4, 8, 16, 32, 64, 128]

/** How many parents are followed from there down to the slot. */
const PARENTS_MAX = 8

/**
 * Whether a 404 of this node at this slot means "my chain has no block there". Nodes that have not backfilled, path
 * allow-lists, broken APIs and the slower one of two backends answer 404 too. So it counts only from a node that
 * answered its own head's slot with its own root, and only if its chain says so itself: the next block above has a
 * parent below, whoever of several answered.
 */
export function* countsAsMissing(inquiry: Inquiry, node: string, slot: number): Asking<boolean> {
  if (!(yield* answersBySlot(inquiry, node))) return false
  let above = yield* nextAbove(inquiry, node, slot)
  for (let hops = 0; hops < PARENTS_MAX; hops++) {
    const parent: KnownBlock | null = yield* blockOf(inquiry, node, above.parentRoot)
    if (parent === null || parent.slot <= slot) return parent !== null && parent.slot < slot
    above = parent
  }
  return false
}

/** Some block of its chain above the slot, near it if there is one; at last the lowest that this look knows. */
function* nextAbove(inquiry: Inquiry, node: string, slot: number): Asking<KnownBlock> {
  const known = lowestKnownAbove(inquiry, node, slot) ?? inquiry.standings.get(node)!.head!
  for (const aboveSlots of ABOVE_SLOTS) {
    if (slot + aboveSlots >= known.slot) return known
    const answer = yield* ask(inquiry, { node, at: { slot: slot + aboveSlots } })
    if (answer.kind === 'block') return answer
  }
  return known
}

function lowestKnownAbove({ answers }: Inquiry, node: string, slot: number): KnownBlock | null {
  const above = [...answers].flatMap(([key, answer]) =>
    key.startsWith(`${node} `) && answer.kind === 'block' && answer.slot > slot ? [answer] : [],
  )
  return above.toSorted((a, b) => a.slot - b.slot)[0] ?? null
}

type KnownBlock = Pick<Head, 'slot' | 'parentRoot'>

/** A block by its root: heads and answers of this look know many, and a root has one header, whoever said it. */
function* blockOf(inquiry: Inquiry, node: string, root: string): Asking<KnownBlock | null> {
  const heads = [...inquiry.standings.values()].flatMap(({ head }) => head ?? [])
  const answers = [...inquiry.answers.values()].filter((answer) => answer.kind === 'block')
  const known = [...heads, ...answers].find((block) => block.root === root)
  if (known !== undefined) return known
  const answer = yield* ask(inquiry, { node, at: { root } })
  return answer.kind === 'block' ? answer : null
}

/** Whether the node, asked for its own head's slot, answers with its own head. */
export function* answersBySlot(inquiry: Inquiry, node: string): Asking<boolean> {
  const head = inquiry.standings.get(node)?.head
  if (!head) return false
  const answer = yield* ask(inquiry, { node, at: { slot: head.slot } })
  return answer.kind === 'block' && answer.root === head.root
}

/** Asked once more, the node still answers its own head's slot with its own head. */
export function* stillAnswersBySlot(inquiry: Inquiry, node: string): Asking<boolean> {
  const { slot, root } = inquiry.standings.get(node)!.head!
  const answer = yield* askAgain(inquiry, { node, at: { slot } })
  return answer.kind === 'block' && answer.root === root
}

function keyOf({ node, at }: BlockQuestion): string {
  return 'slot' in at ? `${node} slot ${at.slot}` : `${node} root ${at.root}`
}
