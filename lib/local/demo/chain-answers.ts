/** Chain answers: what one demo node replies about blocks, checkpoints and the network. */

import type { Checkpoint } from '../../domain/chain/block.ts'
import { slotMsOf } from '../../domain/chain/chain.ts'
import { type Block, derivedRoot } from './block-tree.ts'
import type { ClientHabits } from './client-habits.ts'
import { blockAt, blockByRoot } from './demo-chain.ts'
import { type AnsweringNode, type DemoReply, flags, habitsOf, refuse, reply } from './demo-reply.ts'

const FORK_VERSIONS = ['0x10000001', '0x10000002', '0x10000003'] as const

const NEVER_EPOCH = (2n ** 64n - 1n).toString()

export function header(asked: AnsweringNode, id: string): DemoReply {
  if (!/^(head|finalized|justified|genesis|\d{1,20}|0x[0-9a-fA-F]{64})$/.test(id)) {
    return refuse(asked, 400, `Invalid block ID: ${id}`)
  }
  const block = findBlock(asked, id)
  if (block === undefined) return refuse(asked, 404, `Block not found: ${id}`)
  return reply(asked, 200, {
    ...flags(asked, isFinal(asked, block)),
    data: {
      root: block.root,
      canonical: habitsOf(asked).alwaysCanonical || isCanonical(asked, block),
      header: { message: headerMessage(block), signature: signature(block) },
    },
  })
}

function findBlock({ demo, node }: AnsweringNode, id: string): Block | undefined {
  const { finalized, justified } = node.head.finality
  switch (id) {
    case 'head':
      return node.head
    case 'genesis':
      return demo.tree.genesis
    case 'finalized':
      return checkpointBlock({ demo, node }, finalized)
    case 'justified':
      return checkpointBlock({ demo, node }, justified)
    default:
      return id.startsWith('0x') ? blockByRoot(demo, node, id.toLowerCase()) : blockAt(demo, node, Number(id))
  }
}

/** Before anything is justified or final, the checkpoint's root is zeros and its block is the genesis block. */
function checkpointBlock(
  { demo, node }: Pick<AnsweringNode, 'demo' | 'node'>,
  checkpoint: Checkpoint,
): Block | undefined {
  return checkpoint.epoch === 0 ? demo.tree.genesis : blockByRoot(demo, node, checkpoint.root)
}

function isCanonical({ demo, node }: AnsweringNode, block: Block): boolean {
  return blockAt(demo, node, block.slot)?.root === block.root
}

function isFinal(asked: AnsweringNode, block: Block): boolean {
  const finalized = checkpointBlock(asked, asked.node.head.finality.finalized)
  return finalized !== undefined && block.slot <= finalized.slot && isCanonical(asked, block)
}

function headerMessage(block: Block): object {
  return {
    slot: String(block.slot),
    proposer_index: String(block.proposerIndex),
    parent_root: block.parentRoot,
    state_root: block.stateRoot,
    body_root: block.bodyRoot,
  }
}

/** 96 bytes; nobody can check it without the validator's key, and the genesis block has none. */
function signature(block: Block): string {
  const bytes = block.slot === 0 ? '0'.repeat(64) : derivedRoot('signature', block.root).slice(2)
  return `0x${bytes.repeat(3)}`
}

export function checkpoints(asked: AnsweringNode, stateId: string): DemoReply {
  if (stateId !== 'head') return refuse(asked, 404, `State not found: ${stateId}`)
  const { previousJustified, justified, finalized } = asked.node.head.finality
  return reply(asked, 200, {
    ...flags(asked, false),
    data: {
      previous_justified: checkpointJson(previousJustified),
      current_justified: checkpointJson(justified),
      finalized: checkpointJson(finalized),
    },
  })
}

function checkpointJson({ epoch, root }: Checkpoint): object {
  return { epoch: String(epoch), root }
}

export function genesis(asked: AnsweringNode): DemoReply {
  const { chain } = asked.demo
  return reply(asked, 200, {
    data: {
      genesis_time: String(chain.genesisTimeMs / 1000),
      genesis_validators_root: chain.genesisValidatorsRoot,
      genesis_fork_version: FORK_VERSIONS[0],
    },
  })
}

export function spec(asked: AnsweringNode): DemoReply {
  const { chain } = asked.demo
  return reply(asked, 200, {
    data: {
      CONFIG_NAME: chain.name,
      PRESET_BASE: 'minimal',
      ...slotTime(habitsOf(asked).slotTime, slotMsOf(chain, 0)),
      SLOTS_PER_EPOCH: String(chain.slotsPerEpoch),
      GENESIS_FORK_VERSION: FORK_VERSIONS[0],
      ELECTRA_FORK_VERSION: FORK_VERSIONS[1],
      ELECTRA_FORK_EPOCH: '0',
      FULU_FORK_VERSION: FORK_VERSIONS[2],
      FULU_FORK_EPOCH: '0',
      GLOAS_FORK_EPOCH: NEVER_EPOCH,
      BLOB_SCHEDULE: [{ EPOCH: '0', MAX_BLOBS_PER_BLOCK: '9' }],
    },
  })
}

/** Whole seconds cannot say a shorter slot, so such a slot is always given in milliseconds too. */
function slotTime(named: ClientHabits['slotTime'], slotMs: number): object {
  const seconds = slotMs % 1000 === 0 && named !== 'SLOT_DURATION_MS'
  return {
    ...(seconds ? { SECONDS_PER_SLOT: String(slotMs / 1000) } : {}),
    ...(seconds && named === 'SECONDS_PER_SLOT' ? {} : { SLOT_DURATION_MS: String(slotMs) }),
  }
}

export function forkSchedule(asked: AnsweringNode): DemoReply {
  return reply(asked, 200, {
    data: FORK_VERSIONS.map((current, place) => ({
      previous_version: FORK_VERSIONS[Math.max(0, place - 1)],
      current_version: current,
      epoch: '0',
    })),
  })
}
