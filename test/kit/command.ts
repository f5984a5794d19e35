/** Command: runs `bin/watchfire` as a person would, and reads what it prints line by line. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Ended, outcomeOf } from './outcome.ts'

const WATCHFIRE = fileURLToPath(new URL('../../bin/watchfire', import.meta.url))

/** Runs to the end, with `input` on stdin. */
export async function run(
  args: readonly string[],
  { input = '', ...options }: { cwd?: string; env?: NodeJS.ProcessEnv; input?: string } = {},
): Promise<Ended> {
  const child = spawn(WATCHFIRE, args, {
    ...options,
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  // A command that reads no stdin may be gone before all of it is written.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  return await outcomeOf(child)
}

/** A JSON document of the stream that `watch --json` prints. */
type Event = Readonly<Record<string, unknown>> & { readonly type: string }

export interface Running {
  readonly child: ChildProcess
  /** What it printed on stderr so far. */
  stderr(): string
  /** The first event that satisfies the condition, past ones included; fails when the command ends before. */
  until(condition: (event: Event) => boolean): Promise<Event>
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** Starts a command that prints one JSON document a line and runs until it is told to stop. */
export function start(args: readonly string[], options: { cwd?: string } = {}): Running {
  const child = spawn(WATCHFIRE, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const events: Event[] = []
  const waiting = new Set<() => void>()
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  createInterface({ input: child.stdout }).on('line', (line) => {
    events.push(JSON.parse(line) as Event)
    for (const look of waiting) look()
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    child,
    stderr: () => errors,
    until: (condition) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = events.find(condition)
          if (found) resolve(found)
          if (found) waiting.delete(look)
        }
        waiting.add(look)
        void ended.then((code) => reject(new Error(`the command ended with ${code} before that: ${errors}`)))
        look()
      }),
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}
