/** Spec: how a network's time runs, from the few parameters that we need of the hundreds that a node sends. */

import { HOUR_MS, SECOND_MS } from '../../text/time.ts'
import type { SpecFacts } from '../look.ts'
import type { Fields } from './fields.ts'
import { type Reading, type Reply, readReply } from './reading.ts'
import { scheduleIn } from './slot-schedule.ts'

const NAME_CHARS_MAX = 60
const SLOTS_PER_EPOCH = { min: 1, max: 65_536 }
const SLOT_SECONDS = { min: 1, max: HOUR_MS / SECOND_MS }
const SLOT_MS = { min: 1, max: HOUR_MS }

/** Clients send different sets of parameters, and lists and objects among them; only ours are looked at. */
export function readSpec(reply: Reply): Reading<SpecFacts> {
  return readReply(reply, (data) => ({
    name: data.has('CONFIG_NAME') ? data.text('CONFIG_NAME', NAME_CHARS_MAX) : 'unknown',
    slotMs: slotMsIn(data),
    slotsPerEpoch: data.integer('SLOTS_PER_EPOCH', SLOTS_PER_EPOCH),
    ...scheduleIn(data.raw('SLOT_DURATION_SCHEDULE')),
  }))
}

/** The specification went from SECONDS_PER_SLOT to SLOT_DURATION_MS; a node sends either, or both. */
function slotMsIn(data: Fields): number {
  const inSeconds = data.has('SECONDS_PER_SLOT')
  const inMs = data.has('SLOT_DURATION_MS')
  const seconds = inSeconds ? data.integer('SECONDS_PER_SLOT', SLOT_SECONDS) : 0
  const ms = inMs || !inSeconds ? data.integer('SLOT_DURATION_MS', SLOT_MS) : seconds * SECOND_MS
  if (inSeconds && ms !== seconds * SECOND_MS) {
    data.complain(
      `data.SLOT_DURATION_MS is ${ms} and data.SECONDS_PER_SLOT is ${seconds}, expected the same time`,
    )
  }
  return ms
}
