/** Data folder: one running watch a folder, readable by its owner alone; who holds it, and where its facts are. */
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Log } from '../ports.ts'

/** How long a start waits for another process that only looks whether the folder is taken, in milliseconds. */
const LOCK_TIMEOUT_MS = 250

const OWNER_ONLY = { folder: 0o700, file: 0o600 }
const FOR_OTHERS = 0o077

const LOCK_FILE = 'lock'
const PID_FILE = 'watchfire.pid'
/** Kept after the watch has ended: the facts are still there. */
const ENDPOINT_FILE = 'dynamodb-endpoint'

/** All that a watch of this or of an earlier version puts into the folder. */
const OUR_FILES =
  /^(lock|watchfire\.pid|dynamodb-endpoint|engine\.json|link-key|notices\.ndjson|store\.(sqlite|db))(\.new|-wal|-shm|-journal)?$/

export interface DataFolder {
  readonly path: string
  /** Keeps for commands that the facts are at this endpoint, or, for null, that they are in the folder. */
  keepEndpoint(endpoint: string | null): void
  release(): void
}

/** Makes the folder and takes it for this process; throws when it cannot be written or another process has it. */
export function takeDataFolder(path: string, log: Log): DataFolder {
  makeWritable(path)
  closeToOthers(path, log)
  const lock = lockOf(path, LOCK_TIMEOUT_MS)
  if (lock === null) {
    throw new Error(
      `Cannot use the data folder ${path}: process ${holderOf(path)} is using it; stop that one or name another folder`,
    )
  }
  writeOurs(join(path, PID_FILE), `${process.pid}\n`)
  return {
    path,
    keepEndpoint(endpoint) {
      if (endpoint === null) rmSync(join(path, ENDPOINT_FILE), { force: true })
      else writeOurs(join(path, ENDPOINT_FILE), `${endpoint}\n`)
    },
    release() {
      if (!lock.isOpen) return
      rmSync(join(path, PID_FILE), { force: true })
      lock.close()
    },
  }
}

/** Whether a watch is running on the folder, whatever an earlier one left behind. */
export function isWatched(path: string): boolean {
  if (!existsSync(join(path, LOCK_FILE))) return false
  const lock = lockOf(path, 0)
  lock?.close()
  return lock === null
}

/** Whether this user alone can have made the folder and can look into it. */
export function isOursAlone(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false })
  return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & FOR_OTHERS) === 0
}

/** The endpoint at which the facts of the folder are; null when they are in the folder. */
export function endpointOf(path: string): string | null {
  return readIfThere(join(path, ENDPOINT_FILE))?.trim() ?? null
}

function makeWritable(path: string): void {
  try {
    makeFolder(path)
    accessSync(path, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Error(`Cannot write the data folder ${path}: ${(error as Error).message}`, { cause: error })
  }
}

/** One level after the other: Node's own recursion never ends where a file system refuses new folders. */
function makeFolder(path: string): void {
  if (!existsSync(dirname(path))) makeFolder(dirname(path))
  try {
    mkdirSync(path, { mode: OWNER_ONLY.folder })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    if (!statSync(path).isDirectory()) throw new Error('it is a file', { cause: error })
  }
}

/**
 * What an earlier version left open to other users is closed. A folder with files of somebody else in it keeps
 * its permissions: it may be anything, even a home.
 */
function closeToOthers(path: string, log: Log): void {
  const names = readdirSync(path)
  const ours = names.filter((name) => OUR_FILES.test(name))
  try {
    if (ours.length === names.length) closeOne(path, OWNER_ONLY.folder)
    for (const name of ours) closeOne(join(path, name), OWNER_ONLY.file)
  } catch (error) {
    log.warn(`Other users of this machine may read the data folder ${path}`, { because: String(error) })
  }
}

function closeOne(path: string, mode: number): void {
  if ((statSync(path).mode & FOR_OTHERS) !== 0) chmodSync(path, mode)
}

function writeOurs(path: string, text: string): void {
  writeFileSync(path, text, { mode: OWNER_ONLY.file })
}

/**
 * A lock of the operating system, through SQLite because Node has no call for it: it is gone with its
 * process, however that died, so it is never stale. Null when another process has it.
 */
function lockOf(path: string, timeoutMs: number): DatabaseSync | null {
  const file = join(path, LOCK_FILE)
  writeFileSync(file, '', { mode: OWNER_ONLY.file, flag: 'a' })
  const lock = new DatabaseSync(file, { timeout: timeoutMs })
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
  return readIfThere(join(path, PID_FILE))?.trim() ?? '(its number is not known yet)'
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
}
