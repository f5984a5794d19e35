/** Watchfire: drives the product from outside, through its command line and what it writes. */
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Child, logTail, startChild } from './children.ts'

/** What `look --json` prints; only the fields that the story reads. */
export interface LookReport {
  readonly nodes: readonly NodeReport[]
  readonly sides: readonly { readonly tip: BlockReport; readonly nodes: readonly string[] }[]
  readonly undecided: readonly { readonly nodes: readonly string[] }[]
  readonly splits: readonly SplitReport[]
  readonly findings: readonly FindingReport[]
}

interface NodeReport {
  readonly id: string
  readonly reached: boolean
  readonly fault?: { readonly kind: string; readonly detail: string }
}

interface BlockReport {
  readonly slot: number
  readonly root: string
}

interface SplitReport {
  readonly sides: readonly [number, number]
  readonly ancestor: BlockReport | null
  readonly depth: number
}

interface FindingReport {
  readonly kind: string
  readonly facts: object
  readonly severity: 'info' | 'warning' | 'critical'
  readonly subject: string
  readonly says: string
}

/** A line of `notices.ndjson`. */
export interface NoticeLine {
  readonly at: number | string
  readonly incident: string
  readonly kind: string
  readonly subject: string
  readonly severity: string
  readonly reason: string
  readonly title: string
  readonly text: string
  readonly sms: string
}

export interface Watch {
  readonly child: Child
  readonly dataDir: string
}

/** A look ends within 15 s by itself. */
const LOOK_MS = 30_000

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'watchfire')

/** One round from here, and the exit code that it ended with. */
export function lookOnce(settingsFile: string): Promise<{ exitCode: number; report: LookReport }> {
  return new Promise((resolve, reject) => {
    const args = ['look', '--settings', settingsFile, '--json']
    const child = execFile(launcher, args, { timeout: LOOK_MS }, (_error, stdout, stderr) => {
      if (child.exitCode !== 0 && child.exitCode !== 1) {
        reject(new Error(`watchfire look ended with ${child.exitCode ?? child.signalCode}: ${stderr}`))
        return
      }
      resolve({ exitCode: child.exitCode, report: JSON.parse(stdout) as LookReport })
    })
  })
}

/** Starts the whole pipeline as an operator would. */
export function startWatch(settingsFile: string, dataDir: string): Watch {
  mkdirSync(dataDir, { recursive: true })
  const child = startChild({
    name: 'watchfire watch',
    program: launcher,
    args: ['watch', '--settings', settingsFile, '--data', dataDir, '--cadence', '3s', '--json'],
    cwd: dataDir,
    env: {},
    logFile: join(dataDir, 'watch.log'),
    stdoutFile: join(dataDir, 'watch.ndjson'),
    // It gives its data folder back when it is asked to end.
    lastSignal: 'SIGTERM',
  })
  return { child, dataDir }
}

/** The notices so far; a last line that is still being written is left for the next read. */
export function readNotices(watch: Watch): readonly NoticeLine[] {
  return readLines<NoticeLine>(join(watch.dataDir, 'notices.ndjson'))
}

/** What the watch printed last, for a failure's report. */
export function watchTail(watch: Watch): string {
  const printed = readFileSync(join(watch.dataDir, 'watch.ndjson'), 'utf8').trimEnd().split('\n').slice(-5)
  const notices = readNotices(watch).map((notice) => `${notice.reason} ${notice.kind} ${notice.subject}`)
  return [logTail(watch.child), '--- printed last:', ...printed, '--- notices:', ...notices].join('\n')
}

function readLines<T>(file: string): readonly T[] {
  if (!existsSync(file)) return []
  const text = readFileSync(file, 'utf8')
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}
