/** Laws of messages: one a contact and turn, and a phone that rings seldom but never misses what is critical. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Due } from '../../../lib/domain/escalation/due.ts'
import { messagesDue } from '../../../lib/domain/escalation/messages.ts'
import type { Sent } from '../../../lib/domain/people/record.ts'
import { aSent, aView } from '../../contract/nouns.ts'
import { fleetSettings, NOON } from '../made-up-fleet.ts'

const SECOND = 1_000
const settings = fleetSettings(`
contacts:
  - { id: ann, email: ann@example.com, sms: "+49 170 0000000" }
  - { id: bob, email: bob@example.com }`)

function dueOf(id: string, changes: Partial<Due> = {}): Due {
  const { kind, subject, since } = aView()
  const base = {
    about: 'incident',
    kind,
    subject,
    since,
    severity: 'warning',
    reason: 'opening',
    step: 'warning-1',
  }
  return { ...base, id, contact: 'ann', view: aView(), toldBefore: [], ...changes } as Due
}

/** A text message or one that was held back, so many seconds before now. */
function texted(secondsAgo: number, texting: Sent['texting'] = 'sent', changes: Partial<Sent> = {}): Sent {
  const messageId = `m-${secondsAgo}`
  return aSent({
    contact: 'ann',
    at: NOON - secondsAgo * SECOND,
    texting,
    messageId,
    step: `repeat-${secondsAgo}`,
    ...changes,
  })
}

const plans = (dues: readonly Due[], sent: readonly Sent[] = []) =>
  messagesDue(dues, { sent, settings, now: NOON })

it('what is due to one contact is one message, worst first', () => {
  const dues = [dueOf('A'), dueOf('B', { contact: 'bob' }), dueOf('C', { severity: 'critical' })]
  assert.deepEqual(
    plans(dues).map(({ contact, dues }) => [contact, dues.map(({ id }) => id)]),
    [
      ['ann', ['C', 'A']],
      ['bob', ['B']],
    ],
  )
})

describe('a phone', () => {
  const texting = (sent: readonly Sent[], changes: Partial<Due> = {}) =>
    plans([dueOf('A', changes)], sent)[0]!.texting

  it('rings once a minute', () => {
    assert.equal(texting([]), 'send')
    assert.equal(texting([texted(59)]), 'hold')
    assert.equal(texting([texted(60)]), 'send')
  })
  it('and five times in 15 minutes', () => {
    const five = [899, 600, 400, 200, 61].map((ago) => texted(ago))
    assert.equal(texting(five), 'hold')
    assert.equal(texting(five.slice(1)), 'send')
    assert.equal(texting([texted(900), ...five.slice(1)]), 'send')
  })
  it('counts messages, not the notices in them, nor what was held back or went to others', () => {
    const many = [1, 2, 3, 4, 5, 6].map((n) => texted(100, 'sent', { step: `critical-${n}` }))
    assert.equal(texting(many), 'send')
    assert.equal(texting([texted(10, 'held')]), 'send')
    assert.equal(texting([texted(10, 'sent', { contact: 'bob' })]), 'send')
  })
  for (const reason of ['opening', 'worse', 'escalated', 'handover'] as const)
    it(`always rings for something critical: ${reason}`, () => {
      assert.equal(texting([texted(1)], { severity: 'critical', reason }), 'send')
    })
  it('always rings for a test of whether it rings', () => {
    assert.equal(texting([texted(1)], { severity: 'info', reason: 'drill' }), 'send')
  })
  it('may be spared a repeat and the end, also of something critical', () => {
    for (const reason of ['repeat', 'close'] as const)
      assert.equal(texting([texted(1)], { severity: 'critical', reason }), 'hold')
  })
  it('is told with its next text how many were held back since the last', () => {
    const sent = [texted(500, 'held'), texted(400), texted(300, 'held'), texted(200, 'held')]
    assert.equal(plans([dueOf('A')], sent)[0]!.heldBack, 2)
  })
})

describe('a digest', () => {
  const held = [texted(90), texted(50, 'held'), texted(40, 'held')]
  it('follows as soon as the phone may ring again, when nothing else is due to it', () => {
    assert.deepEqual(plans([], [texted(59), texted(50, 'held')]), [])
    const [plan] = plans([], held)
    assert.equal(plan?.contact, 'ann')
    assert.equal(plan.heldBack, 2)
    assert.deepEqual(
      plan.dues.map(({ kind, reason, subject, since }) => ({ kind, reason, subject, since })),
      [{ kind: 'digest', reason: 'digest', subject: 'contact:ann', since: NOON - 50 * SECOND }],
    )
  })
  it('is not sent twice', () => {
    assert.deepEqual(plans([], [...held, texted(10, 'sent', { kind: 'digest' })]), [])
  })
  it('S11: is for phones alone: what a budget held back when there was one is told to nobody without', () => {
    const bobs = held.map((one) => ({ ...one, contact: 'bob' }))
    assert.deepEqual(plans([], bobs), [])
  })
  it('is not sent beside another message, which says it', () => {
    assert.deepEqual(
      plans([dueOf('A')], held).map(({ dues }) => dues.map(({ kind }) => kind)),
      [['node-down']],
    )
  })
})
