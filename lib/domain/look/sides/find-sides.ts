/** Find sides: from every node's head and checkpoints to sides, splits and conflicts, asking as little as possible. */

import { findAncestor } from './ancestor.ts'
import { findConflicts } from './conflicts.ts'
import {
  type Asking,
  answersBySlot,
  ask,
  type Inquiry,
  type Standing,
  startInquiry,
  together,
} from './inquiry.ts'
import { type Lineage, type Relation, relate, type Tip } from './relate.ts'
import type { BlocksAbove, Conflict, Side, Sides, Split, Undecided, UndecidedWhy } from './sides.ts'

interface SidesOptions {
  /** Questions that one node may be asked for this in one look. */
  readonly questionsPerNodeMax: number
}

/** How many nodes of a tip are tried as the one that speaks for it. */
const SPEAKERS_MAX = 3

/** Groups nodes into chains by the same-slot question; never by comparing heads alone. */
export function* findSides(standings: readonly Standing[], options: SidesOptions): Asking<Sides> {
  const inquiry = startInquiry(standings, options.questionsPerNodeMax)
  const sorted = yield* sortTips(inquiry, tipsOf(standings))
  const { chains: found, undecided } = yield* setAsideSharedTips(inquiry, sorted)
  const chains = ownFirst(found, standings)
  const sides = chains.map(toSide)
  const splits = yield* together(
    chains.slice(1).map((chain, index) => split(inquiry, [chains[0]!, chain], index + 1)),
  )
  const members = sides.map((side) => side.nodes)
  const conflicts = yield* conflictsOf(inquiry, members, needsCheckpoints(standings, members))
  return { sides, undecided, splits, conflicts }
}

/** What strangers say must not decide how our own sides are compared. */
function ownFirst(chains: readonly Lineage[], standings: readonly Standing[]): readonly Lineage[] {
  const own = new Set(standings.filter(({ isOwn }) => isOwn).map(({ id }) => id))
  const isOurs = ({ tips }: Lineage) => tips.some(({ nodes }) => nodes.some((node) => own.has(node)))
  return [...chains.filter(isOurs), ...chains.filter((chain) => !isOurs(chain))]
}

/** Nodes grouped by head root, highest first; equal slots in order of their nodes, then of their roots. */
function tipsOf(standings: readonly Standing[]): Tip[] {
  const tips = new Map<string, { head: Tip['head']; nodes: string[] }>()
  for (const { id, head } of standings) {
    if (!head) continue
    const tip = tips.get(head.root)
    if (tip) tip.nodes.push(id)
    else tips.set(head.root, { head, nodes: [id] })
  }
  return [...tips.values()].sort(
    (a, b) =>
      b.head.slot - a.head.slot || b.nodes.length - a.nodes.length || (a.head.root < b.head.root ? -1 : 1),
  )
}

interface Sorted {
  readonly chains: Lineage[]
  readonly undecided: Undecided[]
}

/** Takes the highest tip left as a new chain, until none is left, and lets it collect its ancestors. */
function* sortTips(inquiry: Inquiry, tips: readonly Tip[]): Asking<Sorted> {
  const sorted: Sorted = { chains: [], undecided: [] }
  let left = [...tips]
  while (left.length > 0) {
    const [highest, ...lower] = left as [Tip, ...Tip[]]
    const chain: Lineage = { tips: [highest] }
    const relations = yield* collect(inquiry, chain, lower)
    if (yield* isMute(inquiry, relations)) {
      sorted.undecided.push(undecide(highest, 'cannot-answer-by-slot'))
      left = lower
      continue
    }
    sorted.chains.push(chain)
    for (const [tip, why] of relations)
      if (why !== 'same' && why !== 'diverged') sorted.undecided.push(undecide(tip, named(why)))
    left = lower.filter((tip) => relations.get(tip) === 'diverged')
  }
  return sorted
}

/** Relates each lower tip to the chain; those one block apart cost nothing and are taken first, in order. */
function* collect(inquiry: Inquiry, chain: Lineage, lower: readonly Tip[]): Asking<Map<Tip, Relation>> {
  const relations = new Map<Tip, Relation>()
  const far: Tip[] = []
  for (const tip of lower) {
    if (chain.tips.some(({ head }) => head.parentRoot === tip.head.root)) {
      chain.tips.push(tip)
      relations.set(tip, 'same')
    } else far.push(tip)
  }
  const answers = yield* together(far.map((tip) => relate(inquiry, tip, chain)))
  for (const [index, tip] of far.entries()) {
    relations.set(tip, answers[index]!)
    if (answers[index] === 'same') chain.tips.push(tip)
  }
  return relations
}

/** A tip that no lower one can be compared with, while a lower one can answer for itself. */
function* isMute(inquiry: Inquiry, relations: ReadonlyMap<Tip, Relation>): Asking<boolean> {
  const muted = [...relations].filter(([, relation]) => relation === 'mute').map(([tip]) => tip)
  if (muted.length === 0 || [...relations.values()].includes('same')) return false
  const able = yield* together(muted.map((tip) => answersBySlot(inquiry, tip.nodes[0]!)))
  return able.includes(true)
}

function named(relation: Exclude<Relation, 'same' | 'diverged'>): UndecidedWhy {
  return relation === 'mute' ? 'cannot-answer-by-slot' : relation
}

function undecide(tip: Tip, why: UndecidedWhy): Undecided {
  return { tip: { slot: tip.head.slot, root: tip.head.root }, nodes: tip.nodes, why }
}

/** A tip that is an ancestor of more than one chain is on none of them. */
function* setAsideSharedTips(inquiry: Inquiry, sorted: Sorted): Asking<Sorted> {
  if (sorted.chains.length < 2) return sorted
  const lower = sorted.chains.flatMap((chain) => chain.tips.slice(1).map((tip) => ({ chain, tip })))
  const shared = yield* together(
    lower.map(({ chain, tip }) =>
      isOnAnother(
        inquiry,
        tip,
        sorted.chains.filter((other) => other !== chain),
      ),
    ),
  )
  const aside = new Set(lower.flatMap(({ tip }, index) => (shared[index] ? [tip] : [])))
  return {
    chains: sorted.chains.map(({ tips }) => ({ tips: tips.filter((tip) => !aside.has(tip)) })),
    undecided: [...sorted.undecided, ...[...aside].map((tip) => undecide(tip, 'before-the-fork'))],
  }
}

function* isOnAnother(inquiry: Inquiry, tip: Tip, others: readonly Lineage[]): Asking<boolean> {
  for (const chain of others) {
    const witness = chain.tips[0]!
    if (witness.head.slot <= tip.head.slot) continue
    if (witness.head.parentRoot === tip.head.root) return true
    const answer = yield* ask(inquiry, { node: witness.nodes[0]!, at: { slot: tip.head.slot } })
    if (answer.kind === 'block' && answer.root === tip.head.root) return true
  }
  return false
}

function toSide({ tips }: Lineage): Side {
  const { slot, root } = tips[0]!.head
  return { tip: { slot, root }, nodes: tips.flatMap((tip) => tip.nodes) }
}

/** Where a chain left the first one. */
function* split(inquiry: Inquiry, pair: readonly [Lineage, Lineage], index: number): Asking<Split> {
  const tips = pair.map((chain) => chain.tips[0]!) as [Tip, Tip]
  const speakers = yield* together(tips.map((tip) => speaker(inquiry, tip, index)))
  const lowerTipSlot = Math.min(...tips.map(({ head }) => head.slot))
  const ancestor = yield* findAncestor(inquiry, speakers as [string, string], lowerTipSlot)
  const known = ancestor.kind === 'found' ? ancestor.block : null
  const above = (tip: Tip): BlocksAbove => (tip.head.parentRoot === known?.root ? 'one' : 'more')
  return {
    sides: [0, index],
    ancestor: known,
    ancestorWithin: ancestor.kind === 'within' ? ancestor.slots : null,
    depth: lowerTipSlot - (ancestor.kind === 'found' ? ancestor.block.slot : ancestor.slots[1] - 1),
    blocks: [above(tips[0]), above(tips[1])],
  }
}

/** A node of the tip that answers by slot; the splits of one look take different ones where they can. */
function* speaker(inquiry: Inquiry, tip: Tip, index: number): Asking<string> {
  const turned = tip.nodes.map((_, place) => tip.nodes[(place + index) % tip.nodes.length]!)
  for (const node of turned.slice(0, SPEAKERS_MAX)) if (yield* answersBySlot(inquiry, node)) return node
  return turned[0]!
}

/** Checkpoints are compared only when some holder is not on the one chain that all the others share. */
function needsCheckpoints(standings: readonly Standing[], sides: readonly (readonly string[])[]): boolean {
  return sides.length > 1 || standings.some(({ id }) => !sides.some((side) => side.includes(id)))
}

function* conflictsOf(
  inquiry: Inquiry,
  sides: readonly (readonly string[])[],
  needed: boolean,
): Asking<readonly Conflict[]> {
  if (!needed) return []
  const found = yield* together([
    findConflicts(inquiry, 'finalized', sides),
    findConflicts(inquiry, 'justified', sides),
  ])
  return found.flat()
}
