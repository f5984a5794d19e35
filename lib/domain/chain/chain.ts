/** Chain: which network this is and how its time runs; slots and epochs are arithmetic on its genesis time. */

export interface Chain {
  /** A preset's name, or the spec's CONFIG_NAME for a learned one. */
  readonly name: string
  /** Start of slot 0, Unix time in milliseconds. */
  readonly genesisTimeMs: number
  /** 0x and 64 hex digits: what makes two networks the same one. */
  readonly genesisValidatorsRoot: string
  readonly slotMs: number
  readonly slotsPerEpoch: number
}

/** The wall-clock slot at an instant; negative before genesis. */
export function slotAt(chain: Chain, nowMs: number): number {
  return Math.floor((nowMs - chain.genesisTimeMs) / chain.slotMs)
}

/** When a slot starts, Unix time in milliseconds. */
export function slotStartMs(chain: Chain, slot: number): number {
  return chain.genesisTimeMs + slot * chain.slotMs
}

export function epochOf(chain: Chain, slot: number): number {
  return Math.floor(slot / chain.slotsPerEpoch)
}

/** The first slot of an epoch. */
export function epochStartSlot(chain: Chain, epoch: number): number {
  return epoch * chain.slotsPerEpoch
}
