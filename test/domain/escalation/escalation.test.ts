/** Laws of what is due: once each, level and not edge, step by step until somebody answers. */

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MuteEndDue } from '../../../lib/domain/escalation/due.ts'
import type { DueFacts } from '../../../lib/domain/escalation/due-facts.ts'
import { due } from '../../../lib/domain/escalation/escalation.ts'
import type { View } from '../../../lib/domain/incidents/incident.ts'
import type { Ack, Deed } from '../../../lib/domain/people/deed.ts'
import type { Sent } from '../../../lib/domain/people/record.ts'
import type { StepName } from '../../../lib/domain/people/step-name.ts'
import { aView } from '../../contract/nouns.ts'
import { fleetSettings, NOON } from '../made-up-fleet.ts'

const MINUTE = 60_000
const at = (minute: number) => NOON + minute * MINUTE

const PEOPLE = `
contacts:
  - { id: ann, email: ann@example.com }
  - { id: bob, email: bob@example.com }
  - { id: eve, email: eve@example.com }
  - { id: pd, webhook: { kind: pagerduty, routingKey: "\${secret:pd}" } }
  - { id: hook, webhook: { kind: json, url: "https://hook.example.com/\${secret:hook}" } }
rotations: [{ id: primary, people: [ann, bob], handover: "Sun 12:30", timeZone: UTC }]
`
/** Everybody is told at once and again every 15 minutes. */
const ONE_STEP = fleetSettings(`${PEOPLE}
escalation:
  critical: { steps: [{ after: 0s, notify: [ann] }], repeatEvery: 15m, ackExpires: 30m }
  warning: { steps: [{ after: 0s, notify: [ann] }] }`)
const THREE_STEPS = fleetSettings(`${PEOPLE}
escalation:
  critical:
    steps: [{ after: 0s, notify: [ann] }, { after: 5m, notify: [bob] }, { after: 10m, notify: [eve, ann] }]
    repeatEvery: 15m
  warning: { steps: [{ after: 5m, notify: [ann] }] }`)

/** Opened a minute after its evidence began, at noon. */
const view: View = aView({
  vantage: 'eu',
  id: 'AAAAA',
  kind: 'node-down',
  subject: 'node:fra1-a',
  since: NOON,
  phaseSince: at(1),
  openedAt: at(1),
  asOf: at(1),
  severity: 'critical',
  evidence: { ...aView().evidence, nodes: ['fra1-a'], from: NOON, asOf: NOON },
})

function sent(step: StepName, minute: number, changes: Partial<Sent> = {}): Sent {
  const { kind, subject } = view
  const reason =
    step === 'close' || step === 'resolve' ? step : step.startsWith('repeat') ? 'repeat' : 'opening'
  const who = { contact: 'ann', vantage: 'us', incident: 'BBBBB' }
  const how = { messageId: `m-${minute}`, channel: 'file', texting: 'none' } as const
  return { ...who, ...how, kind, subject, since: NOON, step, reason, at: at(minute), ...changes }
}

/** What is due, as `contact step reason`. */
function told(over: Partial<View>, facts: Partial<DueFacts> = {}): string[] {
  const base: DueFacts = {
    vantage: 'eu',
    own: [{ ...view, ...over }],
    others: [],
    sent: [],
    deeds: [],
    settings: ONE_STEP,
    now: at(2),
    freshMs: 150_000,
  }
  return due({ ...base, ...facts }).map(({ contact, step, reason }) => `${contact} ${step} ${reason}`)
}

const about = { who: 'ann', incident: view.id, kind: view.kind, subject: view.subject }
const ack = (minute: number, untilMinute: number, changes: Partial<Ack> = {}): Ack => ({
  ...about,
  id: `ack-${minute}`,
  what: 'ack',
  at: at(minute),
  until: at(untilMinute),
  ...changes,
})
const escalate = (minute: number): Deed => ({
  ...about,
  id: `escalate-${minute}`,
  what: 'escalate',
  at: at(minute),
  until: at(minute),
})
const mute = (minute: number, untilMinute: number, scope: `kind:${string}` = 'kind:node-down'): Deed => ({
  id: `mute-${minute}`,
  what: 'mute',
  scope,
  who: 'ann',
  at: at(minute),
  until: at(untilMinute),
  reason: 'work',
})

describe('an opening', () => {
  it('is due while nobody was told, however late', () => {
    assert.deepEqual(told({}), ['ann critical-1 opening'])
    assert.deepEqual(told({}, { now: at(900) }), ['ann critical-1 opening'])
  })
  it('is stopped by a record of any vantage and any label, not by one from before the incident', () => {
    assert.deepEqual(told({}, { sent: [sent('critical-1', 1)] }), [])
    assert.deepEqual(told({}, { sent: [sent('critical-1', -1, { since: at(-9) })] }), [
      'ann critical-1 opening',
    ])
  })
  for (const [law, over] of Object.entries({
    'is not due for a suspicion': { phase: 'suspect' as const },
    'nor for what merely informs': { severity: 'info' as const },
  }))
    it(law, () => assert.deepEqual(told(over), []))
  it('of a warning that turned critical is told again, also to who acknowledged the warning', () => {
    const before = [sent('warning-1', 1)]
    assert.deepEqual(told({ severity: 'warning' }, { sent: before }), [])
    assert.deepEqual(told({}, { sent: before }), ['ann critical-1 worse'])
    assert.deepEqual(told({}, { sent: before, deeds: [ack(1, 30)] }), ['ann critical-1 worse'])
  })
  it('of something critical that became a warning is not told again', () => {
    assert.deepEqual(told({ severity: 'warning' }, { sent: [sent('critical-1', 1)] }), [])
  })
  it('that could not be sent in time is told while it clears, and with its end after that', () => {
    assert.deepEqual(told({ phase: 'clearing', phaseSince: at(5) }, { now: at(7) }), [
      'ann critical-1 opening',
    ])
    const over = { phase: 'closed', phaseSince: at(10), evidence: { ...view.evidence, asOf: at(5) } } as const
    assert.deepEqual(told(over, { now: at(11) }), ['ann close close'])
  })
  it('of what never opened, or went before its step, is told to nobody', () => {
    const { openedAt: _, ...suspected } = view
    assert.deepEqual(told({}, { own: [{ ...suspected, phase: 'closed' }] }), [])
    const brief = { phase: 'closed', severity: 'warning', phaseSince: at(9) } as const
    assert.deepEqual(told(brief, { settings: THREE_STEPS, now: at(20) }), [])
  })
})

describe('steps', () => {
  const steps = (minute: number, facts: Partial<DueFacts> = {}, over: Partial<View> = {}) =>
    told(over, { settings: THREE_STEPS, now: at(minute), ...facts })
  const first = sent('critical-1', 1)
  const second = sent('critical-2', 6, { contact: 'bob', reason: 'escalated' })

  it('follow one another while nobody acknowledges', () => {
    assert.deepEqual(steps(5, { sent: [first] }), [])
    assert.deepEqual(steps(6, { sent: [first] }), ['bob critical-2 escalated'])
    assert.deepEqual(
      steps(11, { sent: [first, second] }),
      ['eve critical-3 escalated', 'ann critical-3 escalated'].toReversed(),
    )
  })
  it('that are late are told as one: each contact at the highest step', () => {
    assert.deepEqual(steps(60).toSorted(), [
      'ann critical-3 escalated',
      'bob critical-2 escalated',
      'eve critical-3 escalated',
    ])
  })
  it('stop while it is acknowledged, and their clock with them', () => {
    const deeds = [ack(3, 33)]
    assert.deepEqual(steps(32, { sent: [first], deeds }), [])
    assert.deepEqual(steps(33, { sent: [first], deeds }), ['ann repeat-1 ack-expired'])
    const again = sent('repeat-1', 33, { reason: 'ack-expired' })
    assert.deepEqual(steps(35, { sent: [first, again], deeds }), [])
    assert.deepEqual(steps(36, { sent: [first, again], deeds }), ['bob critical-2 escalated'])
  })
  it('stop while it clears', () => {
    assert.deepEqual(steps(60, { sent: [first] }, { phase: 'clearing', phaseSince: at(5) }), [])
  })
  it('come at once when somebody asks, also if it had been acknowledged', () => {
    const deeds = [ack(2, 32), escalate(3)]
    assert.ok(steps(4, { sent: [first], deeds }).includes('bob critical-2 escalated'))
    assert.ok(
      steps(4, { sent: [first, { ...second, at: at(3) }], deeds: [...deeds, escalate(4)] }).includes(
        'eve critical-3 escalated',
      ),
    )
  })
  it('that are asked for where there is none left say so, with who asked and when that took the acknowledgement back', () => {
    const asked = { sent: [first], deeds: [ack(2, 32), escalate(3)], now: at(4) }
    const dueTo = (settings: typeof ONE_STEP) =>
      due({ vantage: 'eu', own: [view], others: [], freshMs: 150_000, ...asked, settings })
        .filter((one) => one.about === 'incident')
        .map(({ contact, reason, nobodyLeft, escalatedBy, acknowledged }) => ({
          told: `${contact} ${reason}`,
          nobodyLeft,
          endedByAsking: escalatedBy?.at === acknowledged?.until,
        }))
    assert.deepEqual(dueTo(ONE_STEP), [{ told: 'ann ack-expired', nobodyLeft: true, endedByAsking: true }])
    assert.ok(dueTo(THREE_STEPS).every(({ nobodyLeft }) => nobodyLeft === undefined))
  })
  it('of what turned critical begin then, not when the warning did', () => {
    const warned = sent('warning-1', 6)
    assert.deepEqual(steps(60, { sent: [warned] }), ['ann critical-1 worse'])
    const worse = sent('critical-1', 60, { reason: 'worse' })
    assert.deepEqual(steps(64, { sent: [warned, worse] }), [])
    assert.deepEqual(steps(65, { sent: [warned, worse] }), ['bob critical-2 escalated'])
  })
  it('by a rotation are told to whoever takes over, and not again to whoever had it', () => {
    const settings = fleetSettings(`${PEOPLE}
escalation: { critical: { steps: [{ after: 0s, notify: [primary] }], repeatEvery: 2h } }`)
    const before = told({}, { settings, now: at(29) })[0]!.split(' ')[0]!
    const after = before === 'ann' ? 'bob' : 'ann'
    assert.deepEqual(told({}, { settings, now: at(29) }), [`${before} critical-1 opening`])
    const opening = sent('critical-1', 1, { contact: before })
    assert.deepEqual(told({}, { settings, now: at(30), sent: [opening] }), [`${after} critical-1 handover`])
    assert.deepEqual(told({}, { settings, now: at(30), sent: [opening], deeds: [ack(10, 60)] }), [])
  })
})

describe('a critical incident repeats every 15 minutes', () => {
  const before = [sent('critical-1', 1)]
  it('not before, once after, and counted from the last time', () => {
    assert.deepEqual(told({}, { sent: before, now: at(15) }), [])
    assert.deepEqual(told({}, { sent: before, now: at(16) }), ['ann repeat-1 repeat'])
    const again = [...before, sent('repeat-1', 16)]
    assert.deepEqual(told({}, { sent: again, now: at(30) }), [])
    assert.deepEqual(told({}, { sent: again, now: at(31) }), ['ann repeat-2 repeat'])
  })
  it('not while somebody has acknowledged it, and at once when that has expired', () => {
    assert.deepEqual(told({}, { sent: before, deeds: [ack(2, 30)], now: at(29) }), [])
    assert.deepEqual(told({}, { sent: before, deeds: [ack(2, 30)], now: at(30) }), [
      'ann repeat-1 ack-expired',
    ])
  })
  it('not while it is clearing', () => {
    assert.deepEqual(told({ phase: 'clearing' }, { sent: before, now: at(60) }), [])
  })
  it('and an acknowledgement of another incident, or of one before it, changes nothing', () => {
    const deeds = [ack(2, 60, { subject: 'node:fra1-b' }), ack(-5, 60)]
    assert.deepEqual(told({}, { sent: before, deeds, now: at(16) }), ['ann repeat-1 repeat'])
  })
})

describe('the end is told to those who were told of the beginning', () => {
  const closed = { phase: 'closed' as const, phaseSince: at(20) }
  const before = [sent('critical-1', 1)]
  it('once, and to nobody else', () => {
    assert.deepEqual(told(closed, { sent: before, now: at(21) }), ['ann close close'])
    assert.deepEqual(told(closed, { sent: [...before, sent('close', 20)], now: at(21) }), [])
    const both = [...before, sent('critical-1', 1, { contact: 'bob' })]
    assert.deepEqual(told(closed, { sent: both, now: at(21) }), ['ann close close', 'bob close close'])
  })
  it('also when it had become a warning meanwhile', () => {
    assert.deepEqual(told({ ...closed, severity: 'warning' }, { sent: before, now: at(21) }), [
      'ann close close',
    ])
  })
  it('not while another vantage that still watches holds it open', () => {
    const now = at(21)
    const other = { ...view, vantage: 'us', asOf: now - MINUTE }
    assert.deepEqual(told(closed, { sent: before, others: [other], now }), [])
    assert.deepEqual(told(closed, { sent: before, others: [{ ...other, phase: 'closed' }], now }), [
      'ann close close',
    ])
  })
  it('also by a vantage that only suspected it, when the one that opened it has fallen silent', () => {
    const now = at(21)
    const other = { ...view, vantage: 'us', asOf: now - 3 * MINUTE }
    assert.deepEqual(told(closed, { sent: before, others: [other], now }), ['ann close close'])
  })
})

describe('a machine that keeps incidents of its own', () => {
  const closed = {
    phase: 'closed' as const,
    phaseSince: at(20),
    evidence: { ...view.evidence, asOf: at(15) },
  }
  const paged = (contact: string) => [sent('critical-1', 1, { contact })]
  it('is told to end one that somebody acknowledged as soon as it is over', () => {
    assert.deepEqual(told(closed, { sent: paged('pd'), deeds: [ack(2, 9)], now: at(21) }), [
      'pd resolve resolve',
    ])
  })
  it('and else only after 30 minutes well, because somebody may be looking at it', () => {
    assert.deepEqual(told(closed, { sent: paged('pd'), now: at(44) }), [])
    assert.deepEqual(told(closed, { sent: paged('pd'), now: at(45) }), ['pd resolve resolve'])
    assert.deepEqual(
      told(closed, { sent: [...paged('pd'), sent('resolve', 45, { contact: 'pd' })], now: at(46) }),
      [],
    )
  })
  it('of an unknown make hears both', () => {
    assert.deepEqual(told(closed, { sent: paged('hook'), now: at(21) }), ['hook close close'])
    const over = [...paged('hook'), sent('close', 21, { contact: 'hook' })]
    assert.deepEqual(told(closed, { sent: over, now: at(45) }), ['hook resolve resolve'])
  })
})

/** What is told of the end of the mute that held back the view. */
function muteEnd(own: View, facts: Pick<DueFacts, 'deeds' | 'now'>): MuteEndDue {
  const rest = { vantage: 'eu', others: [], sent: [], settings: ONE_STEP, freshMs: 1 }
  return due({ ...rest, ...facts, own: [own] }).find(({ about }) => about === 'mute') as MuteEndDue
}

describe('a mute', () => {
  it('keeps everything quiet that its scope covers, and nothing else', () => {
    assert.deepEqual(told({}, { deeds: [mute(0, 60)] }), [])
    assert.deepEqual(told({}, { deeds: [mute(0, 60, 'kind:slow')] }), ['ann critical-1 opening'])
    assert.deepEqual(told({ kind: 'blind', subject: 'fleet' }, { deeds: [mute(0, 60, 'kind:blind')] }), [
      'ann critical-1 opening',
    ])
  })
  it('that ends while it is still open lets it be told then, with what was held back', () => {
    assert.deepEqual(told({}, { deeds: [mute(0, 60)], now: at(60) }), [
      'ann critical-1 opening',
      'ann mute-ended mute-ended',
    ])
  })
  it('stops the clock of the steps', () => {
    assert.deepEqual(
      told({}, { deeds: [mute(0, 60)], settings: THREE_STEPS, now: at(61) }).filter((one) =>
        one.includes('critical'),
      ),
      ['ann critical-1 opening'],
    )
  })
  it('that ends while whoever knew of it still waits tells them again', () => {
    const before = [sent('critical-1', 2)]
    assert.deepEqual(told({}, { sent: before, deeds: [mute(3, 10)], now: at(9) }), [])
    assert.deepEqual(told({}, { sent: before, deeds: [mute(3, 10)], now: at(10) }), ['ann repeat-1 repeat'])
  })
  it('lists once what came and went during it', () => {
    const gone = { phase: 'closed' as const, phaseSince: at(30) }
    const facts = { deeds: [mute(0, 60)], now: at(61) }
    assert.deepEqual(told(gone, facts), ['ann mute-ended mute-ended'])
    const summary = muteEnd({ ...view, ...gone }, facts)
    assert.deepEqual(
      summary.held.map(({ id }) => id),
      ['AAAAA'],
    )
    const { kind, subject, since } = summary
    const record = sent('mute-ended', 61, { kind, subject, since, reason: 'mute-ended' })
    assert.deepEqual(told(gone, { ...facts, sent: [record] }), [])
  })
  it('that ends is a warning while anything that it held back is open, and information when all is over', () => {
    const facts = { deeds: [mute(0, 60)], now: at(61) }
    const closed = { phase: 'closed', phaseSince: at(30) } as const
    assert.equal(muteEnd(view, facts).severity, 'warning')
    assert.equal(muteEnd({ ...view, severity: 'warning' }, facts).severity, 'warning')
    assert.equal(muteEnd({ ...view, ...closed }, facts).severity, 'info')
  })
  it('lists nothing that ended before it or opened after it', () => {
    const facts = { deeds: [mute(40, 60)], now: at(61) }
    const before = {
      phase: 'closed',
      phaseSince: at(30),
      evidence: { ...view.evidence, asOf: at(25) },
    } as const
    assert.deepEqual(told(before, { ...facts, sent: [sent('critical-1', 1), sent('close', 30)] }), [])
    assert.deepEqual(told(before, facts), ['ann close close'])
    const after = { since: at(60), openedAt: at(61), phaseSince: at(61) }
    assert.deepEqual(told(after, facts), ['ann critical-1 opening'])
  })
  it('says nothing when it held nothing back', () => {
    assert.deepEqual(told({}, { own: [], deeds: [mute(0, 60)], now: at(61) }), [])
  })
})

describe('a drill', () => {
  const drill: Deed = { id: 'drill-1', what: 'drill', who: 'ann', contact: 'bob', at: at(0), until: at(15) }
  const only = { own: [], deeds: [drill] }
  it('is sent once by every paging vantage, each by itself', () => {
    assert.deepEqual(told({}, only), ['bob drill-eu drill'])
    assert.deepEqual(told({}, { ...only, vantage: 'us' }), ['bob drill-us drill'])
    const record = sent('drill-eu', 1, {
      kind: 'drill',
      subject: 'contact:bob',
      contact: 'bob',
      reason: 'drill',
    })
    assert.deepEqual(told({}, { ...only, sent: [record] }), [])
    assert.deepEqual(told({}, { ...only, vantage: 'us', sent: [record] }), ['bob drill-us drill'])
  })
  it('is not sent by a vantage that pages nobody', () => {
    const settings = { ...ONE_STEP, pagingRegions: ['us'] }
    assert.deepEqual(told({}, { ...only, settings }), [])
    assert.deepEqual(told({}, { ...only, settings, vantage: 'us' }), ['bob drill-us drill'])
  })
  it('is not sent late', () => assert.deepEqual(told({}, { ...only, now: at(15) }), []))
  it('comes every week by the settings', () => {
    const settings = { ...ONE_STEP, drill: { weekly: 'Sun 12:00', timeZone: 'UTC', contacts: ['ann'] } }
    assert.deepEqual(told({}, { own: [], settings, now: at(5) }), ['ann drill-eu drill'])
    assert.deepEqual(told({}, { own: [], settings, now: at(60) }), [])
  })
})

describe('silence needs a speaker', () => {
  const dark = aView({
    vantage: 'eu',
    kind: 'data-center-dark',
    subject: 'data-center:fra1',
    since: NOON,
    openedAt: at(1),
    phaseSince: at(1),
    asOf: at(1),
    severity: 'critical',
    evidence: { ...view.evidence, nodes: ['fra1-a', 'fra1-b'] },
  })
  const explained = { ...view, explainedBy: 'data-center-dark data-center:fra1' }
  const muteDark: Deed = {
    id: 'm1',
    what: 'mute',
    scope: 'kind:data-center-dark',
    who: 'bob',
    at: at(2),
    until: at(900),
    reason: 'flaky',
  }
  const kinds = (own: readonly View[], facts: Partial<DueFacts> = {}) =>
    due({
      vantage: 'eu',
      own,
      others: [],
      sent: [],
      deeds: [],
      settings: ONE_STEP,
      now: at(3),
      freshMs: 150_000,
      ...facts,
    }).map(({ kind, reason }) => `${kind} ${reason}`)

  it('S3: what is explained is kept back while its explanation is told, and told while that is muted', () => {
    assert.deepEqual(kinds([explained, dark]), ['data-center-dark opening'])
    assert.deepEqual(kinds([explained, dark], { deeds: [muteDark] }), ['node-down opening'])
  })

  it('S3: nor is it kept back by an explanation that is planned maintenance, an info, or over', () => {
    const settings = fleetSettings(`${PEOPLE}
maintenance: [{ scope: "kind:data-center-dark", from: "2026-11-22 11:00", until: "2026-11-22 13:00", timeZone: UTC, reason: work }]
escalation: { critical: { steps: [{ after: 0s, notify: [ann] }] } }`)
    assert.deepEqual(kinds([explained, dark], { settings }), ['node-down opening'])
    assert.deepEqual(kinds([explained, { ...dark, severity: 'info' }]), ['node-down opening'])
    assert.deepEqual(kinds([explained]), ['node-down opening'])
  })

  it('S3: a muted one in the middle of a chain of explanations hides nothing that its own explanation tells', () => {
    const middle = { ...view, kind: 'syncing', explainedBy: 'data-center-dark data-center:fra1' } as View
    const last = { ...view, kind: 'head-stale', explainedBy: 'syncing node:fra1-a' } as View
    const muteSyncing: Deed = { ...muteDark, scope: 'kind:syncing' } as Deed
    assert.deepEqual(kinds([last, middle, dark], { deeds: [muteSyncing] }), ['data-center-dark opening'])
    assert.deepEqual(kinds([last, middle, dark], { deeds: [muteSyncing, { ...muteDark, id: 'm2' }] }), [
      'head-stale opening',
    ])
  })

  it('F10: once nobody speaks for it any more its steps count from then', () => {
    const facts = { settings: THREE_STEPS, deeds: [{ ...muteDark, at: at(40) }], now: at(41) }
    assert.deepEqual(kinds([explained, dark], facts), ['node-down opening'])
  })
})

describe('steps count from when the first one could be told', () => {
  it('F10: a split that informed for eight minutes and is one now begins at its first step', () => {
    const facts = { settings: THREE_STEPS, now: at(9) }
    assert.deepEqual(told({ notableSince: at(9) }, facts), ['ann critical-1 opening'])
    const first = sent('critical-1', 9)
    assert.deepEqual(told({ notableSince: at(9) }, { ...facts, sent: [first], now: at(13) }), [])
    assert.deepEqual(told({ notableSince: at(9) }, { ...facts, sent: [first], now: at(14) }), [
      'bob critical-2 escalated',
    ])
  })
})

describe('an end', () => {
  const ended = {
    phase: 'closed',
    phaseSince: at(10),
    asOf: at(10),
    evidence: { ...view.evidence, asOf: at(5) },
  } as const
  const first = sent('critical-1', 1)

  it('S4: is remembered though a suspicion has begun, until everybody who is due has heard it', () => {
    const { openedAt: _, ...rest } = view
    const suspect = {
      ...rest,
      phase: 'suspect',
      since: at(20),
      asOf: at(20),
      earlier: [{ ...view, ...ended }],
    } as View
    const facts = { own: [suspect], sent: [first, sent('critical-1', 1, { contact: 'pd' })], now: at(21) }
    assert.deepEqual(told({}, facts), ['ann close close'])
    assert.deepEqual(told({}, { ...facts, sent: [...facts.sent, sent('close', 21)], now: at(36) }), [
      'pd resolve resolve',
    ])
  })

  it('S6: outlives a mute', () => {
    const deeds = [{ ...mute(2, 60 * 29), scope: 'node:fra1-a' } as Deed]
    assert.deepEqual(told(ended, { sent: [first], deeds, now: at(120) }), ['ann close close'])
  })

  it('S15: is told to everyone who was told, whatever it had become', () => {
    assert.deepEqual(told({ ...ended, severity: 'info' }, { sent: [first], now: at(11) }), [
      'ann close close',
    ])
  })

  it('S16: is due to nobody whom the settings name no longer', () => {
    assert.deepEqual(
      told(ended, { sent: [sent('critical-1', 1, { contact: 'gone' })], now: at(60 * 24) }),
      [],
    )
  })

  it('F12: and what lasts longer than its first records is no worse for that', () => {
    const repeats = [sent('repeat-900', 60 * 24 * 8)]
    assert.deepEqual(told({}, { sent: repeats, now: at(60 * 24 * 8 + 1) }), [])
    assert.deepEqual(
      told({}, { sent: repeats, deeds: [ack(60 * 24 * 8 + 1, 60 * 24 * 8 + 90)], now: at(60 * 24 * 8 + 20) }),
      [],
    )
  })

  it('F21: of the one before is its own, and what began before it was sent opens by itself and ends by itself', () => {
    const again = {
      ...view,
      id: 'CCCCC',
      since: at(10.2),
      openedAt: at(11),
      phaseSince: at(11),
      asOf: at(11),
    }
    const second = {
      ...again,
      evidence: { ...view.evidence, asOf: at(11) },
      earlier: [{ ...view, ...ended }],
    } as View
    const close = sent('close', 10.4)
    assert.deepEqual(told({}, { own: [second], sent: [first, close], now: at(11) }), [
      'ann critical-1 opening',
    ])
    const opened = sent('critical-1', 11, { since: at(10.2) })
    const over = { ...second, phase: 'closed', phaseSince: at(20), asOf: at(20) } as View
    assert.deepEqual(told({}, { own: [over], sent: [first, close, opened], now: at(20) }), [
      'ann close close',
    ])
  })

  it('F22: of a warning that went before its step is told to nobody, also if the judgement that closed it came late', () => {
    const brief = {
      ...ended,
      severity: 'warning',
      phaseSince: at(11),
      evidence: { ...view.evidence, asOf: at(5) },
    } as const
    assert.deepEqual(told(brief, { settings: THREE_STEPS, now: at(20) }), [])
  })

  it('a record that a vantage with a slow clock wrote is one of the incident that it was sent for', () => {
    assert.deepEqual(told({}, { sent: [sent('critical-1', -1)] }), [])
  })
})
