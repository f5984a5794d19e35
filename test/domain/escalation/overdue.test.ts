/** Laws of what is overdue: only what all vantages have had the time to send, and nobody has. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { DueFacts } from '../../../lib/domain/escalation/due-facts.ts'
import { overdue } from '../../../lib/domain/escalation/overdue.ts'
import { regionTurns } from '../../../lib/domain/escalation/turns.ts'
import { aSent, aView } from '../../contract/nouns.ts'
import { fleetSettings, NOON } from '../made-up-fleet.ts'

const MINUTE = 60_000
const settings = fleetSettings(`
contacts: [{ id: ann, email: ann@example.com }, { id: bob, email: bob@example.com }]
escalation: { critical: { steps: [{ after: 0s, notify: [ann] }, { after: 5m, notify: [bob] }] } }`)
const opened = { since: NOON, openedAt: NOON, phaseSince: NOON, asOf: NOON }
const view = aView({ vantage: 'eu', severity: 'critical', ...opened })

function undone(seconds: number, changes: Partial<DueFacts> = {}): string[] {
  const facts = { vantage: 'eu', own: [view], others: [], sent: [], deeds: [], settings, freshMs: MINUTE }
  return overdue({ ...facts, now: NOON + seconds * 1_000, ...changes }, regionTurns(3)).map(
    ({ contact, step }) => `${contact} ${step}`,
  )
}

const record = aSent({ ...opened, contact: 'ann', step: 'critical-1', at: NOON + 1 })

it('a notice has two minutes and a round of turns', () => {
  assert.deepEqual(undone(149), [])
  assert.deepEqual(undone(150), ['ann critical-1'])
})

it('a step counts from when it was due', () => {
  assert.deepEqual(undone(5 * 60 + 149, { sent: [record] }), [])
  assert.deepEqual(undone(5 * 60 + 151, { sent: [record] }), ['bob critical-2'])
})

it('what was sent late is done', () => {
  assert.deepEqual(undone(200, { sent: [{ ...record, at: NOON + 190_000 }] }), [])
})
