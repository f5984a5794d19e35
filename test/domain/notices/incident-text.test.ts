/** Incident text: whatever happens and whatever things are called, the first sentence is short, plain and complete. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ALL_KINDS, type Kind } from '../../../lib/domain/kinds/kinds.ts'
import { SEVERITIES } from '../../../lib/domain/kinds/severity.ts'
import type { Subject } from '../../../lib/domain/kinds/subject.ts'
import { wordText } from '../../../lib/domain/notices/incident-text.ts'
import type { NoticeInput } from '../../../lib/domain/notices/notice-input.ts'
import { type IncidentReason, isOver } from '../../../lib/domain/people/record.ts'
import { gsm7Length, toGsm7 } from '../../../lib/domain/text/gsm7.ts'
import { sayInstant } from '../../../lib/domain/text/time.ts'
import { anySubject, inputOf, sentTo, TOLD } from './notice-inputs.ts'
import { BEGAN, over, SCENES, VARIANTS } from './notice-scenes.ts'

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom('fra1-lighthouse-1', 'nœud-é', '{[€]}', '', 'x'.repeat(300)),
)
const REASONS = Object.keys(TOLD) as readonly IncidentReason[]
const anyLeft = fc.record({
  group: fc.option(anyName, { nil: null }),
  nodes: fc.nat(9),
  left: fc.nat(2),
  usable: fc.array(anyName, { maxLength: 5 }),
})
const anyInput: fc.Arbitrary<NoticeInput> = fc
  .record({
    scene: fc.constantFrom(...Object.values(SCENES), ...Object.values(VARIANTS)),
    subject: anySubject(anyName),
    id: fc.stringMatching(/^[A-Z0-9]{5}$/),
    severity: fc.constantFrom(...SEVERITIES),
    scope: fc.constantFrom('vantage', 'node', 'several', 'data-center', 'fleet', 'network'),
    nodes: fc.array(anyName, { maxLength: 12 }),
    left: fc.array(anyLeft, { maxLength: 4 }),
    vantages: fc.array(anyName, { maxLength: 5 }),
    since: fc.integer({ min: Date.UTC(2020, 11, 1), max: Date.UTC(2035, 0, 1) }),
    lastedMs: fc.integer({ min: 0, max: 400 * 86_400_000 }),
    reason: fc.constantFrom(...REASONS),
    sentAfterMs: fc.integer({ min: 0, max: 3 * 86_400_000 }),
    toldBefore: fc.array(anyName, { maxLength: 3 }),
    acknowledged: fc.boolean(),
  })
  .map(({ scene, subject, id, severity, scope, nodes, left, vantages, since, lastedMs, ...told }) => {
    const input = inputOf(scene, told.reason)
    const asOf = since + lastedMs
    const evidence = {
      ...scene.view.evidence,
      nodes,
      seenBy: vantages,
      notSeenBy: vantages,
      cannotTell: vantages,
      asOf,
    }
    return {
      ...input,
      view: {
        ...input.view,
        subject,
        id,
        severity,
        scope,
        since,
        asOf,
        evidence,
        left,
      } as NoticeInput['view'],
      now: asOf + told.sentAfterMs,
      due: {
        ...input.due,
        toldBefore: told.toldBefore.map((contact) => sentTo(contact, asOf)),
        ...(told.acknowledged && { acknowledged: { by: 'oncall-a', until: asOf } }),
      },
    }
  })

/** What is left for the first sentence when others come with it, `+999 more.` */
const LEAD_SEPTETS = 141

test('whatever is called what, one wording of the first sentence fits with room for how many others there are', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const { lead } = wordText(input)
      assert.ok(gsm7Length(toGsm7(lead.at(-1)!)) <= LEAD_SEPTETS, lead.at(-1))
      assert.equal(new Set(lead).size, lead.length)
    }),
    { numRuns: 1_000 },
  )
})

test('whatever is called what, every wording says how bad, what kind, when in UTC with the day, and the id', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const { lead, sentences } = wordText(input)
      const minute = `${sayInstant(input.view.since).slice(11, 16)}Z`
      const severity = { critical: 'CRIT', warning: 'WARN', info: 'INFO' }[input.view.severity]
      const kind = input.view.kind.replaceAll('-', ' ').replace('center', 'centre')
      for (const first of lead) {
        assert.ok(first.startsWith('WATCHFIRE '), first)
        assert.ok(first.includes(isOver(input.due) ? 'CLEARED' : severity), first)
        assert.ok(first.includes(kind), first)
        assert.ok(first.includes(minute), first)
        assert.match(first, /\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/)
        const { id } = input.view
        assert.ok(first.endsWith(isOver(input.due) ? `older ${id} texts superseded.` : `. ${id}.`), first)
      }
      for (const words of [...lead, ...sentences.flatMap(({ wordings }) => wordings)])
        assert.doesNotMatch(words, /undefined|NaN/)
    }),
    { numRuns: 1_000 },
  )
})

/** When it was worded, read from the text alone, as a reader of two texts does to tell which is the newer. */
function wordedAt(first: string): number {
  const [, time, day] = first.match(/\b[Ss]ent (\d\d:\d\d:\d\d)Z (\d{1,2} [A-Z][a-z]{2})\b/) ?? []
  return Date.parse(`${day} 2026 ${time} UTC`)
}

test('of two texts about one incident, whichever comes last, the text itself tells which is the newer', () => {
  const { view, ...scene } = SCENES['node-down']
  const began = Date.UTC(2026, 10, 22, 23, 58)
  const late = { ...scene, view: { ...view, since: began } }
  for (const [index, reason] of REASONS.entries()) {
    const now = began + 90_000 + index * 241_000
    for (const first of wordText({ ...inputOf(late, reason), now }).lead) {
      assert.equal(wordedAt(first), now)
      assert.ok(first.includes(view.id))
    }
  }
})

test('a closing text says that older ones about its id are superseded, and asks for nothing any more', () => {
  for (const kind of ALL_KINDS) {
    for (const reason of REASONS) {
      const { lead, sentences } = wordText(inputOf(SCENES[kind], reason))
      const isSaid = lead.every((first) => first.includes(`older ${SCENES[kind].view.id} texts superseded.`))
      assert.equal(isSaid, isOver({ reason }), `${kind} ${reason}`)
      assert.equal(sentences.length === 0, isOver({ reason }), `${kind} ${reason}`)
    }
  }
})

test('an open text says how to acknowledge before it says what to do', () => {
  for (const kind of ALL_KINDS) {
    const ranks = wordText(inputOf(SCENES[kind], 'opening')).sentences.map(({ rank }) => rank)
    assert.equal(ranks[0], 'acknowledge', kind)
    assert.ok(ranks.includes('first-step'), kind)
  }
})

const leadOf = (kind: Kind, change: (view: NoticeInput['view']) => NoticeInput['view']) => {
  const scene = SCENES[kind]
  return wordText(inputOf({ ...scene, view: change(scene.view) }, 'opening')).lead
}

test('a name that is too long loses its middle, and what stands behind it loses nothing', () => {
  const subject: Subject = `node:${'very-long-name-'.repeat(20)}of-node-7`
  const last = leadOf('node-down', (view) => ({ ...view, subject })).at(-1)!
  assert.match(
    last,
    /^WATCHFIRE WARN node down: very-long-n\S*\.\.\S*node-7, since 10:04Z, sent 10:05:35Z 22 Nov\. \w{5}\.$/,
  )
})

test('a long list of sides gives way to their sizes, and the sizes to the depth, before anything else does', () => {
  const details = leadOf('chain-split', (view) => view)
    .filter((first) => first.includes('7 of 7 nodes'))
    .map((first) => first.match(/fleet (on.* deep.*), 7 of 7 nodes/)?.[1])
  assert.deepEqual(details.slice(0, 3), [
    'on 2 chains, 56 slots deep (ams1-lighthouse-1 +3 / fra1-lighthouse-1 +2)',
    'on 2 chains, 56 slots deep (4 / 3 nodes)',
    'on 2 chains, 56 slots deep',
  ])
})

test('a cleared incident gives both ends of its time, with both days when it went past midnight', () => {
  const { view, ...scene } = SCENES['node-down']
  const late = { ...scene, view: { ...view, since: Date.UTC(2026, 10, 21, 23, 55) } }
  const input = { ...inputOf(late, 'close'), now: over(late.view).asOf }
  assert.match(
    wordText(input).lead[0]!,
    /23:55Z 21 Nov-00:07Z \(12 min\)\. Nobody acknowledged\. Sent 00:12:00Z 22 Nov,/,
  )
  const acknowledged = { by: 'oncall-a', until: BEGAN }
  const answered = { ...input, due: { ...input.due, acknowledged } }
  assert.match(wordText(answered).lead[0]!, /00:07Z \(12 min\)\. Sent /)
  const nextDay = { ...input, now: input.now + 86_400_000 }
  assert.match(wordText(nextDay).lead.at(-1)!, /23:55Z 21 Nov-00:07Z 22 Nov\. .*Sent 00:12:00Z 23 Nov,/)
})

test('a critical incident names the validator group that it leaves without a node, and drops details before that', () => {
  const { lead } = wordText(inputOf(SCENES.isolated, 'opening'))
  const firstWithout = lead.findIndex((first) => !first.includes('NO node left for g3'))
  assert.ok(firstWithout > 0 && lead.slice(0, firstWithout).some((first) => !first.includes('peers')))
})
