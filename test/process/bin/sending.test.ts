/** What a `watch` on one machine truly sends: webhooks, to a receiver on this machine; nothing else; and also with a full disk. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { type Running, run, start } from '../../kit/command.ts'
import { type Liar, liar } from '../../kit/liar.ts'
import { eventually, PATIENCE_MS } from '../../kit/patience.ts'
import { type WebhookReceiver, webhookReceiver } from '../../kit/webhook-receiver.ts'

const PATH_VARIABLE = 'WATCHFIRE_SECRET_HOOK'

let folder: string
let leaves: Liar
let stays: Liar
let receiver: WebhookReceiver
let running: Running | null = null
let isGone = false
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
  stays = await liar()
  leaves = await liar()
  receiver = await webhookReceiver()
  process.env[PATH_VARIABLE] = receiver.url
  writeFileSync(join(folder, 'watchfire.yaml'), settings())
})
afterEach(async () => {
  delete process.env[PATH_VARIABLE]
  running?.child.kill('SIGKILL')
  running = null
  await stays.close()
  if (!isGone) await leaves.close()
  isGone = false
  await receiver.close()
  rmSync(folder, { recursive: true, force: true })
})

const settings = () => `network: devnet
vantages: [one, two]
nodes:
  - { id: stays, url: "${stays.url}" }
  - { id: leaves, url: "${leaves.url}" }
thresholds:
  node-down: { after: 0s, clears: 2s }
contacts:
  - { id: team, webhook: { kind: json, url: "\${secret:hook}" } }
  - { id: oncall, email: oncall@example.com, sms: "+44 1632 960444" }
escalation:
  critical: { steps: [{ after: 0s, notify: [team, oncall] }] }
  warning: { steps: [{ after: 0s, notify: [team, oncall] }] }
`

function begin(data = 'data'): Running {
  running = start(['watch', '--data', data, '--cadence', '1s', '--port', '0', '--json'], { cwd: folder })
  return running
}

const noticesIn = (data: string) =>
  readFileSync(join(folder, data, 'notices.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ subject }) => subject === 'node:leaves')

const taken = () => {
  const told = receiver.taken.flatMap(({ notices }) => notices as readonly Record<string, unknown>[])
  return told
    .filter(({ subject }) => subject === 'node:leaves')
    .map(({ kind, subject, step }) => `${kind} ${subject} ${step}`)
}

const stopNode = async () => {
  isGone = true
  await leaves.close()
}

describe('S11: watch with contacts', { timeout: PATIENCE_MS }, () => {
  it('calls the webhook, says at its start who gets nothing, and calls nothing sent that was not', async () => {
    const watch = begin()
    const unsent = await watch.until(({ type }) => type === 'unsent')
    assert.equal(
      unsent.says,
      'Nothing is sent from here to oncall (e-mail and text message go out from AWS alone).',
    )
    await watch.until(({ type }) => type === 'look')
    await stopNode()
    const notice = await watch.until((event) => event.type === 'notice' && event.contact === 'oncall')
    await eventually('the webhook', async () => taken().length === 1)
    const id = String(notice.incident)
    assert.deepEqual(
      noticesIn('data')
        .map(({ contact }) => contact)
        .toSorted(),
      ['oncall', 'team'],
    )
    const shown = await run(['show', id, '--data', 'data'], { cwd: folder })
    assert.match(shown.stdout, /nothing was sent to oncall, only written down/)
    assert.match(shown.stdout, /team was told: it opened \(.* through webhook json\)/)
    assert.doesNotMatch(shown.stdout, /text message|budget/)
    const drill = await run(['drill', '--data', 'data', '--contact', 'oncall', '--wait', '60s'], {
      cwd: folder,
    })
    assert.equal(drill.code, 1)
    assert.match(drill.stdout, /^one: not sent; after .* it stood on the terminal/m)
    assert.match(drill.stdout, /^Nothing was sent to oncall: a watch on one machine calls webhooks alone/m)
    assert.doesNotMatch(drill.stdout, /with a text message/)
    assert.equal(await watch.end('SIGINT'), 0)
  })

  it('says of a webhook whose secret is missing that it is not called, and where the secret was looked for', async () => {
    delete process.env[PATH_VARIABLE]
    const unsent = await begin().until(({ type }) => type === 'unsent')
    assert.match(String(unsent.says), /team \(environment variable WATCHFIRE_SECRET_HOOK is not set\)/)
  })
})

const OPENED = 'node-down node:leaves warning-1'

/** Half a megabyte more than an empty store takes. */
const DISK = '2m'

describe('S10: watch whose disk is full, or whose store goes', { timeout: PATIENCE_MS }, () => {
  let mounted: string | null = null
  afterEach(() => {
    running?.child.kill('SIGKILL')
    if (mounted !== null) execFileSync('umount', ['-l', mounted])
    mounted = null
  })

  const mount = (): string | null => {
    const path = join(folder, 'small')
    mkdirSync(path)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', path], { stdio: 'ignore' })
      mounted = path
    } catch (error) {
      // Only who may mount has a disk to fill.
      assert.match(String(error), /mount/)
    }
    return mounted
  }

  it('tells from memory through the webhook, says why, once each, and keeps it all when there is room', async (t) => {
    const path = mount()
    if (path === null) return t.skip('this user may not mount')
    const watch = begin('small')
    await watch.until(({ type }) => type === 'look')
    fill(join(path, 'filler'))
    await stopNode()
    await eventually('the webhook', async () => taken().length === 1)
    await eventually('the reason', async () => /the store takes nothing.*disk is full/.test(watch.stderr()))
    const seen = new Set<unknown>()
    await watch.until((event) => event.type === 'look' && seen.add(event.at).size >= 8)
    assert.deepEqual(taken(), [OPENED])
    rmSync(join(path, 'filler'))
    await eventually('the records', async () => {
      const shown = await run(['incidents', '--data', 'small', '--json'], { cwd: folder })
      return (JSON.parse(shown.stdout) as unknown[]).length === 1
    })
    assert.deepEqual(
      noticesIn('small')
        .map(({ contact }) => contact)
        .toSorted(),
      ['oncall', 'team'],
    )
    assert.equal(await watch.end('SIGINT'), 0)
  })

  it('says again at its end what the disk did not take', async (t) => {
    const path = mount()
    if (path === null) return t.skip('this user may not mount')
    const watch = begin('small')
    await watch.until(({ type }) => type === 'look')
    fill(join(path, 'filler'))
    await eventually('the reason', async () => /the store takes nothing/.test(watch.stderr()))
    assert.equal(await watch.end('SIGINT'), 0)
    assert.match(watch.stderr().trim().split('\n').at(-1)!, /the store did not take everything.*disk is full/)
  })

  it('makes an emptied store again, with what is open, and tells nobody twice', async () => {
    const watch = begin()
    await watch.until(({ type }) => type === 'look')
    await stopNode()
    await eventually('the webhook', async () => taken().length === 1)
    truncateSync(join(folder, 'data', 'store.sqlite'))
    await eventually('the store', async () => {
      const shown = await run(['incidents', '--data', 'data', '--json'], { cwd: folder })
      return shown.stdout.startsWith('[{')
    })
    assert.deepEqual(taken(), [OPENED])
    assert.equal(await watch.end('SIGINT'), 0)
  })
})

/** Down to the last byte. */
function fill(path: string): void {
  for (const size of [65_536, 4_096, 512, 1])
    for (;;) {
      try {
        writeFileSync(path, Buffer.alloc(size), { flag: 'a' })
      } catch (error) {
        assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC')
        break
      }
    }
}
