/** DynamoDB engine: a DynamoDB-compatible engine as a child of the tests, which never outlives them. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { connect, createServer } from 'node:net'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

const START_TIMEOUT_MS = 15_000
const STOP_TIMEOUT_MS = 5_000
const POLL_MS = 10
/** Characters of its last words that are kept. */
const SAID_MAX = 2_000

/** Another process may take the free port before the engine does; then it is started on another. */
const STARTS_MAX = 3
const PORT_TAKEN = /already in use/i

export interface EngineProcess {
  readonly pid: number
  readonly endpoint: string
  /** Resolves when it has ended, with how it ended and the last it said. */
  readonly ended: Promise<string>
  stop(): Promise<void>
}

/** The engine's program for this machine; null where none is installed. */
export function findEngine(): string | null {
  const program = `@dynoxide/${process.platform}-${process.arch}/dynoxide`
  try {
    return createRequire(import.meta.url).resolve(program)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return null
    throw error
  }
}

/** Starts it on a free loopback port and waits until it answers. */
export async function startEngine(program: string, databasePath: string): Promise<EngineProcess> {
  let reason = ''
  for (let start = 0; start < STARTS_MAX; start += 1) {
    const outcome = await startOn(await freePort(), program, databasePath)
    if (typeof outcome !== 'string') return outcome
    reason = outcome
    if (!PORT_TAKEN.test(reason)) break
  }
  throw new Error(`Cannot start the store engine ${program}: ${reason}`)
}

/** The engine, or why it did not start. */
async function startOn(port: number, program: string, databasePath: string): Promise<EngineProcess | string> {
  const child = spawn('/bin/sh', ['-c', GUARD, 'guard', ...engineCommand({ program, port, databasePath })], {
    // A group of its own: Ctrl-C in the terminal must reach this process first, which then stops the engine.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const ended = endOf(child)
  // No line: nothing was started, and how it ended says why.
  const pid = Number(await firstLine(child.stdout).catch(() => ''))
  if (!(pid > 0)) return ended
  const engine = { pid, endpoint: `http://127.0.0.1:${port}`, ended, stop: () => stop(child, pid, ended) }
  const over = new AbortController()
  const outcome = await Promise.race([answers(port, over.signal), ended])
  over.abort()
  if (outcome === 'answers') return engine
  await engine.stop()
  return outcome
}

/**
 * Runs the engine and holds a pipe from this process. When the pipe closes, because this process closed it or
 * died of whatever, the engine is told to stop; when the engine ends, so does the guard, with its status.
 */
const GUARD = `
exec 3<&0
"$@" </dev/null >&2 3<&- &
engine=$!
echo "$engine"
{ read -r _ <&3; kill "$engine"; } 2>/dev/null &
watch=$!
wait "$engine"
status=$?
kill "$watch" 2>/dev/null
exit "$status"`

interface EngineCommand {
  readonly program: string
  readonly port: number
  readonly databasePath: string
}

function engineCommand({ program, port, databasePath }: EngineCommand): readonly string[] {
  return [program, '--host', '127.0.0.1', '--port', String(port), '--db-path', databasePath]
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('Cannot find a free loopback port')
  return address.port
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>

/** How it ended, or why it could not be started at all. */
async function endOf(child: Child): Promise<string> {
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-SAID_MAX)
  })
  // Writing to a guard that has died is no error of ours; that it has ended is told below.
  child.stdin.on('error', () => undefined)
  try {
    const [status, signal] = await once(child, 'close')
    const how = signal === null ? `exit status ${status}` : `signal ${signal}`
    return `${how}; it said: ${said.trim() || 'nothing'}`
  } catch (error) {
    return String(error)
  }
}

async function firstLine(stream: Readable): Promise<string> {
  let text = ''
  for await (const chunk of stream.setEncoding('utf8')) {
    text += chunk
    if (text.includes('\n')) break
  }
  return text
}

async function answers(port: number, over: AbortSignal): Promise<string> {
  const deadlineAt = performance.now() + START_TIMEOUT_MS
  while (performance.now() < deadlineAt && !over.aborted) {
    if (await accepts(port)) return 'answers'
    await sleep(POLL_MS)
  }
  return `no answer on port ${port} within ${START_TIMEOUT_MS} ms`
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('error', () => resolve(false))
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })
}

/** Closing the pipe is the order to stop; an engine that does not obey is killed. */
async function stop(child: Child, pid: number, ended: Promise<string>): Promise<void> {
  child.stdin.end()
  const impatient = new AbortController()
  const late = sleep(STOP_TIMEOUT_MS, 'late' as const, { signal: impatient.signal })
  const outcome = await Promise.race([ended, late.catch(() => 'in time')])
  impatient.abort()
  if (outcome !== 'late') return
  process.kill(pid, 'SIGKILL')
  await ended
}
