/** Memory items: the table in this process, for tests, simulations and single looks; it forgets at the end. */
import { HOUR_MS } from '../../domain/text/time.ts'
import type { Clock } from '../../ports.ts'
import { bySortKey, type Item, type Items, mayWrite } from './items.ts'

export function memoryItems(clock: Pick<Clock, 'now'>): Items {
  const partitions = new Map<string, Map<string, Item>>()
  let sweepAt = clock.now() + HOUR_MS

  function sweepHourly(): void {
    if (clock.now() < sweepAt) return
    sweepAt = clock.now() + HOUR_MS
    for (const partition of partitions.values()) {
      for (const [sk, item] of partition) if (item.ttl * 1_000 <= clock.now()) partition.delete(sk)
    }
  }

  return {
    async put(item, condition) {
      sweepHourly()
      const partition = partitions.get(item.pk) ?? new Map<string, Item>()
      if (!mayWrite(item, partition.get(item.sk) ?? null, condition)) return false
      partitions.set(item.pk, partition.set(item.sk, item))
      return true
    },
    async get(pk, sk) {
      return partitions.get(pk)?.get(sk) ?? null
    },
    async query(pk, { prefix = '', latestFirst = false, limit } = {}) {
      const found = [...(partitions.get(pk)?.values() ?? [])]
        .filter((item) => item.sk.startsWith(prefix))
        .sort(bySortKey)
      return (latestFirst ? found.reverse() : found).slice(0, limit)
    },
    async close() {
      partitions.clear()
    },
  }
}
