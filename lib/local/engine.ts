/** Local store: the store of one machine, kept in its data folder by the embedded engine or what stands in for it. */
import { join } from 'node:path'
import { dynamoClient } from '../adapters/store/dynamo-client.ts'
import { dynamoItems } from '../adapters/store/dynamo-items.ts'
import { itemStore } from '../adapters/store/item-store.ts'
import type { Items } from '../adapters/store/items.ts'
import { createTable } from '../adapters/store/local-table.ts'
import { sqliteItems } from '../adapters/store/sqlite-items.ts'
import { tableName } from '../names/table.ts'
import type { Clock, Log, Store } from '../ports.ts'
import { type DataFolder, findRunning, takeDataFolder } from './data-folder.ts'
import { embeddedItems } from './embedded-items.ts'
import { findEngine } from './engine-process.ts'

const TABLE = tableName('local')

export interface LocalStoreOptions {
  /** Made if it is not there; one process at a time. */
  readonly dataDir: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  /** The engine's program; null for none, the installed one where absent. */
  readonly engine?: string | null
}

export interface LocalStore {
  readonly store: Store
  /** One line: which engine was taken, and why. */
  readonly said: string
  /** Closes the store, stops the engine and gives the folder back; the same as the store's own `close`. */
  close(): Promise<void>
}

interface Opened {
  readonly items: Items
  readonly said: string
}

/**
 * Opens the store of a data folder. An engine that dies is started again by the next call; the calls under
 * way when it died fail. An engine that is there but cannot start is an error, never a silent change to
 * another engine, whose memory of incidents would be another.
 */
export async function openLocalStore(options: LocalStoreOptions): Promise<LocalStore> {
  const folder = takeDataFolder(options.dataDir)
  try {
    const { items, said } = await open(folder, options)
    const store = itemStore({ ...items, close: () => items.close().finally(folder.release) }, options.clock)
    return { store, said, close: store.close }
  } catch (error) {
    folder.release()
    throw error
  }
}

/** The store of a Watchfire that is running on a data folder, for commands beside it; null when none is. */
export function joinLocalStore(dataDir: string, clock: Pick<Clock, 'now'>): Store | null {
  const running = findRunning(dataDir)
  if (running === null) return null
  switch (running.store.kind) {
    case 'dynamo':
      return itemStore(dynamoItems(dynamoClient(running.store), running.store.table), clock)
    case 'sqlite':
      return itemStore(sqliteItems({ path: running.store.path, clock }), clock)
  }
}

async function open(folder: DataFolder, options: LocalStoreOptions): Promise<Opened> {
  const { engine = findEngine(), env } = options
  if (engine !== null) return embedded(folder, engine, options)
  const why = `no embedded engine is installed for ${process.platform}-${process.arch}`
  const endpoint = env.DYNAMODB_ENDPOINT
  return endpoint ? atEndpoint(folder, endpoint, why) : inSqlite(folder, options.clock, why)
}

async function embedded(
  folder: DataFolder,
  program: string,
  { clock, log }: LocalStoreOptions,
): Promise<Opened> {
  const databasePath = join(folder.path, 'store.db')
  const items = await embeddedItems({
    program,
    databasePath,
    table: TABLE,
    clock,
    log,
    onStart: ({ endpoint, pid }) => folder.announce({ kind: 'dynamo', endpoint, table: TABLE }, pid),
  })
  return { items, said: `Store: the embedded engine, in ${databasePath}` }
}

async function atEndpoint(folder: DataFolder, endpoint: string, why: string): Promise<Opened> {
  const client = dynamoClient({ endpoint })
  try {
    await createTable(client, TABLE)
  } catch (error) {
    client.destroy()
    const reason = error instanceof Error ? error.message || error.name : String(error)
    throw new Error(`Cannot use DYNAMODB_ENDPOINT ${endpoint} as the store: ${reason}`, { cause: error })
  }
  folder.announce({ kind: 'dynamo', endpoint, table: TABLE })
  return { items: dynamoItems(client, TABLE), said: `Store: DYNAMODB_ENDPOINT ${endpoint}, as ${why}` }
}

function inSqlite(folder: DataFolder, clock: Pick<Clock, 'now'>, why: string): Opened {
  const path = join(folder.path, 'store.sqlite')
  const items = sqliteItems({ path, clock })
  folder.announce({ kind: 'sqlite', path })
  return { items, said: `Store: SQLite, in ${path}, as ${why} and DYNAMODB_ENDPOINT is not set` }
}
