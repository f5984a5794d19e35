/** Block words: a block, a checkpoint and a head as people read them. */
import { type BlockRef, shortRoot } from '../../chain/block.ts'
import type { CheckpointSaid } from '../../look/look.ts'
import { count } from '../../text/lists.ts'

/** `slot 13259456 0x3f2a9c1e…`. */
export function sayBlock({ slot, root }: BlockRef): string {
  return `slot ${slot} ${shortRoot(root)}`
}

/** `epoch 414358 0x8d0f41c2…`. */
export function sayCheckpoint({ epoch, root }: CheckpointSaid): string {
  return `epoch ${epoch === 'unknown' ? '?' : epoch} ${root === 'unknown' ? '(root unknown)' : shortRoot(root)}`
}

/** A head of the slot before is what a healthy node has for most of a slot. */
export function sayHead(head: BlockRef, slotsBehind: number): string {
  return `head at ${sayBlock(head)}${slotsBehind > 1 ? `, ${count(slotsBehind, 'slot')} behind our clock` : ''}`
}
