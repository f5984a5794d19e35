/** Steady items: an engine of one process with what it told and missed in memory, so that it may fail, or lose all. */
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../domain/text/time.ts'
import type { Clock, Log } from '../../ports.ts'
import { bySortKey, type Condition, type Item, type Items, mayWrite, type QueryOptions } from './items.ts'
import { isOfLooks } from './stored-nouns.ts'

interface SteadyOptions {
  /** What it is called in the log. */
  readonly name: string
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

/** After a failure memory answers for so long: a dead engine takes its time for each question that it does not answer. */
const REST_MS = 10 * SECOND_MS
const SAID_AGAIN_MS = MINUTE_MS

interface UnwrittenItem {
  readonly item: Item
  readonly condition: Condition
}

/** Never rejects until it is closed. What memory alone has is lost with the process, which `close` says. */
export function steadyItems(items: Items, { name, clock, log }: SteadyOptions): Items {
  const memory = itemMemory(clock)
  const { waiting } = memory
  const writes = health(`${name} takes nothing`, { clock, log })
  const reads = health(`${name} tells nothing`, { clock, log })
  let isClosed = false

  async function giveBack(): Promise<void> {
    for (const [key, one] of waiting) {
      if (!isExpired(one.item, clock)) await items.put(one.item, one.condition)
      if (waiting.get(key) === one) waiting.delete(key)
    }
  }

  /** What the engine told, with what it lacks, which it is given. */
  async function completed(
    found: readonly Item[],
    pk: string,
    options: QueryOptions,
  ): Promise<readonly Item[]> {
    for (const item of memory.missing(found, pk, options))
      waiting.set(keyOf(item), { item, condition: { kind: 'absent' } })
    const all = memory.withWaiting(found, pk, options)
    for (const item of all) memory.remember(item)
    if (waiting.size > 0) await writes.unlessIll(giveBack)
    return all
  }

  async function query(pk: string, options: QueryOptions = {}): Promise<readonly Item[]> {
    if (isClosed) return await items.query(pk, options)
    const read = await reads.unlessIll(() => items.query(pk, options))
    return read.isDone ? await completed(read.value, pk, options) : memory.known(pk, options)
  }

  return {
    async put(item, condition) {
      if (isClosed) return await items.put(item, condition)
      const written = await writes.unlessIll(async () => {
        await giveBack()
        return await items.put(item, condition)
      })
      if (!written.isDone) return memory.keep(item, condition)
      if (written.value) memory.remember(item)
      return written.value
    },
    async get(pk, sk) {
      if (isClosed) return await items.get(pk, sk)
      const read = await reads.unlessIll(() => items.get(pk, sk))
      const known = memory.known(pk, { prefix: sk })
      const all = read.isDone ? await completed([read.value ?? []].flat(), pk, { prefix: sk }) : known
      return all.find((item) => item.sk === sk) ?? null
    },
    query,
    async close() {
      if (waiting.size > 0) await writes.evenIll(giveBack)
      const because = writes.because()
      if (waiting.size > 0) log.warn(`${name} did not take everything`, { facts: waiting.size, because })
      isClosed = true
      await items.close()
    },
  }
}

/** All that was read and written, of looks the newest alone; and what the engine has not taken yet. */
function itemMemory(clock: Pick<Clock, 'now'>) {
  const partitions = new Map<string, Map<string, Item>>()
  const waiting = new Map<string, UnwrittenItem>()
  let sweepAt = clock.now() + HOUR_MS

  function remember(item: Item): void {
    const before = partitions.get(item.pk) ?? new Map<string, Item>()
    const newest = isOfLooks(item.pk) ? [...before.keys(), item.sk].sort().at(-1) : undefined
    partitions.set(item.pk, before.set(item.sk, item))
    if (newest !== undefined) for (const sk of before.keys()) if (sk !== newest) before.delete(sk)
    if (clock.now() < sweepAt) return
    sweepAt = clock.now() + HOUR_MS
    for (const held of partitions.values())
      for (const one of held.values()) if (isExpired(one, clock)) held.delete(one.sk)
  }

  function known(pk: string, options: QueryOptions = {}): readonly Item[] {
    const held = [...(partitions.get(pk)?.values() ?? [])]
    return chosen(
      held.filter((item) => !isExpired(item, clock)),
      options,
    )
  }

  const waitingFor = (pk: string) => [...waiting].filter(([, { item }]) => item.pk === pk)

  return {
    waiting,
    remember,
    known,
    keep(item: Item, condition: Condition): boolean {
      if (!mayWrite(item, partitions.get(item.pk)?.get(item.sk) ?? null, condition)) return false
      if (isOfLooks(item.pk)) for (const [key] of waitingFor(item.pk)) waiting.delete(key)
      waiting.set(keyOf(item), { item, condition })
      remember(item)
      return true
    },
    /** With what waits, where that is newer. */
    withWaiting(found: readonly Item[], pk: string, options: QueryOptions): readonly Item[] {
      const bySk = new Map(found.map((item) => [item.sk, item]))
      for (const [, { item, condition }] of waitingFor(pk))
        if (mayWrite(item, bySk.get(item.sk) ?? null, condition)) bySk.set(item.sk, item)
      return chosen([...bySk.values()], options)
    },
    /** An engine forgets nothing but what has expired; what else is missing was deleted beneath it. */
    missing(found: readonly Item[], pk: string, options: QueryOptions): readonly Item[] {
      const { prefix = '', limit = Number.POSITIVE_INFINITY } = options
      if (found.length >= limit) return []
      const there = new Set(found.map(({ sk }) => sk))
      return known(pk, { prefix }).filter((item) => !there.has(item.sk) && !waiting.has(keyOf(item)))
    },
  }
}

type EngineTry<T> = { readonly isDone: true; readonly value: T } | { readonly isDone: false }

/** Whether the engine does one half of its work: after a failure it is left alone for a while. */
function health(what: string, { clock, log }: Omit<SteadyOptions, 'name'>) {
  let restsUntil = Number.NEGATIVE_INFINITY
  let saidAt = Number.NEGATIVE_INFINITY
  let because: string | null = null

  async function evenIll<T>(work: () => Promise<T>): Promise<EngineTry<T>> {
    try {
      const value = await work()
      because = null
      saidAt = Number.NEGATIVE_INFINITY
      return { isDone: true, value }
    } catch (error) {
      because = reasonOf(error)
      restsUntil = clock.now() + REST_MS
      if (clock.now() - saidAt >= SAID_AGAIN_MS) {
        saidAt = clock.now()
        log.warn(what, { because })
      }
      return { isDone: false }
    }
  }

  return {
    evenIll,
    unlessIll: async <T>(work: () => Promise<T>): Promise<EngineTry<T>> =>
      clock.now() < restsUntil ? { isDone: false } : await evenIll(work),
    because: () => because,
  }
}

/** Without which item it was, so that the same trouble has the same words. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error ? cause.message || cause.name : error.message
}

function isExpired({ ttl }: Item, clock: Pick<Clock, 'now'>): boolean {
  return ttl * 1_000 <= clock.now()
}

function keyOf({ pk, sk }: Pick<Item, 'pk' | 'sk'>): string {
  return JSON.stringify([pk, sk])
}

function chosen(
  items: readonly Item[],
  { prefix = '', latestFirst = false, limit }: QueryOptions,
): readonly Item[] {
  const found = items.filter(({ sk }) => sk.startsWith(prefix)).sort(bySortKey)
  return (latestFirst ? found.reverse() : found).slice(0, limit)
}
