/** One look at two real nodes in a real split, replayed from recordings. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { looksAt, reportOf, settingsOfIds } from '../kit/look-with.ts'
import { memoryNodes, replayed } from '../kit/memory-nodes.ts'
import { stepClock } from '../kit/step-clock.ts'

const FOLDER = new URL('../fixtures/recordings/lodestar-split/', import.meta.url)

type Node = ReturnType<typeof replayed>

describe('two Lodestar nodes whose last common block is slot 19', () => {
  const [a, b] = ['node-a.ndjson', 'node-b.ndjson'].map((name) => replayed(new URL(name, FOLDER))) as [
    Node,
    Node,
  ]
  const clock = stepClock(1_800_000_000_000)

  it('are two sides and one split with its ancestor and depth, in 40 requests to each', async () => {
    const settings = settingsOfIds('a', 'b')
    const nodes = memoryNodes({ a, b })
    const [look] = await looksAt(settings, { clock, nodes })
    const { sides, splits, undecided, findings } = reportOf(look!, settings)
    assert.deepEqual(
      sides.map(({ nodes, tip }) => [nodes, tip.slot]),
      [
        [['a'], 84],
        [['b'], 75],
      ],
    )
    assert.deepEqual(undecided, [])
    assert.equal(splits.length, 1)
    assert.equal(splits[0]?.ancestor?.slot, 19)
    assert.equal(splits[0]?.depth, 56)
    assert.ok(findings.some(({ kind, severity }) => kind === 'chain-split' && severity === 'critical'))
    for (const id of ['a', 'b']) assert.ok(nodes.asked(id) <= 40, `${id} was asked ${nodes.asked(id)} times`)
  })

  it('one of them under two names is one side', async () => {
    const nodes = memoryNodes({ a, again: a })
    const [look] = await looksAt(settingsOfIds('a', 'again'), { clock, nodes })
    assert.equal(look!.sides.sides.length, 1)
    assert.deepEqual(look!.sides.splits, [])
  })
})
