/** Noted store: a store that tells of every call before it does it; what hears of one may throw instead. */

import type { Store } from '../../lib/ports.ts'

export function notedStore(store: Store, note: (call: string) => void): Store {
  const noted = Object.entries(store).map(
    ([name, method]: [string, (...args: never[]) => Promise<unknown>]) => [
      name,
      async (...args: never[]) => {
        note(name)
        return await method(...args)
      },
    ],
  )
  return Object.fromEntries(noted) as Store
}
