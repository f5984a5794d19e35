/** Slot eras: how long a slot lasts, from which epoch on; a fork may change it (EIP-8198, proposed). */

export interface SlotEra {
  readonly fromEpoch: number
  readonly slotMs: number
}

/** In order; the first one is from epoch 0 on. */
export type SlotEras = readonly [SlotEra, ...SlotEra[]]

/** A chain whose slots have always been as long. */
export function oneEra(slotMs: number): SlotEras {
  return [{ fromEpoch: 0, slotMs }]
}

/** The eras of a schedule, whose first entry may be later than epoch 0: before it, slots are as long as `slotMs`. */
export function erasOf(slotMs: number, schedule: readonly SlotEra[]): SlotEras {
  const [first, ...later] = schedule
  const eras = first?.fromEpoch === 0 ? [first, ...later] : [...oneEra(slotMs), ...schedule]
  const changes = eras.filter((era, place) => era.slotMs !== eras[place - 1]?.slotMs)
  return changes as unknown as SlotEras
}

export function areSameEras(a: SlotEras, b: SlotEras): boolean {
  const isSame = (era: SlotEra, place: number) =>
    era.fromEpoch === b[place]?.fromEpoch && era.slotMs === b[place]?.slotMs
  return a.length === b.length && a.every(isSame)
}
