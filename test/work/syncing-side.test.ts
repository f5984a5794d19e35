/** A side whose nodes all say that they are syncing is a side like any other: no claim hides a fork. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { looksAt, reportOf, settingsOfIds } from '../kit/look-with.ts'
import { lying, memoryNodes } from '../kit/memory-nodes.ts'
import { stepClock } from '../kit/step-clock.ts'
import { foreignHeader, header, type Lie, wellNode } from '../kit/well-node.ts'

const DEPTH_SLOTS = 20
const clock = stepClock(1_800_000_000_000)
const { honest, nowSlot } = wellNode(clock)

it('two nodes on a fork of their own that say they are syncing', async () => {
  const forkedAt = nowSlot() - DEPTH_SLOTS
  const lie: Lie = (path) => {
    if (path.endsWith('/syncing'))
      return {
        body: `{"data":{"head_slot":"${nowSlot()}","sync_distance":"900","is_syncing":true,"is_optimistic":true}}`,
      }
    const asked = /headers\/(head|\d+)$/.exec(path)?.[1]
    if (asked === undefined) return undefined
    const slot = asked === 'head' ? nowSlot() : Number(asked)
    return { body: slot > forkedAt ? foreignHeader(slot) : header(slot) }
  }
  const settings = settingsOfIds('well', 'syncing1', 'syncing2')
  const [well, syncing] = [lying(honest), lying(honest, lie)]
  const nodes = memoryNodes({ well, syncing1: syncing, syncing2: syncing })
  const [look] = await looksAt(settings, { clock, nodes })
  const { sides, splits, findings } = reportOf(look!, settings)
  assert.deepEqual(sides.map(({ nodes }) => [...nodes].sort()).sort(), [['syncing1', 'syncing2'], ['well']])
  assert.equal(splits[0]?.ancestor?.slot, forkedAt)
  assert.ok(findings.some(({ kind, severity }) => kind === 'chain-split' && severity === 'critical'))
})
