/** Laws of what may open soon: whether it is worth waiting, instead of ending the run. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { View } from '../../../lib/domain/incidents/incident.ts'
import { mayOpenBy } from '../../../lib/domain/incidents/may-open.ts'
import { keyOf } from '../../../lib/domain/kinds/subject.ts'
import { thresholdsOf } from '../../../lib/domain/settings/settings.ts'
import { aView } from '../../contract/nouns.ts'
import { fleetSettings, NOON } from '../made-up-fleet.ts'

const settings = fleetSettings()
const about = { kind: 'node-down', subject: 'node:fra1-a' } as const
const { afterMs, afterAmongThreeMs = afterMs } = thresholdsOf(settings, 'node-down')
const suspect = aView({ ...about, phase: 'suspect', since: NOON })

function mayOpen(at: number, views: readonly View[], pending: readonly string[] = []): boolean {
  const steps = views.map((view) => ({ view }))
  return mayOpenBy(at, { verdicts: { pending: new Set(pending) }, steps }, settings)
}

it('a suspicion may open once its evidence has lasted the shortest time of its kind, and not a moment before', () => {
  assert.equal(mayOpen(NOON + afterAmongThreeMs - 1, [suspect]), false)
  assert.equal(mayOpen(NOON + afterAmongThreeMs, [suspect]), true)
})

it('what is open already opens no more', () => {
  assert.equal(mayOpen(NOON + 10 * afterMs, [{ ...suspect, phase: 'open', openedAt: NOON }]), false)
})

it('what others must look at again may open at any time, unless it is held already', () => {
  assert.equal(mayOpen(NOON, [], [keyOf(about)]), true)
  assert.equal(mayOpen(NOON, [suspect], [keyOf(about)]), false)
  assert.equal(mayOpen(NOON, [{ ...suspect, phase: 'closed' }], [keyOf(about)]), true)
})

it('one complaint that nobody holds is enough, whatever else is held', () => {
  const other = keyOf({ kind: 'node-down', subject: 'node:fra1-b' })
  assert.equal(mayOpen(NOON, [suspect], [keyOf(about), other]), true)
})
