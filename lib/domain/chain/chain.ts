/** Chain: which network this is and how its time runs; slots and epochs are arithmetic on its genesis time and eras. */
import type { SlotEras } from './slot-eras.ts'

export interface Chain {
  /** A preset's name, or the spec's CONFIG_NAME for a learned one. */
  readonly name: string
  /** Start of slot 0, Unix time in milliseconds. */
  readonly genesisTimeMs: number
  /** 0x and 64 hex digits: what makes two networks the same one; null while no node of a learned network tells. */
  readonly genesisValidatorsRoot: string | null
  readonly eras: SlotEras
  /** Null while no node of a learned network tells; then there is one era, and no epoch is known. */
  readonly slotsPerEpoch: number | null
}

/** A chain of which everything is known, as of a preset. */
export interface WholeChain extends Chain {
  readonly genesisValidatorsRoot: string
  readonly slotsPerEpoch: number
}

/** The wall-clock slot at an instant; negative before genesis. */
export function slotAt(chain: Chain, nowMs: number): number {
  const span = spansOf(chain).findLast(({ fromMs }) => fromMs <= nowMs) ?? spansOf(chain)[0]!
  return span.fromSlot + Math.floor((nowMs - span.fromMs) / span.slotMs)
}

/** When a slot starts, Unix time in milliseconds. */
export function slotStartMs(chain: Chain, slot: number): number {
  const span = spanOf(chain, slot)
  return span.fromMs + (slot - span.fromSlot) * span.slotMs
}

/** How long a slot lasts. */
export function slotMsOf(chain: Chain, slot: number): number {
  return spanOf(chain, slot).slotMs
}

/** How long so many slots up to the start of this one were. */
export function slotsMs(chain: Chain, upToSlot: number, slots: number): number {
  return slotStartMs(chain, upToSlot) - slotStartMs(chain, upToSlot - slots)
}

/** How many whole slots a time after the start of a slot is. */
export function slotsIn(chain: Chain, slot: number, ms: number): number {
  return slotAt(chain, slotStartMs(chain, slot) + ms) - slot
}

/** An era in slots and instants. */
interface EraSpan {
  readonly fromSlot: number
  readonly fromMs: number
  readonly slotMs: number
}

function spansOf(chain: Chain): readonly EraSpan[] {
  const spans: EraSpan[] = []
  for (const { fromEpoch, slotMs } of chain.eras) {
    const fromSlot = fromEpoch * (chain.slotsPerEpoch ?? 0)
    const last = spans.at(-1)
    const fromMs = last ? last.fromMs + (fromSlot - last.fromSlot) * last.slotMs : chain.genesisTimeMs
    spans.push({ fromSlot, fromMs, slotMs })
  }
  return spans
}

/** Before genesis time runs as in the first era. */
function spanOf(chain: Chain, slot: number): EraSpan {
  const spans = spansOf(chain)
  return spans.findLast(({ fromSlot }) => fromSlot <= slot) ?? spans[0]!
}

/** Null while nobody tells how many slots make an epoch. */
export function epochOf(chain: WholeChain, slot: number): number
export function epochOf(chain: Chain, slot: number): number | null
export function epochOf({ slotsPerEpoch }: Chain, slot: number): number | null {
  return slotsPerEpoch === null ? null : Math.floor(slot / slotsPerEpoch)
}

/** The first slot of an epoch. */
export function epochStartSlot({ slotsPerEpoch }: WholeChain, epoch: number): number {
  return epoch * slotsPerEpoch
}
