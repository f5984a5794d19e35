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

/** Empty where there is none, or where it is no list in order: then the one slot time of the spec holds. */
export function scheduleIn(value: unknown): Pick<SpecFacts, 'schedule'> {
  if (!Array.isArray(value) || value.length > ERAS_MAX) return {}
  const read = value.map(eraIn)
  const eras = read.flatMap((era) => (era.ok && era.value.fromEpoch <= EPOCH_MAX ? [era.value] : []))
  const isInOrder = eras.every((era, place) => place === 0 || era.fromEpoch > eras[place - 1]!.fromEpoch)
  if (eras.length === 0 || !isInOrder || !read.every((era) => era.ok)) return {}
  return { schedule: eras }
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
