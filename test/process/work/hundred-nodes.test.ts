/** The cost of looking: one hundred real HTTP nodes, all well, cost four requests a node and look once warm. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { readSettings } from '../../../lib/domain/settings/read-settings.ts'
import { startDemoNetwork } from '../../../lib/local/demo/demo-network.ts'
import { looksAt } from '../../kit/look-with.ts'
import { overHttp } from '../../kit/over-http.ts'
import { stepClock } from '../../kit/step-clock.ts'

const ROUNDS = 6
const REQUESTS_MAX = 4

it('at most 4 requests a node and look, counted by the servers', async () => {
  const clock = stepClock(1_800_000_000_000)
  const network = await startDemoNetwork({ clock, seed: 'hundred', slotMs: 2_000, nodes: 100 })
  try {
    const read = readSettings({ file: 'hundred.yaml', text: network.settingsText(), files: () => undefined })
    assert.ok(read.ok)
    let warm: number[] = []
    const counts = () => network.nodes.map((node) => node.requests())
    const looks = await looksAt(read.value.settings, {
      clock,
      nodes: overHttp(clock),
      rounds: ROUNDS + 1,
      between: (round) => {
        if (round === 1) warm = counts()
      },
    })
    const asked = counts().map((count, index) => count - warm[index]!)
    assert.deepEqual(
      looks.at(-1)!.sides.sides.map(({ nodes }) => nodes.length),
      [100],
    )
    assert.ok(
      Math.max(...asked) <= REQUESTS_MAX * ROUNDS,
      `a node was asked ${Math.max(...asked)} times in ${ROUNDS} looks`,
    )
  } finally {
    await network.close()
  }
})
