/** Item bytes: what an item takes as DynamoDB counts it: names and values, numbers by their digits. */
import type { Attribute, Item } from './items.ts'

export function itemBytes(item: Item): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + bytesOf(value),
    0,
  )
}

/** Two digits a byte and one byte more, which is what the developer guide says approximately. */
function bytesOf(value: Attribute): number {
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1
  return typeof value === 'string' ? Buffer.byteLength(value) : value.length
}
