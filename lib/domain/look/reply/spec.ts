/** Spec: how a network's time runs, from the few parameters that we need of the hundreds that a node sends. */

import { printable } from '../../text/quote.ts'
import { HOUR_MS, SECOND_MS } from '../../text/time.ts'
import type { Unknown } from '../fault.ts'
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
    name: nameIn(data.raw('CONFIG_NAME')),
    slotMs: slotMsIn(data),
    slotsPerEpoch: data.byItself((fields) => fields.integer('SLOTS_PER_EPOCH', SLOTS_PER_EPOCH)),
    ...scheduleIn(data.raw('SLOT_DURATION_SCHEDULE')),
  }))
}

/** A name only shows: an odd one is no complaint. */
function nameIn(value: unknown): string {
  return (typeof value === 'string' ? printable(value, NAME_CHARS_MAX) : '') || 'unknown'
}

/** The specification went from SECONDS_PER_SLOT to SLOT_DURATION_MS, which wins; what is odd counts as not sent. */
function slotMsIn(data: Fields): number | Unknown {
  const ms = data.byItself((fields) => fields.integer('SLOT_DURATION_MS', SLOT_MS))
  const seconds = data.byItself((fields) => fields.integer('SECONDS_PER_SLOT', SLOT_SECONDS))
  if (ms !== 'unknown') return ms
  return seconds === 'unknown' ? seconds : seconds * SECOND_MS
}
