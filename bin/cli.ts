/** The command line: hands what was typed to its command, and its exit code to the shell. */
import { runCommand } from './commands/run-command.ts'

/** Exit code 2 then, whatever else goes well, and also when it shows only at the very end. */
let isUnprinted = false

/** Whoever reads what we print may stop reading, as `head` does: then nothing is left to say, and nothing failed. */
function stopPrinting(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') {
    // What runs until it is interrupted has nobody left to run for; all else ends by itself.
    process.emit('SIGINT', 'SIGINT')
  } else if (!process.stdout.isTTY && !isUnprinted) {
    // A watch goes on: it tells people in other ways.
    process.stderr.write(`watchfire: Cannot print on stdout: ${error.message}\n`)
    isUnprinted = true
    process.exitCode = 2
  }
}

process.stdout.on('error', stopPrinting)
process.stderr.on('error', () => undefined)

const code = await runCommand(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
})
process.exitCode = isUnprinted ? 2 : code
