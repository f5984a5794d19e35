/** Syncing: what a node says of its own progress; clients mean different things by it, so it is never the truth. */
import type { Tri, Unknown } from '../fault.ts'
import type { Syncing } from '../look.ts'
import { type Fields, saturated, toTri, toUint64 } from './fields.ts'
import { type Reading, type Reply, readReply } from './reading.ts'

/** Each field by itself: what is missing or odd is unknown and not false, and a reply without any of them is none. */
export function readSyncing(reply: Reply): Reading<Syncing> {
  return readReply(reply, (data) => {
    const said: Syncing = {
      headSlot: headSlotIn(data),
      distance: distanceIn(data),
      syncing: triIn(data, 'is_syncing'),
      optimistic: triIn(data, 'is_optimistic'),
      executionOffline: triIn(data, 'el_offline'),
    }
    if (Object.values(said).every((value) => value === 'unknown')) data.integer('head_slot')
    return said
  })
}

function headSlotIn(data: Fields): number | Unknown {
  const slot = toUint64(data.raw('head_slot'))
  return slot === undefined ? 'unknown' : saturated(slot)
}

function triIn(data: Fields, name: string): Tri {
  return toTri(data.raw(name)) ?? 'unknown'
}

/**
 * Prysm takes the head slot from its clock's slot without a sign: a node whose head is ahead of its own clock
 * is then some 2^64 slots away. How far ahead is no distance to sync, so the distance is unknown.
 */
function distanceIn(data: Fields): number | Unknown {
  const distance = toUint64(data.raw('sync_distance'))
  return distance !== undefined && distance < 2n ** 63n ? saturated(distance) : 'unknown'
}
