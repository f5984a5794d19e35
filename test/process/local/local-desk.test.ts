/** Laws of the desk of a watch: its links work from run to run, its key is nobody else's, its port is the usual one. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { itemStore } from '../../../lib/adapters/store/item-store.ts'
import { memoryItems } from '../../../lib/adapters/store/memory-items.ts'
import { localLinkKeys } from '../../../lib/local/link-key.ts'
import { openLocalDesk } from '../../../lib/local/local-desk.ts'
import { withTerminal } from '../../../lib/local/terminal-contact.ts'
import { aView } from '../../contract/nouns.ts'
import { fleetSettings, NOON } from '../../domain/made-up-fleet.ts'
import { linksTo } from '../../kit/desk-links.ts'

const settings = withTerminal(fleetSettings())
const clock = { now: () => NOON }
const silent = { info: () => undefined, warn: () => undefined }

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

describe('the key of a watch', () => {
  it('is made once, for this user alone, and read again the next time', async () => {
    const keys = await localLinkKeys({ dataDir, env: {} })
    assert.ok(keys.kind === 'keys')
    assert.equal(statSync(join(dataDir, 'link-key')).mode & 0o777, 0o600)
    assert.match(readFileSync(join(dataDir, 'link-key'), 'utf8'), /^1:[A-Za-z0-9_-]{43}\n$/)
    assert.deepEqual(await localLinkKeys({ dataDir, env: {} }), keys)
  })

  it('is that of the environment where it is set, and a bad one is named and not replaced', async () => {
    const env = (WATCHFIRE_SECRET_LINK_KEY: string) => ({ dataDir, env: { WATCHFIRE_SECRET_LINK_KEY } })
    const keys = await localLinkKeys(env(`Z:${'A'.repeat(43)}`))
    assert.equal(keys.kind === 'keys' && keys.keys[0].id, 'Z')
    const bad = await localLinkKeys(env('secret'))
    assert.match(bad.kind === 'none' ? bad.because : '', /variable WATCHFIRE_SECRET_LINK_KEY is no link key/)
    assert.throws(() => statSync(join(dataDir, 'link-key')), { code: 'ENOENT' })
  })
})

describe('the desk of a watch', () => {
  const store = itemStore(memoryItems(clock), clock)
  const options = (port: number | undefined) => ({
    port,
    dataDir,
    env: {},
    settings,
    hash: 'test',
    store,
    clock,
    log: silent,
  })

  it('answers its own links, also those of the run before, to contacts and to the terminal', async () => {
    await store.putView(aView({ id: 'K7QX2', asOf: NOON, since: NOON - 1, vantage: 'eu' }))
    const first = await openLocalDesk(options(0))
    assert.ok(first.ok)
    const links = linksTo(first.value, settings)({ incident: 'K7QX2', contact: 'terminal', at: NOON })
    assert.ok(links.kind === 'links')
    assert.deepEqual([links.urls.length, links.urls[0]!.startsWith(`${first.value.url}/a/`)], [1, true])
    await first.value.close()
    const second = await openLocalDesk(options(0))
    assert.ok(second.ok)
    try {
      const url = links.sms!.replace(first.value.url, second.value.url)
      assert.match(await (await fetch(url)).text(), /<button>Acknowledge<\/button>/)
      assert.deepEqual(await store.deeds(), [])
      assert.match(await (await fetch(url, { method: 'POST' })).text(), /terminal has it until/)
      assert.deepEqual(
        (await store.deeds()).map(({ who }) => who),
        ['terminal'],
      )
      assert.match(await (await fetch(second.value.url)).text(), /^Watchfire at /)
    } finally {
      await second.value.close()
    }
  })

  it('takes the port that was asked for or says why not', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as { port: number }
    const desk = await openLocalDesk(options(port))
    assert.match(desk.ok ? '' : desk.error, /^port \d+ of 127\.0\.0\.1 cannot be used/)
    await new Promise((resolve) => taken.close(resolve))
  })

  it('takes any port when the usual one is taken and none was asked for', async () => {
    const desks = await Promise.all([openLocalDesk(options(undefined)), openLocalDesk(options(undefined))])
    const urls = desks.map((desk) => (desk.ok ? desk.value.url : desk.error))
    await Promise.all(desks.map((desk) => (desk.ok ? desk.value.close() : undefined)))
    for (const url of urls) assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/)
    assert.notEqual(urls[0], urls[1])
  })
})
