/** A starved watcher: two hundred well nodes, and a tenth of a processor to watch them with. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { parse, stringify } from 'yaml'
import { systemClock } from '../../lib/adapters/host/system-clock.ts'
import { startDemoNetwork } from '../../lib/local/demo/demo-network.ts'
import { type Running, start } from '../kit/command.ts'
import { starve } from '../kit/starve.ts'

const NODES = 200
const STARVED_MS = 150_000
/** Of a processor; less where a processor is so fast that a tenth of it would do. */
const SHARE_MAX = 0.1
/** A look has this long, and is to have half of the processor time that it takes. */
const LOOK_MS = 15_000
const LOOKS_MEASURED = 3

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
    await untilLooks(watch, 1)
    const before = processorMsOf(watch.child.pid!)
    await untilLooks(watch, 1 + LOOKS_MEASURED)
    const neededMs = (processorMsOf(watch.child.pid!) - before) / LOOKS_MEASURED
    const until = Date.now() + STARVED_MS
    const share = Math.min(SHARE_MAX, neededMs / 2 / LOOK_MS)
    await starve(watch.child, { share, isOn: () => Date.now() < until })
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

/** Until it has reported so many looks since it began. */
function untilLooks(watch: Running, count: number): Promise<unknown> {
  let looks = 0
  return watch.until(({ type }) => type === 'look' && ++looks === count)
}

/** Processor time that a process has had, by the kernel's own count in hundredths of a second. */
function processorMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
