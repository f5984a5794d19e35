/** One look at two real nodes in a real split, replayed from recordings over real HTTP. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { looksAt, reportOf, settingsFor } from '../../kit/look-with.ts'
import { type ReplayServer, replay } from '../../kit/replay-server.ts'

const FOLDER = new URL('../../fixtures/recordings/lodestar-split/', import.meta.url)

describe('two Lodestar nodes whose last common block is slot 19', () => {
  let a: ReplayServer
  let b: ReplayServer
  before(async () => {
    a = await replay(new URL('node-a.ndjson', FOLDER))
    b = await replay(new URL('node-b.ndjson', FOLDER))
  })
  after(async () => {
    await a.close()
    await b.close()
  })

  it('are two sides and one split with its ancestor and depth, in 40 requests to each', async () => {
    const settings = settingsFor({ a: a.url, b: b.url })
    const [look] = await looksAt(settings)
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
    assert.ok(a.asked.length <= 40 && b.asked.length <= 40, `asked ${a.asked.length} and ${b.asked.length}`)
  })

  it('one of them under two names is one side', async () => {
    const settings = settingsFor({ a: a.url, again: a.url })
    const [look] = await looksAt(settings)
    assert.equal(look!.sides.sides.length, 1)
    assert.deepEqual(look!.sides.splits, [])
  })
})
