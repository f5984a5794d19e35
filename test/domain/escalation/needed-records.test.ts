/** Laws of the records that a run needs: those of what is open or ending, and of nothing else. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { due } from '../../../lib/domain/escalation/escalation.ts'
import { neededRecords } from '../../../lib/domain/escalation/needed-records.ts'
import type { View } from '../../../lib/domain/incidents/incident.ts'
import { aSent, aView } from '../../contract/nouns.ts'
import { fleetSettings, NOON } from '../../domain/made-up-fleet.ts'

const settings = fleetSettings('contacts: [{ id: ann, email: a@example.com }]')
const MINUTE_MS = 60_000

function factsOf(own: readonly View[]) {
  return { vantage: 'eu', own, others: [], deeds: [], settings, now: NOON + 20 * MINUTE_MS, freshMs: 210_000 }
}

function viewOf(subject: View['subject'], changes: Partial<View> = {}): View {
  const times = { since: NOON, openedAt: NOON, phaseSince: NOON, asOf: NOON + 20 * MINUTE_MS }
  return aView({ vantage: 'eu', subject, ...times, ...changes })
}

const { openedAt: _, ...suspicion } = viewOf('node:fra1-c', { phase: 'suspect' })
const OWN: readonly View[] = [
  viewOf('node:fra1-a', { severity: 'critical' }),
  viewOf('node:fra1-b', { phase: 'closed' }),
  suspicion,
  viewOf('node:ams1-a', { severity: 'info' }),
  viewOf('node:ams1-b', { explainedBy: 'node-down node:fra1-a' }),
  { ...suspicion, subject: 'node:sgp1-a', earlier: [viewOf('node:sgp1-a', { phase: 'closed' })] },
]

it('A6: a run needs the records of what is open and told, of what has ended, and of nothing else', () => {
  const needed = neededRecords(factsOf(OWN)).map(({ kind, subject }) => `${kind} ${subject}`)
  assert.deepEqual(needed, ['node-down node:fra1-a', 'node-down node:fra1-b', 'node-down node:sgp1-a'])
})

it('A6: what is due by them is what is due by all that was ever sent', () => {
  const subjects = [...OWN.map(({ subject }) => subject), 'node:sgp1-b' as const]
  const all = subjects.flatMap((subject) => [
    aSent({ subject, since: NOON, at: NOON + MINUTE_MS, contact: 'ann', step: 'warning-1' }),
    aSent({ subject, since: NOON - 1, at: NOON - 1, contact: 'ann', step: 'close', reason: 'close' }),
  ])
  const facts = factsOf(OWN)
  const needed = neededRecords(facts)
  const sent = all.filter((one) => needed.some(({ subject }) => subject === one.subject))
  assert.ok(sent.length < all.length)
  assert.deepEqual(due({ ...facts, sent }), due({ ...facts, sent: all }))
})
