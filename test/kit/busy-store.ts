/** Busy store: a store in memory that tells whether any of its work is under way. */
import { itemStore } from '../../lib/adapters/store/item-store.ts'
import { memoryItems } from '../../lib/adapters/store/memory-items.ts'
import type { Store } from '../../lib/ports.ts'
import { type StepClock, stepClock } from './step-clock.ts'

/** A store and the clock that waits for it. */
export function storeInStepTime(startAt: number): { readonly store: Store; readonly clock: StepClock } {
  let underWay = 0
  const clock = stepClock(startAt, { isBusy: () => underWay > 0 })
  const store = itemStore(memoryItems(clock), clock)
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
  return { store: Object.fromEntries(counted) as Store, clock }
}
