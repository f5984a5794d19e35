/** Busy: runs a command while so many loops keep the processors busy, as `node test/kit/busy.ts 6 npm test`. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A loop looks this often whether the one who started it is still there. */
const TURN_MS = 50

const USAGE = 'usage: node test/kit/busy.ts LOOPS COMMAND [ARGUMENT...]'

const [first = '', ...command] = process.argv.slice(2)
if (first === 'loop') loop(process.ppid)
else process.exitCode = await beside(Number(first), command)

/** For as long as its parent lives, so that no loop outlasts a parent that was killed. */
function loop(parent: number): void {
  while (process.ppid === parent) {
    const until = Date.now() + TURN_MS
    while (Date.now() < until);
  }
}

/** The command's exit status, or 1 when a signal ended it. */
async function beside(count: number, [program, ...args]: readonly string[]): Promise<number> {
  if (!Number.isInteger(count) || count < 1 || program === undefined) throw new Error(USAGE)
  const loops = Array.from({ length: count }, () =>
    spawn(process.execPath, [fileURLToPath(import.meta.url), 'loop'], { stdio: 'ignore' }),
  )
  try {
    const child = spawn(program, args, { stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => child.kill(signal))
    return await ended(child)
  } finally {
    for (const each of loops) each.kill('SIGKILL')
  }
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}
