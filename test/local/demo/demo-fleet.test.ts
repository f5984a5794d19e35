/** Laws of the roster: unique nodes, mixed clients, and a third of the validators in every data centre. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DATA_CENTERS, DEMO_NODES, makeRoster } from '../../../lib/local/demo/demo-fleet.ts'

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

for (const size of [3, 7, 20, 100]) {
  test(`${size} nodes: unique ids, and every data centre holds exactly a third of the validators`, () => {
    const roster = makeRoster(size)
    assert.equal(roster.length, size)
    assert.equal(new Set(roster.map((node) => node.id)).size, size)
    assert.ok(roster.every((node) => node.validators > 0))
    const total = sum(roster.map((node) => node.validators))
    for (const dataCenter of DATA_CENTERS) {
      const inside = roster.filter((node) => node.dataCenter === dataCenter)
      assert.equal(3 * sum(inside.map((node) => node.validators)), total)
    }
  })
}

test('the demo has three, two and two nodes, and no data centre of one client', () => {
  const roster = makeRoster(DEMO_NODES)
  const counts = DATA_CENTERS.map((id) => roster.filter((node) => node.dataCenter === id))
  assert.deepEqual(
    counts.map((nodes) => nodes.length),
    [3, 2, 2],
  )
  for (const nodes of counts) assert.equal(new Set(nodes.map((node) => node.client)).size, nodes.length)
})

test('both validator groups have nodes in more than one data centre', () => {
  const roster = makeRoster(DEMO_NODES)
  for (const group of ['g1', 'g2']) {
    const sites = new Set(roster.filter((node) => node.serves.includes(group)).map((node) => node.dataCenter))
    assert.ok(sites.size > 1, group)
  }
})
