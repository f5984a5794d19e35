/** Install: puts Lodestar, and the Node 20 that it needs, into this folder's own node_modules; nothing is compiled. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Installed = { readonly ok: true } | { readonly ok: false; readonly why: string }

/** It takes about one minute; a slow registry may take its time, but not for ever. */
const INSTALL_MS = 5 * 60_000
const NODE_MAJOR = 'v20.'

const here = import.meta.dirname
const node20 = join(here, 'node_modules', '.bin', 'node')
/** Written last, so that an interrupted install is done again. */
const stampFile = join(here, 'node_modules', '.installed')

/** Installs what the lock file names, unless just that is there already. */
export function ensureInstalled(): Installed {
  if (process.platform === 'win32') return failed('Windows has no SIGSTOP, which stops a node in this suite')
  const stamp = lockStamp()
  if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
    const problem = npmCi()
    if (problem !== null) return failed(problem)
    writeFileSync(stampFile, stamp)
  }
  const version = spawnSync(node20, ['--version'], { encoding: 'utf8' })
  if (version.stdout?.startsWith(NODE_MAJOR)) return { ok: true }
  return failed(
    `there is no Node 20 for ${process.platform}-${process.arch} in its package.json that runs here`,
  )
}

/** Null, or why it failed. */
function npmCi(): string | null {
  console.log('Installing Lodestar into test/devnet (about one minute, once) …')
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-progress', '--loglevel=error'], {
    cwd: here,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: INSTALL_MS,
  })
  if (npm.error === undefined && npm.status === 0) return null
  if (npm.error !== undefined && 'code' in npm.error) {
    if (npm.error.code === 'ENOENT') return 'npm is not on the PATH'
    if (npm.error.code === 'ETIMEDOUT') return `npm ci did not end within ${INSTALL_MS / 60_000} min`
  }
  return `npm ci ended with ${npm.status ?? npm.signal} (its words are above)`
}

function lockStamp(): string {
  const lock = createHash('sha256')
    .update(readFileSync(join(here, 'package-lock.json')))
    .digest('hex')
  return `${process.platform}-${process.arch} ${lock}\n`
}

function failed(why: string): Installed {
  return { ok: false, why: `Cannot install the devnet: ${why}` }
}
