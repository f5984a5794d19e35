/** Slot schedule: how long slots last from which epochs on, as the spec of newer nodes tells (EIP-8198, proposed). */
import type { SlotEra } from '../../chain/slot-eras.ts'
import { HOUR_MS } from '../../text/time.ts'
import type { SpecFacts } from '../look.ts'
import { readFields } from './fields.ts'

const SLOT_MS = { min: 1, max: HOUR_MS }
/** Beyond it nothing is scheduled: 2^64 - 1 is how the specification writes never. */
const EPOCH_MAX = 2 ** 40
/** Slot time changes at forks only. */
const ERAS_MAX = 64

/**
 * Empty where there is none: then the one slot time of the spec holds. Unknown where one is told that cannot be
 * followed: eras without one of them would be at wrong times.
 */
export function scheduleIn(value: unknown): Pick<SpecFacts, 'schedule'> {
  if (value === undefined || value === null) return {}
  if (!Array.isArray(value) || value.length > ERAS_MAX) return { schedule: 'unknown' }
  if (value.length === 0) return {}
  const read = value.map(eraIn)
  const eras = read.flatMap((era) => (era.ok && era.value.fromEpoch <= EPOCH_MAX ? [era.value] : []))
  const isInOrder = eras.every((era, place) => place === 0 || era.fromEpoch > eras[place - 1]!.fromEpoch)
  if (!isInOrder || !read.every((era) => era.ok)) return { schedule: 'unknown' }
  return eras.length === 0 ? {} : { schedule: eras }
}

function eraIn(entry: unknown) {
  return readFields(
    entry,
    (fields): SlotEra => ({
      fromEpoch: fields.integer('EPOCH'),
      slotMs: fields.integer('SLOT_DURATION_MS', SLOT_MS),
    }),
  )
}
