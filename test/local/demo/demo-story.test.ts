/** Laws of the story: what it breaks it mends, and what it expects opened it expects closed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KINDS } from '../../../lib/domain/kinds/kinds.ts'
import { DATA_CENTERS } from '../../../lib/local/demo/demo-fleet.ts'
import { DEMO_VANTAGES } from '../../../lib/local/demo/demo-settings.ts'
import { STORY } from '../../../lib/local/demo/demo-story.ts'

test('it tells of a split, a dark data centre and a partition, and of the end of each', () => {
  const told = STORY.map(({ action, expect }) => [
    action.kind,
    expect.kind === 'quiet' ? 'quiet' : `${expect.kind} ${expect.incident.kind} ${expect.incident.subject}`,
  ])
  assert.deepEqual(told, [
    ['watch-only', 'quiet'],
    ['cut-gossip', 'opened chain-split fleet'],
    ['heal-gossip', 'closed chain-split fleet'],
    ['darken', 'opened data-center-dark data-center:ams1'],
    ['lighten', 'closed data-center-dark data-center:ams1'],
    ['cut-path', 'opened partition path:us-west-2/ams1'],
    ['mend-path', 'closed partition path:us-west-2/ams1'],
  ])
})

test('it names only places and kinds that exist, and says each act in one line', () => {
  for (const { says, action, expect } of STORY) {
    assert.match(says, /^[A-Z].*\.$/)
    if ('dataCenter' in action) assert.ok(DATA_CENTERS.some((id) => id === action.dataCenter))
    if ('path' in action) {
      assert.ok(DATA_CENTERS.some((id) => id === action.path.dataCenter))
      assert.ok(DEMO_VANTAGES.some((name) => name === action.path.vantage))
    }
    if ('incident' in expect) assert.ok(expect.incident.kind in KINDS)
  }
})
