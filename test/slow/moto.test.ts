/** The stacks are taken by a stand-in for AWS, in three Regions, and a second time there is nothing to change. */
import assert from 'node:assert/strict'
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { missing } from '../kit/missing.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const REGIONS = ['eu-central-1', 'us-west-2', 'ap-southeast-2']
const START_MS_MAX = 60_000
const COMMAND_MS_MAX = 300_000

const skip = missing(await motoHelp(), 'moto_server is not installed: pip install "moto[server]"')

/** What moto takes in silence without making it (the global table, schedules, subscriptions) is not proven here. */
test('bootstrap and deploy succeed in three Regions, and deploying again changes nothing', {
  skip,
}, async () => {
  await cdk('bootstrap')
  const first = await cdk('deploy', '--all', '--require-approval', 'never')
  assert.equal(
    count(first, /✅ {2}watchfire-main-(table|vantage\S*)(?! \(no changes\))/g),
    REGIONS.length + 1,
    first,
  )
  const second = await cdk('deploy', '--all', '--require-approval', 'never')
  assert.equal(
    count(second, /✅ {2}watchfire-main-\S+( \(\S+\))? \(no changes\)/g),
    REGIONS.length + 1,
    second,
  )
})

let folder = ''
let port = 0
let server: ChildProcess | undefined

before(async () => {
  if (skip) return
  folder = mkdtempSync(join(tmpdir(), 'watchfire-'))
  port = await freePort()
  server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore', detached: true })
  await listening(port)
})

after(() => {
  if (folder) rmSync(folder, { recursive: true, force: true })
  // A shim may stand between: the whole group is ours.
  if (server?.pid !== undefined) process.kill(-server.pid)
})

/** What it says of itself; null where it cannot be run. */
async function motoHelp(): Promise<string | null> {
  return await promisify(execFile)('moto_server', ['--help']).then(
    ({ stdout }) => stdout,
    () => null,
  )
}

async function cdk(...args: readonly string[]): Promise<string> {
  const env = {
    PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}`,
    HOME: folder,
    CI: 'false',
    AWS_ENDPOINT_URL: `http://localhost:${port}`,
    AWS_ACCESS_KEY_ID: 'testing',
    AWS_SECRET_ACCESS_KEY: 'testing',
    AWS_REGION: REGIONS[0],
  }
  const all = [
    ...args,
    '-c',
    'settings=watchfire.example.yaml',
    '--output',
    join(folder, 'cdk.out'),
    '--no-color',
  ]
  const options = { cwd: ROOT, env, timeout: COMMAND_MS_MAX, maxBuffer: 64 * 1_024 * 1_024 }
  const { stdout, stderr } = await promisify(execFile)(join(ROOT, 'node_modules/.bin/cdk'), all, options)
  return `${stdout}\n${stderr}`
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function listening(at: number): Promise<void> {
  const until = Date.now() + START_MS_MAX
  while (Date.now() < until) {
    const answer = await fetch(`http://localhost:${at}/moto-api/data.json`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('moto_server does not answer')
}
