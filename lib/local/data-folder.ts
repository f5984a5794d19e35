/** Data folder: one running Watchfire a folder; who holds it, and where its store can be reached. */
import { accessSync, constants, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

/** How long a start waits for another process that only looks whether the folder is taken, in milliseconds. */
const LOCK_TIMEOUT_MS = 250

const StorePlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('dynamo'), endpoint: z.string(), table: z.string() }),
  z.object({ kind: z.literal('sqlite'), path: z.string() }),
])

/** Where the store of a folder is: the form of `engine.json`, with the pid of the engine where there is one. */
const EngineFile = z.object({ pid: z.number(), enginePid: z.number().optional(), store: StorePlace })
type EngineFile = z.infer<typeof EngineFile>
type StorePlace = z.infer<typeof StorePlace>

export interface DataFolder {
  readonly path: string
  /** Tells other processes where the store is, until the folder is released. */
  announce(store: StorePlace, enginePid?: number): void
  release(): void
}

/** Makes the folder and takes it for this process; throws when it cannot be written or another process has it. */
export function takeDataFolder(path: string): DataFolder {
  makeWritable(path)
  const lock = lockOf(path, LOCK_TIMEOUT_MS)
  if (lock === null) {
    throw new Error(
      `Cannot use the data folder ${path}: process ${holderOf(path)} is using it; stop that one or name another folder`,
    )
  }
  writeFileSync(pidFile(path), `${process.pid}\n`)
  return {
    path,
    announce(store, enginePid) {
      const said: EngineFile = { pid: process.pid, store, ...(enginePid === undefined ? {} : { enginePid }) }
      writeFileSync(`${engineFile(path)}.new`, `${JSON.stringify(said)}\n`)
      renameSync(`${engineFile(path)}.new`, engineFile(path))
    },
    release() {
      if (!lock.isOpen) return
      rmSync(engineFile(path), { force: true })
      rmSync(pidFile(path), { force: true })
      lock.close()
    },
  }
}

/** Where the store of a running Watchfire is; null when none is running on that folder, whatever it left behind. */
export function findRunning(path: string): EngineFile | null {
  let text: string
  try {
    text = readFileSync(engineFile(path), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const lock = lockOf(path, 0)
  if (lock === null) return EngineFile.parse(JSON.parse(text))
  lock.close()
  return null
}

const pidFile = (path: string) => join(path, 'watchfire.pid')
const engineFile = (path: string) => join(path, 'engine.json')

function makeWritable(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Error(`Cannot write the data folder ${path}: ${(error as Error).message}`, { cause: error })
  }
}

/**
 * A lock of the operating system, through SQLite because Node has no call for it: it is gone with its
 * process, however that died, so it is never stale. Null when another process has it.
 */
function lockOf(path: string, timeoutMs: number): DatabaseSync | null {
  const lock = new DatabaseSync(join(path, 'lock'), { timeout: timeoutMs })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    if (isBusy(error)) return null
    throw error
  }
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}

/** For a moment after a start its file is not there yet. */
function holderOf(path: string): string {
  try {
    return readFileSync(pidFile(path), 'utf8').trim()
  } catch (error) {
    return `(unknown: ${(error as Error).message})`
  }
}
