/** SQLite items: the table in one file, in this process, which several processes may use at once. */
import { closeSync, openSync, rmSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { HOUR_MS } from '../../domain/text/time.ts'
import type { Clock } from '../../ports.ts'
import { type Attribute, type Item, type Items, mayWrite } from './items.ts'

/**
 * How long a write waits for one of another process, in milliseconds. A write takes a few; who takes longer was
 * stopped in the middle, and everything else in this process waits meanwhile.
 */
const BUSY_TIMEOUT_MS = 2_000

/** Whoever reads the file knows what is muted and who is called; who writes it can silence a page. */
const OWNER_ONLY = 0o600

/** FULL: a write that was answered survives a power cut, not only the death of this process. */
const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS items (
    pk TEXT NOT NULL, sk TEXT NOT NULL, ttl INTEGER NOT NULL, attributes TEXT NOT NULL,
    PRIMARY KEY (pk, sk)
  );
  CREATE INDEX IF NOT EXISTS items_by_ttl ON items (ttl);`

interface SqliteFile {
  readonly path: string
  readonly clock: Pick<Clock, 'now'>
}

/** A file that is deleted or emptied beneath it is made again, without what was in it. */
export function sqliteItems({ path, clock }: SqliteFile): Items {
  let table = openTable(path)
  let sweepAt = clock.now()

  /** Writes to a deleted file succeed, and nobody else ever sees them. */
  function current(): SqliteTable {
    const found = statSync(path, { throwIfNoEntry: false })
    // It had its first page when it was opened.
    const isEmpty = found === undefined || found.size === 0
    if (!isEmpty && found.ino === table.inode) return table
    if (table.database.isOpen) table.database.close()
    // What is left beside it belongs to the file that is gone; another one that is there is somebody's.
    if (isEmpty) for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
    table = openTable(path)
    return table
  }

  function sweepHourly({ sweep }: SqliteTable): void {
    if (clock.now() < sweepAt) return
    sweepAt = clock.now() + HOUR_MS
    sweep.run(Math.floor(clock.now() / 1_000))
  }

  return {
    async put(item, condition) {
      return named(`write ${item.pk}/${item.sk} to ${path}`, () => {
        const now = current()
        sweepHourly(now)
        return inTransaction(now.database, () => {
          if (!mayWrite(item, read(now, item.pk, item.sk), condition)) return false
          now.write.run(item.pk, item.sk, item.ttl, attributesOf(item))
          return true
        })
      })
    },
    async get(pk, sk) {
      return named(`read ${pk}/${sk} of ${path}`, () => read(current(), pk, sk))
    },
    async query(pk, { prefix = '', latestFirst = false, limit = -1 } = {}) {
      return named(`read ${pk} of ${path}`, () => {
        const { up, down } = current()
        return (latestFirst ? down : up).all({ pk, prefix, limit }).map(itemOf)
      })
    },
    async close() {
      if (table.database.isOpen) table.database.close()
    },
  }
}

type SqliteTable = ReturnType<typeof openTable>

function openTable(path: string) {
  const database = openDatabase(path)
  return {
    database,
    inode: statSync(path).ino,
    one: database.prepare('SELECT * FROM items WHERE pk = ? AND sk = ?'),
    write: database.prepare('REPLACE INTO items (pk, sk, ttl, attributes) VALUES (?, ?, ?, ?)'),
    sweep: database.prepare('DELETE FROM items WHERE ttl <= ?'),
    up: database.prepare(partition('ASC')),
    down: database.prepare(partition('DESC')),
  }
}

function read({ one }: SqliteTable, pk: string, sk: string): Item | null {
  const row = one.get(pk, sk)
  return row === undefined ? null : itemOf(row)
}

/** The files that SQLite puts beside it get the permissions of this one. */
function openDatabase(path: string): DatabaseSync {
  return named(`open the store ${path}`, () => {
    closeSync(openSync(path, 'a', OWNER_ONLY))
    const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS })
    database.exec(SCHEMA)
    return database
  })
}

/** SQLite's errors do not say what was asked of it. */
function named<T>(action: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new Error(`Cannot ${action}: ${(error as Error).message}`, { cause: error })
  }
}

/** Text compares by its UTF-8 bytes in SQLite as in DynamoDB; a limit of -1 is none. */
function partition(order: 'ASC' | 'DESC'): string {
  return `SELECT * FROM items
    WHERE pk = :pk AND sk >= :prefix AND substr(sk, 1, length(:prefix)) = :prefix
    ORDER BY sk ${order} LIMIT :limit`
}

/** IMMEDIATE: the write lock is taken before the condition is read, so no other process comes in between. */
function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

type SqliteRow = Readonly<Record<string, unknown>>

/** Everything but the columns of its own, as JSON; bytes as `{base64}`. */
function attributesOf({ pk: _pk, sk: _sk, ttl: _ttl, ...attributes }: Item): string {
  const entries = Object.entries(attributes).map(([name, value]) => [
    name,
    typeof value === 'object' ? { base64: Buffer.from(value).toString('base64') } : value,
  ])
  return JSON.stringify(Object.fromEntries(entries))
}

function itemOf(row: SqliteRow): Item {
  const attributes = JSON.parse(String(row.attributes)) as Record<
    string,
    string | number | { base64: string }
  >
  const entries = Object.entries(attributes).map(([name, value]): [string, Attribute] => [
    name,
    typeof value === 'object' ? Buffer.from(value.base64, 'base64') : value,
  ])
  return { ...Object.fromEntries(entries), pk: String(row.pk), sk: String(row.sk), ttl: Number(row.ttl) }
}
