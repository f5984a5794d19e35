/** `watchfire cost` as its user runs it: the output in docs/cost.md is what it prints, and it can measure. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { itemBytes } from '../../../lib/adapters/store/item-bytes.ts'
import { lookItem } from '../../../lib/adapters/store/stored-nouns.ts'
import { readSettings } from '../../../lib/domain/settings/read-settings.ts'
import { startDemoNetwork } from '../../../lib/local/demo/demo-network.ts'
import type { MonthlyCost } from '../../../lib/tools/cost/cost.ts'
import { DEFAULT_MEASURES } from '../../../lib/tools/cost/cost-measures.ts'
import { run } from '../../kit/command.ts'
import { fleetText } from '../../kit/fleet-text.ts'
import { liar } from '../../kit/liar.ts'
import { looksAt } from '../../kit/look-with.ts'
import { overHttp } from '../../kit/over-http.ts'
import { recompute } from '../../kit/recompute.ts'
import { stepClock } from '../../kit/step-clock.ts'

const DOCS = readFileSync(new URL('../../../docs/cost.md', import.meta.url), 'utf8')

describe('cost', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
    writeFileSync(join(folder, 'fleet.yaml'), fleetText({ nodes: 50, vantages: 5, cadence: '60s' }))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  const cost = (...args: string[]) => run(['cost', '--settings', 'fleet.yaml', ...args], { cwd: folder })

  it('50 nodes, 5 vantages, 60 s: a total, every line of which can be worked out again', async () => {
    const { code, stdout, stderr } = await cost()
    assert.deepEqual([code, stderr], [0, ''])
    const lines = recompute(stdout)
    assert.ok(lines.length > 30)
    for (const { line, exact, said, isDollars } of lines)
      assert.ok(Math.abs(exact - said) <= (isDollars ? 0.005 : 0.5) + 1e-6, `${line} (${exact})`)
    assert.match(stdout, /^Total: .* a month$/m)
    assert.ok(DOCS.includes(`\`\`\`\n${stdout}\`\`\``), `docs/cost.md should show:\n${stdout}`)
  })

  it('--json is one document with the same total, and --free-tier takes off what it names', async () => {
    const full = JSON.parse((await cost('--json')).stdout) as MonthlyCost
    const less = JSON.parse((await cost('--json', '--free-tier')).stdout) as MonthlyCost
    const sum = (parts: readonly { cents: number }[]) => parts.reduce((all, { cents }) => all + cents, 0)
    assert.equal(full.totalCents, sum(full.lines))
    assert.equal(less.totalCents, full.totalCents - sum(full.freeTiers))
    for (const amount of [full, less].map(({ totalCents }) => `$${(totalCents / 100).toFixed(2)}`))
      assert.ok(DOCS.includes(amount), `docs/cost.md should name ${amount}`)
  })

  it('--measured works with the looks that a watch has stored, and says whose they are', async () => {
    const node = await liar()
    writeFileSync(
      join(folder, 'one.yaml'),
      `network: devnet\nvantages: [here, there]\nnodes: [{ id: one, url: "${node.url}" }]\n`,
    )
    const watched = await run(['watch', '--settings', 'one.yaml', '--data', 'd', '--once', '--json'], {
      cwd: folder,
    })
    await node.close()
    assert.equal(watched.stderr.includes('failed'), false, watched.stderr)
    const { code, stdout, stderr } = await run(
      ['cost', '--settings', 'one.yaml', '--measured', '--data', 'd', '--json'],
      { cwd: folder },
    )
    assert.deepEqual([code, stderr], [0, ''])
    const measured = JSON.parse(stdout) as MonthlyCost
    assert.match(
      measured.measures[0]!,
      /^Measured in the latest look of here, there: \d+ bytes for 2 nodes, /,
    )
    const item = measured.workings.find(({ what }) => what === "one look's item")!
    assert.ok(item.result.amount > 300 && item.result.amount < 1_500, String(item.result.amount))
  })

  const MISTAKES: readonly (readonly [args: readonly string[], problem: RegExp])[] = [
    [['--measured', '--data', 'nowhere'], /Cannot measure the cost: there is no data folder .*nowhere/],
    [['--data', 'd'], /--data says where --measured reads/],
    [['--mesured'], /unknown option --mesured, did you mean --measured\?/],
  ]
  for (const [args, problem] of MISTAKES)
    it(`a mistake exits 2: ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await cost(...args)
      assert.deepEqual([code, stdout], [2, ''])
      assert.match(stderr, problem)
    })
})

/** Measured anew each time: if looks grow, the cost of watching must be told anew. */
it('the size that is taken as given is at least what a look of the demo network takes, and not half more', async () => {
  for (const nodes of [10, 50]) {
    const clock = stepClock(1_800_000_000_000)
    const network = await startDemoNetwork({ clock, seed: 'cost', slotMs: 2_000, nodes })
    try {
      const read = readSettings({ file: 'demo.yaml', text: network.settingsText(), files: () => undefined })
      assert.ok(read.ok)
      const looks = await looksAt(read.value.settings, { clock, nodes: overHttp(clock), rounds: 3 })
      const bytes = itemBytes(await lookItem(looks.at(-1)!))
      const { base, eachNode } = DEFAULT_MEASURES.lookBytes
      const given = base + nodes * eachNode
      assert.ok(
        bytes <= given && given <= 1.5 * bytes,
        `${nodes} nodes take ${bytes} bytes, given are ${given}`,
      )
    } finally {
      await network.close()
    }
  }
})
