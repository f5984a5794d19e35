/** A side whose nodes all say that they are syncing is a side like any other: no claim hides a fork. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { foreignHeader, header, type Lie, liar, nowSlot } from '../../kit/liar.ts'
import { looksAt, reportOf, settingsFor } from '../../kit/look-with.ts'

const DEPTH_SLOTS = 20

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
  const servers = [await liar(), await liar(lie), await liar(lie)]
  const settings = settingsFor({
    well: servers[0]!.url,
    syncing1: servers[1]!.url,
    syncing2: servers[2]!.url,
  })
  const [look] = await looksAt(settings)
  for (const server of servers) await server.close()
  const { sides, splits, findings } = reportOf(look!, settings)
  assert.deepEqual(sides.map(({ nodes }) => [...nodes].sort()).sort(), [['syncing1', 'syncing2'], ['well']])
  assert.equal(splits[0]?.ancestor?.slot, forkedAt)
  assert.ok(findings.some(({ kind, severity }) => kind === 'chain-split' && severity === 'critical'))
})
