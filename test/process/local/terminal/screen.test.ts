/** Screen: a process gives the terminal back however it ends. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { test } from 'node:test'

const RESTORED = '\x1b[?7h\x1b[?25h\x1b[?1049l'
const SCREEN = new URL('../../../../lib/local/terminal/screen.ts', import.meta.url).href
const program = (end: string) =>
  `import { closeAtExit, openScreen } from ${JSON.stringify(SCREEN)}
   const screen = openScreen(process.stdout)
   closeAtExit(screen, process)
   screen.draw(['on the screen'])
   ${end}`

test('a process that crashes gives the terminal back', () => {
  const args = ['--input-type=module-typescript', '--eval', program(`throw new Error('a bug')`)]
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  assert.notEqual(status, 0)
  assert.match(stderr, /a bug/)
  assert.ok(stdout.endsWith(RESTORED), JSON.stringify(stdout))
})

test('a process that just ends gives the terminal back', () => {
  const args = ['--input-type=module-typescript', '--eval', program('process.exitCode = 0')]
  const stdout = execFileSync(process.execPath, args, { encoding: 'utf8' })
  assert.ok(stdout.endsWith(RESTORED), JSON.stringify(stdout))
})
