/** Run: `npm run test:devnet`: installs the devnet if it is missing, plays its story, and ends with the tests' exit code. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled } from './install.ts'

/** The story takes five to six minutes. */
const SUITE_MS = 14 * 60_000

const installed = ensureInstalled()
if (installed.ok) {
  runTests()
} else {
  console.error(installed.why)
  process.exitCode = 1
}

function runTests(): void {
  const tests = spawn(
    process.execPath,
    ['--test', '--test-isolation=none', '--test-reporter=spec', join(import.meta.dirname, 'devnet.test.ts')],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  )
  const stop = () => tests.kill('SIGTERM')
  const bound = setTimeout(() => {
    console.error(`Cannot finish the devnet suite: it did not end within ${SUITE_MS / 60_000} min`)
    stop()
  }, SUITE_MS)
  // Ctrl-C reaches the whole group of processes; a signal to this one alone is passed on.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  tests.once('exit', (code) => {
    clearTimeout(bound)
    process.exitCode = code ?? 1
  })
}
