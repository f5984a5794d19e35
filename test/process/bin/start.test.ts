/** The start of a watch: it is said at once, and its compiled code is kept where that can be. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Io } from '../../../bin/commands/io.ts'
import { run as watchStart } from '../../../bin/commands/watch-start.ts'
import { run, start } from '../../kit/command.ts'

const CACHE = new URL('../../../node_modules/.cache/node', import.meta.url)

describe('the start', { timeout: 120_000 }, () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
  })
  after(() => rmSync(folder, { recursive: true }))

  /** What is written on stdout and stderr, in order, of a watch that is called wrongly. */
  async function said(args: readonly string[], isTTY: boolean): Promise<readonly string[]> {
    const lines: string[] = []
    const stream = (name: string) =>
      ({ isTTY, write: (text: string) => lines.push(`${name}: ${text}`) > 0 }) as unknown as Io['stdout']
    const io = { stdout: stream('out'), stderr: stream('err'), env: {}, cwd: folder }
    assert.equal(await watchStart(args, io), 2)
    return lines
  }

  it('is said at a terminal before anything is read or loaded, and nowhere else', async () => {
    const wrong = ['--cadence', 'soon']
    const [first, second] = await said(wrong, true)
    assert.equal(first, 'out: Watchfire is starting; Ctrl-C ends it.\n')
    assert.match(second!, /^err: watchfire: Cannot watch: --cadence is "soon"/)
    for (const [args, isTTY] of [
      [wrong, false],
      [[...wrong, '--json'], true],
    ] as const)
      assert.match((await said(args, isTTY))[0]!, /^err: /)
  })

  it('keeps its compiled code in the folder that the variable names, or beside the packages', async () => {
    const named = join(folder, 'cache')
    assert.equal((await run(['kinds'], { env: { NODE_COMPILE_CACHE: named } })).code, 0)
    assert.ok(readdirSync(named).length > 0)
    for (const NODE_COMPILE_CACHE of [undefined, 'here'])
      assert.equal((await run(['kinds'], { cwd: folder, env: { NODE_COMPILE_CACHE } })).code, 0)
    assert.ok(existsSync(CACHE))
    assert.equal(existsSync(join(folder, 'here')), false, 'nothing is left where it was called from')
  })

  it('goes well where nothing can be kept', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    const { code, stderr } = await run(['kinds'], { env: { NODE_COMPILE_CACHE: join(file, 'below') } })
    assert.deepEqual([code, stderr], [0, ''])
  })

  it('takes the demo to its first look within two seconds of processor time, however busy the machine', {
    skip: !existsSync('/proc/self/stat') && 'only Linux tells what a process has used',
  }, async () => {
    const watch = start(['watch', '--demo', '--json', '--port', '0'])
    try {
      await watch.until((event) => event.type === 'look')
      assert.ok(processorMs(watch.child.pid!) < 2_000, `${processorMs(watch.child.pid!)} ms`)
    } finally {
      await watch.end('SIGTERM')
    }
  })
})

/** What a process has used of a processor so far, in milliseconds; the kernel counts hundredths of a second. */
function processorMs(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const [user, system] = [fields[11], fields[12]].map(Number)
  return (user! + system!) * 10
}
