/** Hostile endpoints beside a starved watcher: with 0.29 of a processor no honest node loses a fact to them. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parse, stringify } from 'yaml'
import { systemClock } from '../../lib/adapters/host/system-clock.ts'
import { LOOK_MS_MAX } from '../../lib/domain/look/look-times.ts'
import { startDemoNetwork } from '../../lib/local/demo/demo-network.ts'
import type { LookLine } from '../kit/look-here.ts'
import { outcomeOf } from '../kit/outcome.ts'
import { starve } from '../kit/starve.ts'

/** What 512 MB of memory give a Lambda function. */
const SHARE = 0.29
const NODES = 50
const LOOKS = 3

/** A megabyte of JSON keys, different ones, for whoever reads all of it. */
const KEYS = `{"data":{${Array.from({ length: 60_000 }, (_, key) => `"k${key}":"${key}"`).join(',')}}}`

async function hostile(): Promise<Server> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(KEYS)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

/** Runs one of our files on so small a share of a processor; to its end. */
async function starved(
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly stdout: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [outcome] = await Promise.all([outcomeOf(child), starve(child, { share: SHARE, isOn: () => true })])
  return outcome
}

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url))

for (const references of [0, 1, 2, 4])
  it(`F15: fifty honest nodes beside ${references} references that answer a megabyte of keys to everything`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'watchfire-hostile-'))
    const network = await startDemoNetwork({
      clock: systemClock,
      seed: 'hostile',
      slotMs: 12_000,
      nodes: NODES,
    })
    const servers = await Promise.all(Array.from({ length: references }, hostile))
    try {
      const settings = {
        ...parse(network.settingsText()),
        references: servers.map((server, index) => ({
          id: `hostile-${index}`,
          url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        })),
      }
      const file = join(folder, 'watchfire.yaml')
      writeFileSync(file, stringify(settings))
      const { code, stdout } = await starved([pathOf('../kit/look-here.ts'), file, `${LOOKS}`])
      assert.equal(code, 0)
      const lines = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as LookLine)
      assert.equal(lines.length, LOOKS)
      for (const { ms, look } of lines) {
        assert.ok(ms <= LOOK_MS_MAX, `a look took ${ms} ms`)
        for (const node of look.nodes.filter(({ role }) => role === 'node')) {
          assert.equal(node.state, 'reached', `${node.id} ${JSON.stringify(node)}`)
          assert.deepEqual(node.state === 'reached' && node.faults, {}, node.id)
        }
        for (const node of look.nodes.filter(({ role }) => role === 'reference'))
          assert.equal(node.state === 'reached' ? 'reached' : node.fault.kind, 'too-large', node.id)
      }
    } finally {
      for (const server of servers) {
        server.closeAllConnections()
        server.close()
      }
      await network.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

it('F15: every hostile server of the suite has its named fault there too', async () => {
  const { code, stdout } = await starved([
    '--test',
    '--test-isolation=none',
    pathOf('../process/adapters/http/hostile.test.ts'),
  ])
  assert.equal(code, 0, stdout)
})
