/** Laws of the end of a mute: what it held back is told once to each contact, and nothing that was no news. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { muteEndsDue } from '../../../lib/domain/escalation/mute-ends.ts'
import type { View } from '../../../lib/domain/incidents/incident.ts'
import type { Deed } from '../../../lib/domain/people/deed.ts'
import type { Sent } from '../../../lib/domain/people/record.ts'
import { aView } from '../../contract/nouns.ts'
import { fleetSettings, NOON } from '../made-up-fleet.ts'

const MINUTE = 60_000
const at = (minute: number) => NOON + minute * MINUTE
const settings = fleetSettings(`
contacts: [{ id: ann, email: ann@example.com }, { id: bob, email: bob@example.com }]
escalation:
  critical: { steps: [{ after: 0s, notify: [ann, bob] }] }
  warning: { steps: [{ after: 0s, notify: [ann, bob] }] }`)

const MUTE: Deed = {
  what: 'mute',
  id: 'm1',
  at: at(-10),
  who: 'ann',
  until: at(10),
  scope: 'kind:node-down',
}
const held = aView({
  kind: 'node-down',
  subject: 'node:fra1-a',
  since: at(-1),
  phaseSince: at(0),
  openedAt: at(0),
  asOf: at(11),
  severity: 'critical',
})

function due(own: readonly View[], sent: readonly Sent[] = []) {
  const facts = { vantage: 'eu', own, others: [], sent, deeds: [MUTE], settings, now: at(11) }
  return muteEndsDue({ ...facts, freshMs: 150_000 })
}
const contacts = (...of: Parameters<typeof due>) => due(...of).map(({ contact }) => contact)

it('what is held back is told at the end of the mute to all of the first step', () => {
  assert.deepEqual(contacts([held]), ['ann', 'bob'])
})

it('what never opened, what is an info and what another incident explains was not held back', () => {
  const { openedAt: _, ...neverOpened } = held
  assert.deepEqual(contacts([{ ...neverOpened, phase: 'suspect' }]), [])
  assert.deepEqual(contacts([{ ...held, severity: 'info' }]), [])
  assert.deepEqual(contacts([{ ...held, explainedBy: 'data-center-dark data-center:fra1' }]), [])
})

it('it is a warning while any of it lasts, and an info once all of it is over', () => {
  const over: View = { ...held, subject: 'node:fra1-b', phase: 'closed', phaseSince: at(5) }
  const severities = (own: readonly View[]) => [...new Set(due(own).map(({ severity }) => severity))]
  assert.deepEqual(severities([held, over]), ['warning'])
  assert.deepEqual(severities([over]), ['info'])
})

it('one contact that was told takes nothing from another, nor does the end of another mute', () => {
  const [first] = due([held])
  const { kind, subject, since, step, contact } = first!
  const how = { vantage: 'us', incident: 'BBBBB', messageId: 'm', channel: 'file', texting: 'none' } as const
  const told: Sent = { ...how, kind, subject, since, step, contact, reason: 'mute-ended', at: at(10) }
  assert.deepEqual(contacts([held], [told]), ['bob'])
  assert.deepEqual(contacts([held], [{ ...told, subject: 'mute:m2' }]), ['ann', 'bob'])
})
