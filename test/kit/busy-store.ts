/** Busy store: stores in memory that tell whether any of their work is under way. */
import { itemStore } from '../../lib/adapters/store/item-store.ts'
import { memoryItems } from '../../lib/adapters/store/memory-items.ts'
import type { Store } from '../../lib/ports.ts'
import { type StepClock, stepClock } from './step-clock.ts'

/** A store and the clock that waits for it. */
export function storeInStepTime(startAt: number): { readonly store: Store; readonly clock: StepClock } {
  const { stores, clock } = storesInStepTime(startAt, 1)
  return { store: stores[0]!, clock }
}

/** So many stores, each with items of its own, and the clock that waits for all of them. */
export function storesInStepTime(
  startAt: number,
  count: number,
): { readonly stores: readonly Store[]; readonly clock: StepClock } {
  let underWay = 0
  const clock = stepClock(startAt, { isBusy: () => underWay > 0 })
  const busy = (store: Store): Store => {
    const counted = Object.entries(store).map(
      ([name, method]: [string, (...args: never[]) => Promise<unknown>]) => [
        name,
        async (...args: never[]) => {
          underWay++
          try {
            return await method(...args)
          } finally {
            underWay--
          }
        },
      ],
    )
    return Object.fromEntries(counted) as Store
  }
  return { stores: Array.from({ length: count }, () => busy(itemStore(memoryItems(clock), clock))), clock }
}
