/** Syncing: what a node says of its own progress; clients mean different things by it, so it is never the truth. */
import type { Tri } from '../fault.ts'
import type { Syncing } from '../look.ts'
import { type Fields, saturated } from './fields.ts'
import { type Reading, type Reply, readReply } from './reading.ts'

/** Each field by itself: what is missing or odd is unknown and not false, and a reply without any of them is none. */
export function readSyncing(reply: Reply): Reading<Syncing> {
  return readReply(reply, (data) => ({
    headSlot: data.byItself((fields) => fields.integer('head_slot')),
    distance: data.byItself(distanceIn),
    syncing: flagIn(data, 'is_syncing'),
    optimistic: flagIn(data, 'is_optimistic'),
    executionOffline: flagIn(data, 'el_offline'),
  }))
}

function flagIn(data: Fields, name: string): Tri {
  return data.byItself((fields) => fields.flag(name))
}

/**
 * Prysm takes the head slot from its clock's slot without a sign: a node whose head is ahead of its own clock
 * is then some 2^64 slots away. How far ahead is no distance to sync, so the distance is unknown.
 */
function distanceIn(data: Fields): number {
  const distance = data.uint64('sync_distance')
  if (distance >= 2n ** 63n) data.complain('sync_distance is below zero')
  return saturated(distance)
}
