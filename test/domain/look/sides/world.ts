/** A made-up world for the tests of sides: block trees drawn in one line, nodes on them, and a count of questions. */

import type { Checkpoint } from '../../../../lib/domain/chain/block.ts'
import { findSides } from '../../../../lib/domain/look/sides/find-sides.ts'
import type { BlockAnswer, BlockQuestion, Standing } from '../../../../lib/domain/look/sides/inquiry.ts'
import type { Sides } from '../../../../lib/domain/look/sides/sides.ts'

export interface Block {
  readonly slot: number
  readonly root: string
  readonly parentRoot: string
}

/** Blocks of one branch at the given slots, on top of `base`. */
export function grow(base: readonly Block[], branch: string, slots: readonly number[]): Block[] {
  const chain = [...base]
  for (const slot of slots) {
    const root = rootOf(`${branch}${slot}`)
    chain.push({ slot, root, parentRoot: chain.at(-1)?.root ?? rootOf('nothing') })
  }
  return chain
}

export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

function rootOf(label: string): string {
  return `0x${Buffer.from(label).toString('hex').padEnd(64, '0').slice(0, 64)}`
}

export interface WorldNode {
  readonly id: string
  readonly chain: readonly Block[]
  /** Its head was read when the chain was this one, if it moved since. */
  readonly readAt?: readonly Block[]
  /** Answers 404 for everything below this slot. */
  readonly historyFrom?: number
  /** Answers 404 to every question by slot. */
  readonly allowListed?: boolean
  /** Answers 404 for its own head's slot only. */
  readonly deniesHead?: boolean
  /** Answers 404 for this slot and all above it, though its head is there. */
  readonly deniesFrom?: number
  readonly fails?: boolean
  readonly finalized?: Checkpoint
  readonly justified?: Checkpoint
  readonly headless?: boolean
  readonly isReference?: boolean
  /** Another backend behind the same address; which of the two answers, this says of each question in turn. */
  readonly backend?: { readonly chain: readonly Block[]; readonly answers: (question: number) => boolean }
}

export interface Outcome extends Sides {
  /** Questions asked of each node. */
  readonly asked: Readonly<Record<string, number>>
}

export function sidesOf(nodes: readonly WorldNode[], questionsPerNodeMax = 28): Outcome {
  const asked: Record<string, number> = Object.fromEntries(nodes.map(({ id }) => [id, 0]))
  const asking = findSides(nodes.map(standing), { questionsPerNodeMax })
  let step = asking.next()
  while (!step.done) {
    const answers = step.value.map((question) => {
      const node = nodes.find(({ id }) => id === question.node)!
      const nth = asked[question.node]!++
      const chain = node.backend?.answers(nth) ? node.backend.chain : node.chain
      return answer({ ...node, chain }, question)
    })
    step = asking.next(answers)
  }
  return { ...step.value, asked }
}

function standing(node: WorldNode): Standing {
  const none = { epoch: 0, root: `0x${'0'.repeat(64)}` }
  const head = (node.readAt ?? node.chain).at(-1)!
  const checkpoints = { finalized: node.finalized ?? none, justified: node.justified ?? none }
  return { id: node.id, head: node.headless ? null : head, checkpoints, isOwn: !node.isReference }
}

function answer(node: WorldNode, { at }: BlockQuestion): BlockAnswer {
  if (node.fails) return { kind: 'failed' }
  const block = node.chain.find((candidate) =>
    'slot' in at ? candidate.slot === at.slot : candidate.root === at.root,
  )
  if (!block) return { kind: 'none' }
  if (node.allowListed && 'slot' in at) return { kind: 'none' }
  if (node.deniesHead && block === node.chain.at(-1) && 'slot' in at) return { kind: 'none' }
  if (node.deniesFrom !== undefined && 'slot' in at && block.slot >= node.deniesFrom) return { kind: 'none' }
  if (node.historyFrom !== undefined && block.slot < node.historyFrom) return { kind: 'none' }
  return { kind: 'block', ...block }
}

/** The checkpoint of an epoch on a chain: the last block at or before its first slot. */
export function checkpointOf(chain: readonly Block[], epoch: number, slotsPerEpoch = 32): Checkpoint {
  return { epoch, root: chain.filter(({ slot }) => slot <= epoch * slotsPerEpoch).at(-1)!.root }
}
