/** What CONTRIBUTING.md hands to those who want to see their work: a node with answers of one's own, and a call of a webhook. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { run } from '../../kit/command.ts'
import { outcomeOf } from '../../kit/outcome.ts'
import { httpServer } from '../adapters/http/test-servers.ts'

const KIT = fileURLToPath(new URL('../../kit/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'watchfire-by-hand-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const SETTINGS = join(folder, 'try.yaml')

function tool(name: string, ...args: string[]) {
  const stdio = ['ignore', 'pipe', 'pipe'] as const
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(KIT, name), ...args], {
    stdio: [...stdio],
  })
}

it('a node with seven peers is watched, and is low on peers', async (t) => {
  const served = tool('serve-node.ts', SETTINGS, '/eth/v1/node/peer_count', '{ "connected": "7" }')
  t.after(() => served.kill())
  await once(served.stdout, 'data')
  const { code, stdout } = await run(['look', '--settings', SETTINGS])
  assert.equal(code, 1)
  assert.match(stdout, /low-peers node:made-up/)
})

it('a contact that has a webhook is called', async (t) => {
  const bodies: string[] = []
  const { url } = await httpServer(t, async (request, response) => {
    for await (const piece of request.setEncoding('utf8')) bodies.push(piece)
    response.end()
  })
  const settings = `network: mainnet\nvantages: [here]\nnodes: [{ id: a, url: "https://a.example.com" }]\n`
  writeFileSync(SETTINGS, `${settings}contacts: [{ id: hook, webhook: { kind: json, url: "${url}" } }]\n`)
  const called = await outcomeOf(tool('call-webhook.ts', SETTINGS, 'hook'))
  assert.deepEqual([called.code, called.stdout], [0, 'hook was told by webhook json\n'])
  assert.match(bodies.join(''), /"kind":"chain-split"/)
  const { code, stderr } = await outcomeOf(tool('call-webhook.ts', SETTINGS, 'nobody'))
  assert.equal(code, 2)
  assert.match(stderr, /Cannot tell nobody by its webhook: the settings give this contact none/)
})

it('what is called wrongly says how it is called', async () => {
  for (const name of ['serve-node.ts', 'call-webhook.ts']) {
    const { code, stderr } = await outcomeOf(tool(name))
    assert.equal(code, 2)
    assert.match(stderr, new RegExp(`^usage: node test/kit/${name} SETTINGS `))
  }
})
