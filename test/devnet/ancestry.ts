/** Ancestry: what two nodes' chains share, worked out here by walking their headers block by block, without Watchfire. */
import { ask, askIfAny, type LodestarNode } from './lodestar.ts'

interface Block {
  readonly slot: number
  readonly root: string
  readonly parentRoot: string
}

export async function headOf(node: LodestarNode): Promise<Block> {
  return readHeader(await ask(node, '/eth/v1/beacon/headers/head'))
}

/** The block of a slot on the node's chain; null where the chain has none. */
export async function blockAt(node: LodestarNode, slot: number): Promise<Block | null> {
  const header = await askIfAny<Header>(node, `/eth/v1/beacon/headers/${slot}`)
  return header === null ? null : readHeader(header)
}

export interface Fork {
  readonly ancestor: Block
  /** Blocks above the ancestor, from the tip down; none where one chain only lags. */
  readonly aboveA: readonly Block[]
  readonly aboveB: readonly Block[]
}

/** Walks from both heads to the last block that both chains have. */
export async function findFork(a: LodestarNode, b: LodestarNode): Promise<Fork> {
  const aboveA: Block[] = []
  const aboveB: Block[] = []
  let atA = await headOf(a)
  let atB = await headOf(b)
  while (atA.root !== atB.root) {
    // Of two different blocks the one at the higher slot, or either at equal slots, is not the ancestor.
    if (atA.slot >= atB.slot) {
      aboveA.push(atA)
      atA = await parentOf(a, atA)
    } else {
      aboveB.push(atB)
      atB = await parentOf(b, atB)
    }
  }
  return { ancestor: atA, aboveA, aboveB }
}

async function parentOf(node: LodestarNode, block: Block): Promise<Block> {
  if (block.slot === 0) throw new Error('The nodes share no block, not even the one of slot 0')
  return readHeader(await ask(node, `/eth/v1/beacon/headers/${block.parentRoot}`))
}

/** The `data` of a header's reply, as far as it is read here. */
interface Header {
  readonly root: string
  readonly header: { readonly message: { readonly slot: string; readonly parent_root: string } }
}

function readHeader({ root, header }: Header): Block {
  return { slot: Number(header.message.slot), root, parentRoot: header.message.parent_root }
}
