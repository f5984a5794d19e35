/** Answering while a watch runs on the folder, by processes of their own, as people do it. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { run, start } from '../../kit/command.ts'
import { liar } from '../../kit/liar.ts'
import { PATIENCE_MS } from '../../kit/patience.ts'

it('what is done beside a running watch is in its store, and shown with what the watch did', {
  timeout: PATIENCE_MS,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
  const [stays, leaves] = [await liar(), await liar()]
  writeFileSync(
    join(folder, 'watchfire.yaml'),
    `network: devnet
vantages: [one, two]
nodes:
  - { id: stays, url: "${stays.url}" }
  - { id: leaves, url: "${leaves.url}" }
thresholds:
  node-down: { after: 0s, clears: 2s }
`,
  )
  const watch = start(['watch', '--data', 'data', '--cadence', '1s', '--json'], { cwd: folder })
  try {
    await watch.until((event) => event.type === 'look')
    await leaves.close()
    const { incident } = await watch.until((event) => event.type === 'notice')
    const beside = (...args: string[]) =>
      run([...args, '--data', 'data'], { cwd: folder, env: { USER: 'cat' } })

    const acked = await beside('ack', String(incident).toLowerCase(), '--for', '1h')
    assert.deepEqual([acked.code, acked.stderr], [0, ''])
    assert.match(acked.stdout, /^\w{5} \w+ node-down node:leaves: acknowledged by cat until .*Z \(1 h\)\.\n$/)

    const shown = await beside('show', String(incident), '--json')
    const { timeline, acknowledged } = JSON.parse(shown.stdout) as {
      timeline: { what: string; who?: string; contact?: string; channel?: string }[]
      acknowledged: { who: string }
    }
    const told = timeline.find(({ what }) => what === 'told')
    assert.deepEqual([told?.contact, acknowledged.who], ['terminal', 'cat'])
    assert.equal(timeline[0]!.what, 'first-evidence')
    for (const what of ['opened', 'acknowledged'])
      assert.ok(
        timeline.some((event) => event.what === what),
        what,
      )

    const listed = await beside('incidents')
    assert.equal(listed.code, 1)
    assert.match(listed.stdout, /^ {2}acknowledged by cat until .*Z$/m)
    assert.equal(watch.stderr(), '')
  } finally {
    assert.equal(await watch.end('SIGTERM'), 0)
    await stays.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

it('a drill goes through every vantage of a running watch, and the link in it ends the wait', {
  timeout: PATIENCE_MS,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
  const node = await liar()
  writeFileSync(
    join(folder, 'watchfire.yaml'),
    `network: devnet
vantages: [one, two]
nodes: [{ id: a, url: "${node.url}" }]
`,
  )
  const watch = start(['watch', '--data', 'data', '--cadence', '1s', '--json', '--port', '0'], {
    cwd: folder,
  })
  try {
    await watch.until((event) => event.type === 'look')
    const drill = run(['drill', '--data', 'data', '--wait', '10m'], { cwd: folder, env: { USER: 'cat' } })
    const notice = await watch.until((event) => event.type === 'notice')
    assert.deepEqual([notice.kind, notice.contact], ['drill', 'terminal'])
    const [, link] = /^Ack: (\S+)$/m.exec(String(notice.sms))!
    assert.equal((await fetch(link!, { method: 'POST' })).status, 200)
    const { code, stdout } = await drill
    assert.equal(code, 0)
    assert.match(stdout, /^Acknowledged by terminal at /m)
    for (const vantage of ['one', 'two'])
      assert.match(
        stdout,
        new RegExp(`^${vantage}: fault to phone \\d+ \\w+, phone to acknowledgement `, 'm'),
      )
    assert.doesNotMatch(stdout, /held back/)
  } finally {
    assert.equal(await watch.end('SIGTERM'), 0)
    await node.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

it('what is muted is told when the mute is ended, with what it held back', {
  timeout: PATIENCE_MS,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
  const [stays, leaves] = [await liar(), await liar()]
  writeFileSync(
    join(folder, 'watchfire.yaml'),
    `network: devnet
vantages: [one, two]
nodes:
  - { id: stays, url: "${stays.url}" }
  - { id: leaves, url: "${leaves.url}" }
thresholds:
  node-down: { after: 0s }
`,
  )
  const watch = start(['watch', '--data', 'data', '--cadence', '1s', '--json', '--port', '0'], {
    cwd: folder,
  })
  const beside = (...args: string[]) =>
    run([...args, '--data', 'data'], { cwd: folder, env: { USER: 'cat' } })
  try {
    await watch.until((event) => event.type === 'look')
    assert.equal((await beside('mute', 'node:leaves', '--for', '1h', '--reason', 'new disk')).code, 0)
    await leaves.close()
    const opened = async () => {
      const { stdout } = await beside('incidents', '--json')
      return JSON.parse(stdout) as readonly { readonly muted: object | null }[]
    }
    while ((await opened()).length === 0) await watch.until((event) => event.type === 'look')
    assert.notEqual((await opened())[0]!.muted, null)
    assert.equal((await beside('unmute', 'node:leaves')).code, 0)
    const opening = await watch.until((event) => event.type === 'notice')
    assert.deepEqual([opening.reason, opening.subject], ['opening', 'node:leaves'])
    const summary = await watch.until((event) => event.type === 'notice' && event.kind === 'muted')
    assert.match(String(summary.text), /new disk/)
  } finally {
    assert.equal(await watch.end('SIGTERM'), 0)
    await stays.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
