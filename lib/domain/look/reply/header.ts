/** Header: what a node says of one block; `finalized` and `canonical` are not read, for clients get them wrong. */

import type { BlockRef } from '../../chain/block.ts'
import { headerRoot } from '../../chain/block-header.ts'
import type { Fault } from '../fault.ts'
import { type Fields, saturated, toTri } from './fields.ts'
import { type Reading, type Reply, readReply } from './reading.ts'

export interface Header extends BlockRef {
  readonly parentRoot: string
  /** Whether the root given is the hash of the header given; if not, nothing of the answer can be believed. */
  readonly rootMatches: boolean
  /** The node says that no execution client has verified it. */
  readonly isOptimistic?: true
}

/** The answer to a question for one certain block. */
export type HeaderReading =
  | { readonly kind: 'header'; readonly header: Header }
  /** 404: the slot is empty, or the node does not know the block; which of the two, it does not say. */
  | { readonly kind: 'none' }
  /** The node contradicts the question: it answered with another block than the one asked for. */
  | { readonly kind: 'wrong-slot'; readonly slot: number }
  | { readonly kind: 'wrong-root'; readonly root: string }
  | { readonly kind: 'fault'; readonly fault: Fault }

/** Reads the header of a name such as `head`, where any block is an answer. */
export function readHeader(reply: Reply): Reading<Header> {
  return readReply(reply, headerIn)
}

/** Reads the answer to "which block is at this slot?". */
export function readHeaderAt(reply: Reply, slot: number): HeaderReading {
  const reading = readBlock(reply)
  if (reading.kind !== 'header' || reading.header.slot === slot) return reading
  return { kind: 'wrong-slot', slot: reading.header.slot }
}

/** Reads the answer to "which block has this root?"; `root` in lower case. */
export function readHeaderByRoot(reply: Reply, root: string): HeaderReading {
  const reading = readBlock(reply)
  if (reading.kind !== 'header' || reading.header.root === root) return reading
  return { kind: 'wrong-root', root: reading.header.root }
}

function readBlock(reply: Reply): HeaderReading {
  if (reply.status === 404) return { kind: 'none' }
  const reading = readHeader(reply)
  return reading.ok ? { kind: 'header', header: reading.value } : { kind: 'fault', fault: reading.error }
}

function headerIn(data: Fields, envelope: Fields): Header {
  const root = data.root('root')
  const message = data.within('header').within('message')
  const fields = {
    slot: message.uint64('slot'),
    proposerIndex: message.uint64('proposer_index'),
    parentRoot: message.root('parent_root'),
    stateRoot: message.root('state_root'),
    bodyRoot: message.root('body_root'),
  }
  return {
    slot: saturated(fields.slot),
    root,
    parentRoot: fields.parentRoot,
    rootMatches: headerRoot(fields) === root,
    ...(toTri(envelope.raw('execution_optimistic')) === true ? { isOptimistic: true } : {}),
  }
}
