/** Syncing: what a node says of its own progress; clients mean different things by it, so it is never the truth. */
import type { Unknown } from '../fault.ts'
import type { Syncing } from '../look.ts'
import { type Fields, saturated } from './fields.ts'
import { type Reading, type Reply, readReply } from './reading.ts'

/** Older clients leave out `is_optimistic` and `el_offline`, which then are unknown and not false. */
export function readSyncing(reply: Reply): Reading<Syncing> {
  return readReply(reply, (data) => ({
    headSlot: data.integer('head_slot'),
    distance: distanceIn(data),
    syncing: data.tri('is_syncing'),
    optimistic: data.tri('is_optimistic'),
    executionOffline: data.tri('el_offline'),
  }))
}

/**
 * Prysm takes the head slot from its clock's slot without a sign: a node whose head is ahead of its own clock
 * is then some 2^64 slots away. How far ahead is no distance to sync, so the distance is unknown.
 */
function distanceIn(data: Fields): number | Unknown {
  if (!data.has('sync_distance')) return 'unknown'
  const distance = data.uint64('sync_distance')
  return distance < 2n ** 63n ? saturated(distance) : 'unknown'
}
