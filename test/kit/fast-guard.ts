/** Fast guard: loaded before each file of `npm test`, it fails whoever starts a process, opens a socket or takes real time. */
import childProcess from 'node:child_process'
import dgram from 'node:dgram'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import timers from 'node:timers'
import timersPromises from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import workerThreads from 'node:worker_threads'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** The runner itself starts a process a file; only what runs in one of those is guarded. */
if (process.env.NODE_TEST_CONTEXT !== undefined) guard()

function guard(): void {
  for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'])
    replace(childProcess, name, refused(`start a process by ${name}`))
  replace(workerThreads, 'Worker', refused('start a thread'))
  replace(net.Server.prototype, 'listen', refused('listen on a socket'))
  replace(net.Socket.prototype, 'connect', refused('connect a socket'))
  replace(dgram.Socket.prototype, 'bind', refused('open a socket'))
  for (const owner of [globalThis, timers, timersPromises])
    for (const name of ['setTimeout', 'setInterval'] as const) replace(owner, name, ofNodeOnly(owner, name))
  replace(AbortSignal, 'timeout', refused('wait in real time by AbortSignal.timeout'))
  replace(performance, 'now', ofPackagesOnly(performance, 'now'))
  replace(Date, 'now', ofPackagesOnly(Date, 'now'))
  replace(globalThis, 'Date', dateThatIsTold())
  syncBuiltinESMExports()
}

function replace(owner: object, name: string, by: unknown): void {
  Object.defineProperty(owner, name, { value: by, writable: true, configurable: true })
}

function refused(what: string): () => never {
  return function refuse(): never {
    throw broken(what)
  }
}

/** Also ends the process badly, for whoever was refused may take that for a fault of the network and go on. */
function broken(what: string): Error {
  process.once('exit', () => {
    process.exitCode = 1
  })
  const error = new Error(`A fast test may not ${what}; what must do so stands under test/process`)
  process.stderr.write(`${error.stack}\n`)
  return error
}

/** The runner of tests keeps itself awake by a timer. */
function ofNodeOnly<Name extends string>(owner: Record<Name, unknown>, name: Name): unknown {
  const real = owner[name] as (...args: unknown[]) => unknown
  return function told(...args: unknown[]) {
    if (!/\bnode:internal\//.test(callerOf())) throw broken(`wait in real time by ${name}`)
    return real(...args)
  }
}

/** Packages may measure themselves and draw a seed; what they find out decides nothing here. */
function ofPackagesOnly<Name extends string>(owner: Record<Name, () => number>, name: Name): () => number {
  const real = owner[name].bind(owner)
  return function told() {
    if (isOurs()) throw broken(`read the clock by ${name}`)
    return real()
  }
}

function dateThatIsTold(): DateConstructor {
  return new Proxy(Date, {
    construct(target, args, newTarget) {
      if (args.length === 0 && isOurs()) throw broken('read the clock by new Date()')
      return Reflect.construct(target, args, newTarget) as Date
    },
  })
}

function isOurs(): boolean {
  const caller = callerOf()
  return caller.includes(ROOT) && !caller.includes('/node_modules/')
}

/** Who called what was replaced: the first line of the stack that is not of this file. */
function callerOf(): string {
  const [, ...lines] = new Error().stack!.split('\n')
  return lines.find((line) => !line.includes(import.meta.url)) ?? ''
}
