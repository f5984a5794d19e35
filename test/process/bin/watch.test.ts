/** `watchfire watch` as its user runs it: killed in the middle of an incident, interrupted, misused. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { isWatched } from '../../../lib/local/data-folder.ts'
import { type Running, run, start } from '../../kit/command.ts'
import { type Liar, liar } from '../../kit/liar.ts'
import { PATIENCE_MS } from '../../kit/patience.ts'

describe('watch', { timeout: PATIENCE_MS }, () => {
  let folder: string
  let stays: Liar
  let leaves: Liar
  let running: Running | null = null
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
    stays = await liar()
    leaves = await liar()
    const settings = `network: devnet
vantages: [one, two]
nodes:
  - { id: stays, url: "${stays.url}" }
  - { id: leaves, url: "${leaves.url}" }
thresholds:
  node-down: { after: 0s, clears: 2s }
`
    writeFileSync(join(folder, 'watchfire.yaml'), settings)
  })
  after(async () => {
    running?.child.kill('SIGKILL')
    await stays.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const args = ['watch', '--data', 'data', '--cadence', '1s', '--json']
  const begin = () => {
    running = start(args, { cwd: folder })
    return running
  }
  const notices = () =>
    readFileSync(join(folder, 'data', 'notices.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)

  it('kill -9 during an open incident: it is still open with its first time, and nothing is sent again', async () => {
    const first = begin()
    await first.until((event) => event.type === 'look')
    await leaves.close()
    const notice = await first.until((event) => event.type === 'notice')
    const opened = await first.until((event) => event.type === 'incident' && event.phase === 'open')
    // By the vantage's second look from now the round that sent it is over, and its record stored.
    const after = new Set<unknown>()
    await first.until(
      ({ type, vantage, at }) =>
        type === 'look' &&
        vantage === notice.vantage &&
        Date.parse(String(at)) > Date.parse(String(notice.at)) &&
        after.add(at).size >= 2,
    )
    await first.end('SIGKILL')
    assert.equal(notices().length, 1)

    const second = begin()
    const still = await second.until(
      (event) => event.type === 'incident' && event.phase === 'open' && event.vantage === opened.vantage,
    )
    assert.equal(still.since, opened.since)
    assert.equal(still.id, notice.incident)
    const beside = await run(['incidents', '--data', 'data', '--json'], { cwd: folder })
    assert.equal(beside.code, 1)
    assert.deepEqual(
      (JSON.parse(beside.stdout) as { id: string }[]).map(({ id }) => id),
      [notice.incident],
    )
    const seen = new Set<unknown>()
    await second.until((event) => event.type === 'look' && seen.add(event.at).size >= 8)
    assert.equal(notices().length, 1)
    assert.equal(await second.end('SIGTERM'), 0)
  })

  for (const [how, signal] of [
    ['is interrupted', 'SIGINT'],
    ['loses its terminal', 'SIGHUP'],
  ] as const)
    it(`a watch that ${how} leaves no lock behind`, async () => {
      const third = begin()
      await third.until((event) => event.type === 'look')
      assert.equal(await third.end(signal), 0)
      assert.equal(existsSync(join(folder, 'data', 'watchfire.pid')), false)
      assert.equal(isWatched(join(folder, 'data')), false)
    })

  it('says where its desk is, which answers while it runs', async () => {
    const fourth = begin()
    const { url } = await fourth.until((event) => event.type === 'desk')
    assert.match(await (await fetch(String(url))).text(), /^Watchfire at /)
    assert.equal(await fourth.end('SIGINT'), 0)
    await assert.rejects(fetch(String(url)))
  })

  it('a notice has every field that its readers count on', () => {
    const [notice] = notices()
    assert.deepEqual(Object.keys(notice!).sort(), [
      'at',
      'contact',
      'incident',
      'kind',
      'reason',
      'severity',
      'sms',
      'step',
      'subject',
      'text',
      'title',
      'vantage',
    ])
    assert.match(String(notice!.at), /^\d{4}-\d\d-\d\dT/)
  })
})

describe('misuse exits 2 and says what was expected', () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['wacth'], /There is no command "wacth"; did you mean watch\?/],
    [['look'], /no settings; name a file with --settings/],
    [['look', '--settings', 'nowhere.yaml'], /nowhere\.yaml:1:1: Cannot read the settings/],
    [['look', '--jsno'], /unknown option --jsno/],
    [['watch', '--cadence', 'soon'], /--cadence is "soon", expected a duration/],
    [['watch', '--demo', '--settings', 'x.yaml'], /exclude each other/],
    [['watch', '--port', 'http'], /--port is "http", expected a port from 0 to 65535/],
    [['watch', '--port', '65536'], /--port is "65536", expected a port/],
    [
      ['watch', '--demo', '--data', '/proc/x'],
      /^watchfire: Cannot write the data folder \/proc\/x: ENOENT.*\n$/,
    ],
  ]
  for (const [args, message] of cases)
    it(args.join(' '), async () => {
      const { code, stdout, stderr } = await run(args, { cwd: tmpdir() })
      assert.equal(code, 2)
      assert.equal(stdout, '')
      assert.match(stderr, message)
    })
})
