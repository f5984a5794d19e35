/** A starved watcher: two hundred well nodes, and a tenth of a processor to watch them with. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { parse, stringify } from 'yaml'
import { systemClock } from '../../lib/adapters/host/system-clock.ts'
import { startDemoNetwork } from '../../lib/local/demo/demo-network.ts'
import { start } from '../kit/command.ts'
import { starve } from '../kit/starve.ts'

const NODES = 200
const STARVED_MS = 150_000
const SHARE = 0.1

/** About the watcher itself. */
const OURS = ['vantage-degraded', 'blind', 'clock-skew']

it('F14: the watcher on a tenth of a processor: no page about two hundred well nodes, and one about the watcher', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'watchfire-starved-'))
  const network = await startDemoNetwork({
    clock: systemClock,
    seed: 'starved',
    slotMs: 12_000,
    nodes: NODES,
  })
  const settings = {
    ...parse(network.settingsText()),
    vantages: ['here'],
    thresholds: {
      'node-down': { after: '5s' },
      'data-center-dark': { after: '5s' },
      'vantage-degraded': { after: '20s' },
      blind: { after: '20s' },
    },
  }
  writeFileSync(join(folder, 'watchfire.yaml'), stringify(settings))
  const watch = start(['watch', '--data', 'data', '--cadence', '15s', '--json'], { cwd: folder })
  try {
    let looks = 0
    await watch.until(({ type }) => type === 'look' && ++looks > 2)
    const until = Date.now() + STARVED_MS
    await starve(watch.child, { share: SHARE, isOn: () => Date.now() < until })
    const file = join(folder, 'data', 'notices.ndjson')
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').filter(Boolean) : []
    const notices = lines.map((line) => JSON.parse(line) as Record<string, string>)
    const openings = notices.filter(({ reason }) => reason === 'opening')
    assert.deepEqual(
      openings.filter(({ kind }) => !OURS.includes(kind!)).map(({ title }) => title),
      [],
    )
    assert.equal(openings.length, 1, openings.map(({ title }) => title).join('\n'))
    assert.match(openings[0]!.text!, /too busy|had no time|blind/i)
  } finally {
    await watch.end('SIGKILL')
    await network.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
