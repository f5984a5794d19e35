/** Local store: the store of one machine: SQLite in its data folder, or the engine that the environment names. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { itemStore } from '../adapters/store/item-store.ts'
import type { Items } from '../adapters/store/items.ts'
import { sqliteItems } from '../adapters/store/sqlite-items.ts'
import { steadyItems } from '../adapters/store/steady-items.ts'
import { tableName } from '../names/table.ts'
import type { Clock, Log, Store } from '../ports.ts'
import { type DataFolder, endpointOf, takeDataFolder } from './data-folder.ts'

const TABLE = tableName('local')

const STORE_FILE = 'store.sqlite'

/** Where versions before 0.2.0 kept their facts, through an engine that is no longer part of Watchfire. */
const FORMER_STORE_FILE = 'store.db'

export interface LocalStoreOptions {
  /** Made if it is not there; one process at a time. */
  readonly dataDir: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

export interface LocalStore {
  readonly store: Store
  /** One line: where the facts are kept. */
  readonly said: string
  /** Closes the store and gives the folder back; the same as the store's own `close`. */
  close(): Promise<void>
}

interface OpenedItems {
  readonly items: Items
  readonly said: string
}

/** Takes the data folder for this process and opens its store; throws when either cannot be had. */
export async function openLocalStore(options: LocalStoreOptions): Promise<LocalStore> {
  const { dataDir, env, clock, log } = options
  const folder = takeDataFolder(dataDir, log)
  try {
    const endpoint = env.DYNAMODB_ENDPOINT
    const { items, said } = endpoint ? await atEndpoint(folder, endpoint) : inSqlite(folder, options)
    const steady = steadyItems(items, { name: 'the store', clock, log })
    const store = itemStore({ ...steady, close: () => steady.close().finally(folder.release) }, clock)
    return { store, said, close: store.close }
  } catch (error) {
    folder.release()
    throw error
  }
}

/** The store of a data folder, whether or not a watch runs on it; why there is none is the end of a sentence. */
export async function findLocalStore(dataDir: string, clock: Pick<Clock, 'now'>): Promise<Store | string> {
  if (!existsSync(dataDir)) return `there is no data folder ${dataDir}; name one with --data`
  try {
    const items = await itemsIn(dataDir, clock)
    return items === null ? whyNone(dataDir) : itemStore(items, clock)
  } catch (error) {
    return (error as Error).message.replace(/^Cannot /, 'cannot ')
  }
}

async function itemsIn(dataDir: string, clock: Pick<Clock, 'now'>): Promise<Items | null> {
  const endpoint = endpointOf(dataDir)
  if (endpoint !== null) return (await import('./endpoint-items.ts')).endpointItems(endpoint, TABLE).items
  const path = join(dataDir, STORE_FILE)
  return existsSync(path) ? sqliteItems({ path, clock }) : null
}

function whyNone(dataDir: string): string {
  return existsSync(join(dataDir, FORMER_STORE_FILE))
    ? `${former(dataDir)}; bin/watchfire watch begins anew beside it`
    : `no watch has kept anything in the data folder ${dataDir} yet; name another one with --data`
}

/** Loaded only where it is used: the SDK takes longer to load than all the rest of a command. */
async function atEndpoint(folder: DataFolder, endpoint: string): Promise<OpenedItems> {
  const { endpointItems, remade } = await import('./endpoint-items.ts')
  const engine = endpointItems(endpoint, TABLE)
  try {
    await engine.createTable()
  } catch (error) {
    await engine.items.close()
    const reason = error instanceof Error ? error.message || error.name : String(error)
    throw new Error(`Cannot use DYNAMODB_ENDPOINT ${endpoint} as the store: ${reason}`, { cause: error })
  }
  folder.keepEndpoint(endpoint)
  return { items: remade(engine), said: `Store: DYNAMODB_ENDPOINT ${endpoint}` }
}

function inSqlite(folder: DataFolder, { clock, log }: LocalStoreOptions): OpenedItems {
  const path = join(folder.path, STORE_FILE)
  const items = sqliteItems({ path, clock })
  folder.keepEndpoint(null)
  const said = `Store: SQLite, in ${path}`
  if (!existsSync(join(folder.path, FORMER_STORE_FILE))) return { items, said }
  log.warn(
    `${former(folder.path)}. Incidents, acknowledgements and mutes begin anew: mute again what is to be silent, and delete that file when you need it no more`,
  )
  return { items, said: `${said}, begun anew: ${FORMER_STORE_FILE} beside it is of an earlier version` }
}

function former(dataDir: string): string {
  return `${join(dataDir, FORMER_STORE_FILE)} was written by an earlier version of Watchfire, whose store this version cannot read`
}
