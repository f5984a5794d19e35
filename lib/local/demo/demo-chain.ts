/** Demo chain: the demo's validators propose, vote and follow a chain in each gossip group, slot by slot. */
import { epochOf, epochStartSlot, slotAt, type WholeChain } from '../../domain/chain/chain.ts'
import {
  addBlock,
  type Block,
  type BlockTree,
  isOnChain,
  lastBlockBy,
  plantTree,
  pruneBelow,
} from './block-tree.ts'
import { nextFinality } from './demo-finality.ts'
import type { RosterNode } from './demo-fleet.ts'

export interface DemoChain {
  readonly chain: WholeChain
  readonly tree: BlockTree
  readonly nodes: readonly ChainNode[]
  /** The last slot that was played. */
  slot: number
}

/** A node as the chain sees it. Its validators are numbered from `firstValidator` on. */
export interface ChainNode {
  readonly id: string
  readonly dataCenter: string
  readonly firstValidator: number
  readonly validators: number
  /** A node that is not up neither proposes nor votes nor follows. */
  up: boolean
  /** Nodes that are up and carry the same name hear one another. */
  gossip: string
  head: Block
  /** Tips that it once followed and left, newest last: it still answers for their blocks by root. */
  readonly left: Block[]
}

type ChainMember = Pick<RosterNode, 'id' | 'dataCenter' | 'validators'>

/** Older slots than this are forgotten: more than two hours at two seconds a slot. */
const KEPT_SLOTS = 4096
const LEFT_TIPS_MAX = 8

/** A chain at its genesis block; every node is up and hears every other. */
export function startChain(seed: string, chain: WholeChain, members: readonly ChainMember[]): DemoChain {
  const tree = plantTree(seed)
  let firstValidator = 0
  const nodes = members.map(({ id, dataCenter, validators }) => {
    const first = firstValidator
    firstValidator += validators
    return {
      id,
      dataCenter,
      firstValidator: first,
      validators,
      up: true,
      gossip: 'all',
      head: tree.genesis,
      left: [],
    }
  })
  return { chain, tree, nodes, slot: 0 }
}

/** Plays every slot that has begun by now. */
export function advanceTo(demo: DemoChain, nowMs: number): void {
  const last = slotAt(demo.chain, nowMs)
  while (demo.slot < last) playSlot(demo, demo.slot + 1)
}

/** Says anew who hears whom. Groups that have come together agree on one head at once. */
export function regroup(demo: DemoChain, gossipOf: (node: ChainNode) => string): void {
  for (const node of demo.nodes) node.gossip = gossipOf(node)
  settle(demo)
}

/** Says anew who is up. A node that comes back catches up at once. */
export function power(demo: DemoChain, isUp: (node: ChainNode) => boolean): void {
  for (const node of demo.nodes) node.up = isUp(node)
  settle(demo)
}

/** The nodes that hear this one, itself included. */
export function groupOf(demo: DemoChain, node: ChainNode): readonly ChainNode[] {
  return demo.nodes.filter((other) => other.up && other.gossip === node.gossip)
}

/** The block of a node's own chain at exactly this slot; undefined where the slot was missed. */
export function blockAt(demo: DemoChain, node: ChainNode, slot: number): Block | undefined {
  const block = lastBlockBy(demo.tree, node.head.root, slot)
  return block?.slot === slot ? block : undefined
}

/** A block that this node has had on its chain, now or once. */
export function blockByRoot(demo: DemoChain, node: ChainNode, root: string): Block | undefined {
  const block = demo.tree.blocks.get(root)
  if (block === undefined) return undefined
  const tips = [node.head, ...node.left]
  return tips.some((tip) => isOnChain(demo.tree, block, tip.root)) ? block : undefined
}

function playSlot(demo: DemoChain, slot: number): void {
  demo.slot = slot
  const { node, validator } = proposerOf(demo, slot)
  if (!node.up) return
  const group = groupOf(demo, node)
  const block = propose(demo, { parent: node.head, slot, proposerIndex: validator, group })
  for (const member of group) member.head = block
  pruneBelow(demo.tree, slot - KEPT_SLOTS)
}

/**
 * The validator whose turn it is. The golden ratio spreads turns by weight more evenly than chance does: a
 * third of the validators never waits longer than five slots, so no side of a split looks stalled by bad luck.
 */
function proposerOf(demo: DemoChain, slot: number): { node: ChainNode; validator: number } {
  const goldenRatio = (Math.sqrt(5) - 1) / 2
  const validator = Math.floor(((slot * goldenRatio) % 1) * weightOf(demo.nodes))
  const node = demo.nodes.findLast((candidate) => candidate.firstValidator <= validator)!
  return { node, validator }
}

interface Proposal {
  readonly parent: Block
  readonly slot: number
  readonly proposerIndex: number
  readonly group: readonly ChainNode[]
}

function propose(demo: DemoChain, { parent, slot, proposerIndex, group }: Proposal): Block {
  const total = weightOf(demo.nodes)
  const finality = nextFinality(parent.finality, {
    epoch: epochOf(demo.chain, slot),
    voters: group.map((node) => node.id),
    isSupermajority: (voted) => 3 * weightOf(demo.nodes.filter((node) => voted.has(node.id))) >= 2 * total,
    checkpointRoot: (epoch) => checkpointRoot(demo, parent, epoch),
  })
  return addBlock(demo.tree, { slot, proposerIndex, parentRoot: parent.root, finality })
}

/** The last block at or before the first slot of the epoch. */
function checkpointRoot(demo: DemoChain, tip: Block, epoch: number): string {
  const block = lastBlockBy(demo.tree, tip.root, epochStartSlot(demo.chain, epoch))
  return (block ?? demo.tree.genesis).root
}

function settle(demo: DemoChain): void {
  const up = demo.nodes.filter((node) => node.up)
  for (const group of Map.groupBy(up, (node) => node.gossip).values()) {
    const head = chooseHead(demo.tree, group)
    for (const node of group) follow(demo.tree, node, head)
  }
}

/** Fork choice: the latest justified checkpoint, then the most weight, then the longest chain. */
function chooseHead(tree: BlockTree, group: readonly ChainNode[]): Block {
  const candidates = [...new Set(group.map((node) => node.head))].map((tip) => ({
    tip,
    justified: tip.finality.justified.epoch,
    // A node whose head is an ancestor of the tip has nothing against it.
    weight: weightOf(group.filter((node) => isOnChain(tree, node.head, tip.root))),
  }))
  candidates.sort(
    (a, b) =>
      b.justified - a.justified ||
      b.weight - a.weight ||
      b.tip.slot - a.tip.slot ||
      (a.tip.root < b.tip.root ? -1 : 1),
  )
  return candidates[0]!.tip
}

function follow(tree: BlockTree, node: ChainNode, head: Block): void {
  if (!isOnChain(tree, node.head, head.root)) {
    node.left.push(node.head)
    node.left.splice(0, node.left.length - LEFT_TIPS_MAX)
  }
  node.head = head
}

function weightOf(nodes: readonly ChainNode[]): number {
  return nodes.reduce((sum, node) => sum + node.validators, 0)
}
