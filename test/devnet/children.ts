/** Children: every process the suite starts; each is stopped by its own pid, also when the suite fails or is interrupted. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Child {
  readonly name: string
  readonly pid: number
  readonly logFile: string
  readonly process: ChildProcess
}

interface Command {
  readonly name: string
  readonly program: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Takes standard error, and standard output unless `stdoutFile` is given. */
  readonly logFile: string
  readonly stdoutFile?: string
  /** What ends it when the suite ends before its time; SIGKILL also ends a process that SIGSTOP has stopped. */
  readonly lastSignal: 'SIGKILL' | 'SIGTERM'
}

/** How long a process may take to stop before it is killed. */
const STOP_MS = 10_000
const LOG_TAIL_LINES = 12
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character begins a terminal's colour code.
const COLOUR = /\u001b\[\d+m/g

const running = new Map<ChildProcess, Command['lastSignal']>()

process.on('exit', () => {
  for (const [child, signal] of running) child.kill(signal)
})

/** Starts a process; its standard input is a pipe that closes when the suite ends, however it ends. */
export function startChild(command: Command): Child {
  const log = openSync(command.logFile, 'a')
  const stdout = command.stdoutFile === undefined ? log : openSync(command.stdoutFile, 'a')
  const child = spawn(command.program, command.args, {
    cwd: command.cwd,
    env: { ...process.env, ...command.env },
    stdio: ['pipe', stdout, log],
  })
  closeSync(log)
  if (stdout !== log) closeSync(stdout)
  if (child.pid === undefined) throw new Error(`Cannot start ${command.name}: ${command.program} is missing`)
  running.set(child, command.lastSignal)
  child.once('exit', () => running.delete(child))
  return { name: command.name, pid: child.pid, logFile: command.logFile, process: child }
}

export function hasExited(child: Child): boolean {
  return child.process.exitCode !== null || child.process.signalCode !== null
}

/** Asks it to stop, waits, and kills it when it does not; says whether it went by itself. */
export async function stopChild(child: Child): Promise<'went' | 'killed'> {
  if (hasExited(child)) return 'went'
  child.process.kill('SIGTERM')
  if (await exitedWithin(child, STOP_MS)) return 'went'
  await killChild(child)
  return 'killed'
}

/** Ends it at once, as a power cut does. */
export async function killChild(child: Child): Promise<void> {
  if (hasExited(child)) return
  child.process.kill('SIGKILL')
  if (!(await exitedWithin(child, STOP_MS))) throw new Error(`Cannot kill ${child.name} (pid ${child.pid})`)
}

/** Ends whatever still runs, also what a failed start left behind; nothing of theirs is worth saving. */
export function killEveryChild(): void {
  for (const child of running.keys()) child.kill('SIGKILL')
}

/** The last lines of its log, to be shown when something failed. */
export function logTail(child: Child): string {
  const lines = readFileSync(child.logFile, 'utf8').replaceAll(COLOUR, '').trimEnd().split('\n')
  return `--- the last lines of ${child.name} (pid ${child.pid}):\n${lines.slice(-LOG_TAIL_LINES).join('\n')}`
}

async function exitedWithin(child: Child, ms: number): Promise<boolean> {
  const end = Date.now() + ms
  while (!hasExited(child) && Date.now() < end) await sleep(50)
  return hasExited(child)
}
