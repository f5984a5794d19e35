/** Items: the small port that one table engine must fill, and what its conditions mean. */

/** What an attribute can hold; no engine needs more. */
export type Attribute = string | number | Uint8Array

/** One item of the table. */
export interface Item {
  readonly pk: string
  readonly sk: string
  /** When it expires, Unix time in whole seconds; an engine may keep it longer. */
  readonly ttl: number
  readonly [attribute: string]: Attribute
}

/**
 * When a put may write; no item is ever replaced without one.
 * `absent`: there is none of that key. `newer`: or the stored one's attribute is lower than the new one's.
 * `lapsed`: or the stored one's attribute is not after the instant given.
 */
export type Condition =
  | { readonly kind: 'absent' }
  | { readonly kind: 'newer'; readonly attribute: string }
  | { readonly kind: 'lapsed'; readonly attribute: string; readonly at: number }

export interface QueryOptions {
  /** Only items whose sort key begins with it. */
  readonly prefix?: string
  /** From the last sort key down instead of from the first up. */
  readonly latestFirst?: boolean
  /** No more items than this. */
  readonly limit?: number
}

/** One table on one engine. Sort keys are ordered by their UTF-8 bytes. Expired items may still be answered. */
export interface Items {
  /** Whether it was written; the condition and the write are one step. */
  put(item: Item, condition: Condition): Promise<boolean>
  get(pk: string, sk: string): Promise<Item | null>
  /** All items of a partition, in as many pages as it takes. */
  query(pk: string, options?: QueryOptions): Promise<readonly Item[]>
  close(): Promise<void>
}

/** As every engine orders them. */
export function bySortKey(a: Item, b: Item): number {
  return Buffer.compare(Buffer.from(a.sk), Buffer.from(b.sk))
}

/** Whether a condition lets an item be written over the stored one, for engines that have no conditions. */
export function mayWrite(item: Item, stored: Item | null, condition: Condition): boolean {
  if (stored === null) return true
  switch (condition.kind) {
    case 'absent':
      return false
    case 'newer':
      return numberIn(stored, condition.attribute) < numberIn(item, condition.attribute)
    case 'lapsed':
      return numberIn(stored, condition.attribute) <= condition.at
  }
}

/** NaN, which every comparison denies, where the item has no such number: then nothing is written over it. */
function numberIn(item: Item, attribute: string): number {
  const value = item[attribute]
  return typeof value === 'number' ? value : Number.NaN
}
