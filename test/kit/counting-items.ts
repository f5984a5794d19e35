/** Counting items: a table in memory that counts what DynamoDB would charge for, one unit at a time. */
import { itemBytes } from '../../lib/adapters/store/item-bytes.ts'
import type { Items } from '../../lib/adapters/store/items.ts'
import { memoryItems } from '../../lib/adapters/store/memory-items.ts'
import type { Clock } from '../../lib/ports.ts'

const WRITE_UNIT_BYTES = 1_024
const READ_UNIT_BYTES = 4_096

interface Units {
  read: number
  written: number
}

interface CountedItems {
  readonly items: Items
  /** By the first part of the partition key; since it was last asked. */
  take(): Readonly<Record<string, Units>>
}

export function countingItems(clock: Pick<Clock, 'now'>): CountedItems {
  const inner = memoryItems(clock)
  let counted: Record<string, Units> = {}
  const of = (pk: string): Units => {
    const noun = pk.split('#')[0]!
    counted[noun] ??= { read: 0, written: 0 }
    return counted[noun]
  }
  const items: Items = {
    ...inner,
    async put(item, condition) {
      of(item.pk).written += Math.ceil(itemBytes(item) / WRITE_UNIT_BYTES)
      return inner.put(item, condition)
    },
    async get(pk, sk) {
      const item = await inner.get(pk, sk)
      of(pk).read += Math.max(1, Math.ceil((item === null ? 0 : itemBytes(item)) / READ_UNIT_BYTES))
      return item
    },
    async query(pk, options) {
      const found = await inner.query(pk, options)
      const bytes = found.reduce((sum, item) => sum + itemBytes(item), 0)
      of(pk).read += Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES))
      return found
    },
  }
  const take = () => {
    const taken = counted
    counted = {}
    return taken
  }
  return { items, take }
}
