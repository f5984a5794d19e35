/** Plan words: what is due is worded from the due itself, the look its evidence is from, and what all vantages counted. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Due } from '../../../lib/domain/escalation/due.ts'
import type { View } from '../../../lib/domain/incidents/incident.ts'
import { keyOf } from '../../../lib/domain/kinds/subject.ts'
import { type Wording, wordPlan } from '../../../lib/domain/notices/plan-words.ts'
import { inputOf } from './notice-inputs.ts'
import { BEGAN, LINKS, SCENES, SETTINGS } from './notice-scenes.ts'
import { digestInput, drillInput, mutedInput } from './own-scenes.ts'

const { view, look } = SCENES['head-stale']

function wordingOf(more: Partial<Wording> = {}): Wording {
  return {
    vantage: 'us-west-2',
    own: [view],
    others: [],
    sent: [],
    deeds: [],
    settings: SETTINGS,
    now: BEGAN + 100_000,
    freshMs: 60_000,
    looks: [look!],
    links: () => LINKS,
    ...more,
  }
}

function worded(due: Due, more: Partial<Wording> = {}) {
  const { message } = wordPlan(
    { contact: 'oncall-a', dues: [due], texting: 'send', heldBack: 0 },
    wordingOf(more),
  )
  return message.notices[0]!
}

const dueOf = (of: View): Due => ({ ...inputOf({ view: of, look, explained: [] }, 'opening').due, view: of })

test('whatever it is about, a notice takes its first fields from what is due', () => {
  for (const due of [dueOf(view), drillInput().due, digestInput().due, mutedInput().due]) {
    const { incident, kind, subject, reason, step, contact, vantage, at } = worded(due)
    assert.deepEqual(
      [incident, kind, subject, reason, step, contact],
      [due.id, due.kind, due.subject, due.reason, due.step, due.contact],
    )
    assert.deepEqual([vantage, at], ['us-west-2', BEGAN + 100_000])
  }
})

test('of the vantages the one that saw it come back most often is right', () => {
  const others = [{ ...view, vantage: 'x', flaps: 3 }]
  assert.match(worded(dueOf(view), { others }).text, /seemed over 3 times/)
  const another = [{ ...view, vantage: 'x', flaps: 3, since: view.since - 1 }]
  assert.doesNotMatch(worded(dueOf(view), { others: another }).text, /seemed over/)
})

test('what it explains is listed, unless that is over', () => {
  const explained = { ...SCENES['low-peers'].view, explainedBy: keyOf(view) }
  assert.match(worded(dueOf(view), { own: [view, explained] }).text, /Explains 1 other incident/)
  const own = [view, { ...explained, phase: 'closed' as const }]
  assert.doesNotMatch(worded(dueOf(view), { own }).text, /Explains/)
})

test('while the nodes are on several chains no page tells anybody to use another node', () => {
  const split = SCENES['chain-split'].view
  const briefly = ({ sms }: ReturnType<typeof worded>) => sms.sentences.flatMap(({ wordings }) => wordings)
  const alone = worded(dueOf(view), { own: [view, { ...split, severity: 'info' }] })
  assert.match(alone.text, /change their beacon node address to that/)
  assert.ok(briefly(alone).some((each) => / can use /.test(each)))
  for (const phase of ['open', 'clearing'] as const) {
    const meanwhile = worded(dueOf(view), { own: [view, { ...split, phase }] })
    assert.doesNotMatch(meanwhile.text, /change their beacon node address to that/)
    assert.match(meanwhile.text, new RegExp(`before you have read chain-split ${split.id}`))
    assert.ok(!briefly(meanwhile).some((each) => / can use /.test(each)))
  }
  const over = worded(dueOf(view), { own: [view, { ...split, phase: 'closed' }] })
  assert.match(over.text, /change their beacon node address to that/)
})

test('what nobody can tell any more is told as of the time when it was last seen', () => {
  const { evidence } = view
  const seen = { ...view, asOf: evidence.asOf + 60_000 }
  const unseen = { ...view, asOf: evidence.asOf + 60_001 }
  const now = unseen.asOf
  assert.doesNotMatch(worded(dueOf(seen), { now }).text, /Last seen/)
  const { text, sms } = worded(dueOf(unseen), { now })
  assert.match(text, /^Last seen: \S+ \S+Z, 1 min ago\. Since then nobody can tell whether it lasts/m)
  const said = sms.sentences.flatMap(({ wordings }) => wordings)
  assert.ok(said.some((each) => /^Last seen \d\d:\d\dZ, nobody can tell since\.$/.test(each)))
  const over = { ...dueOf(unseen), reason: 'close' as const, step: 'close' as const }
  assert.doesNotMatch(worded(over as Due, { now }).text, /Last seen/)
})

test('each link is made for the incident that it is to acknowledge', () => {
  const asked: unknown[] = []
  const links: Wording['links'] = (about) => {
    asked.push(about)
    return LINKS
  }
  for (const due of [dueOf(view), drillInput().due, digestInput().due, mutedInput().due])
    worded(due, { links })
  const made = { contact: 'oncall-a', at: BEGAN + 100_000 }
  assert.deepEqual(
    asked,
    [view.id, drillInput().due.id, 'KR8F6'].map((incident) => ({ incident, ...made })),
  )
})
