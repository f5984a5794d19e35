/** Laws of what is due: once each, level and not edge, and never about what another incident explains. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { due, type Facts } from '../../lib/domain/escalation.ts'
import type { Deed, View } from '../../lib/domain/incident.ts'
import type { Sent } from '../../lib/domain/notice.ts'
import { fleetSettings, NOON } from './fleet.ts'

const MINUTE = 60_000
const view: View = {
  vantage: 'eu',
  id: 'AAAAA',
  kind: 'node-down',
  subject: 'node:fra1-a',
  phase: 'open',
  since: NOON,
  phaseSince: NOON + MINUTE,
  openedAt: NOON + MINUTE,
  asOf: NOON + MINUTE,
  severity: 'critical',
  scope: 'node',
  evidence: {
    says: '',
    nodes: ['fra1-a'],
    seenBy: ['eu'],
    notSeenBy: [],
    cannotTell: [],
    from: NOON,
    asOf: NOON,
    lines: [],
  },
  flaps: 0,
}

function sent(step: string, minute: number, reason: Sent['reason'] = 'opening'): Sent {
  const { kind, subject } = view
  return {
    incident: 'BBBBB',
    kind,
    subject,
    since: NOON,
    step,
    contact: 'terminal',
    vantage: 'us',
    at: NOON + minute * MINUTE,
    reason,
    messageId: 'm',
  }
}

function steps(over: Partial<View>, facts: Partial<Facts> = {}): string[] {
  const base = {
    others: [],
    sent: [],
    deeds: [],
    contacts: () => ['terminal'],
    settings: fleetSettings(),
    now: NOON + 2 * MINUTE,
    freshMs: 150_000,
  }
  return due({ own: [{ ...view, ...over }], ...base, ...facts }).map(({ step }) => step)
}

const ack = (untilMinute: number): Deed => ({
  id: 'd',
  at: NOON + MINUTE,
  who: 'ann',
  what: 'ack',
  kind: view.kind,
  subject: view.subject,
  until: NOON + untilMinute * MINUTE,
})

it('an open incident that nobody was told of is due, however late', () => {
  assert.deepEqual(steps({}), ['open-critical'])
  assert.deepEqual(steps({}, { now: NOON + 900 * MINUTE }), ['open-critical'])
})

it('a record of any vantage and any label stops it, one from before the incident does not', () => {
  assert.deepEqual(steps({}, { sent: [sent('open-critical', 1)] }), [])
  assert.deepEqual(steps({}, { sent: [sent('open-critical', -1)] }), ['open-critical'])
})

for (const [law, over] of Object.entries({
  'suspects are not told': { phase: 'suspect' as const },
  'nor what merely informs': { severity: 'info' as const },
  'nor what another incident explains': { explainedBy: 'data-center-dark data-center:fra1' },
  'nor a suspicion that came to nothing': { phase: 'closed' as const },
}))
  it(law, () => assert.deepEqual(steps(over), []))

it('a warning that turned critical is told again', () => {
  const told = { sent: [sent('open-warning', 1)] }
  assert.deepEqual(steps({ severity: 'warning' }, told), [])
  assert.deepEqual(steps({}, told), ['worse-critical'])
})

describe('a critical incident repeats every 15 minutes', () => {
  const told = [sent('open-critical', 1)]
  it('not before, once after, and counted from the last time', () => {
    assert.deepEqual(steps({}, { sent: told, now: NOON + 15 * MINUTE }), [])
    assert.deepEqual(steps({}, { sent: told, now: NOON + 16 * MINUTE }), ['repeat-1'])
    const again = [...told, sent('repeat-1', 16, 'repeat')]
    assert.deepEqual(steps({}, { sent: again, now: NOON + 30 * MINUTE }), [])
    assert.deepEqual(steps({}, { sent: again, now: NOON + 31 * MINUTE }), ['repeat-2'])
  })
  it('not while somebody has acknowledged it, and again when that has expired', () => {
    assert.deepEqual(steps({}, { sent: told, deeds: [ack(30)], now: NOON + 29 * MINUTE }), [])
    assert.deepEqual(steps({}, { sent: told, deeds: [ack(30)], now: NOON + 30 * MINUTE }), ['repeat-1'])
  })
  it('not while it is clearing', () => {
    assert.deepEqual(steps({ phase: 'clearing' }, { sent: told, now: NOON + 60 * MINUTE }), [])
  })
})

describe('the end is told to those who were told of the beginning', () => {
  const closed = { phase: 'closed' as const, phaseSince: NOON + 20 * MINUTE }
  const told = [sent('open-critical', 1)]
  it('once', () => {
    assert.deepEqual(steps(closed), [])
    assert.deepEqual(steps(closed, { sent: told }), ['close'])
    assert.deepEqual(steps(closed, { sent: [...told, sent('close', 20, 'close')] }), [])
  })
  it('not while another vantage that still watches holds it open', () => {
    const now = NOON + 21 * MINUTE
    const other = { ...view, vantage: 'us', asOf: now - MINUTE }
    assert.deepEqual(steps(closed, { sent: told, others: [other], now }), [])
    assert.deepEqual(steps(closed, { sent: told, others: [{ ...other, phase: 'closed' }], now }), ['close'])
  })
  it('also by a vantage that only suspected it, when the one that opened it has fallen silent', () => {
    const now = NOON + 21 * MINUTE
    const other = { ...view, vantage: 'us', asOf: now - 3 * MINUTE }
    assert.deepEqual(steps(closed, { sent: told, others: [other], now }), ['close'])
  })
})

describe('each severity has contacts of its own', () => {
  const contacts: Facts['contacts'] = (severity) =>
    severity === 'critical' ? ['terminal', 'boss'] : ['terminal']
  it('a warning is told to fewer', () => {
    assert.deepEqual(steps({ severity: 'warning' }, { contacts }), ['open-warning'])
    assert.deepEqual(steps({}, { contacts }), ['open-critical', 'open-critical'])
  })
  it('whoever joins when it becomes critical is told of an opening, the others that it is worse', () => {
    const told = [sent('open-warning', 1)]
    assert.deepEqual(steps({}, { contacts, sent: told }), ['worse-critical', 'open-critical'])
  })
  it('the end is told to all who were told, though it had become a warning meanwhile', () => {
    const told = [sent('open-critical', 1), { ...sent('open-critical', 1), contact: 'boss' }]
    assert.deepEqual(steps({ phase: 'closed', severity: 'warning' }, { contacts, sent: told }), [
      'close',
      'close',
    ])
    assert.deepEqual(steps({ phase: 'closed', severity: 'warning' }, { contacts, sent: told.slice(0, 1) }), [
      'close',
    ])
  })
})
