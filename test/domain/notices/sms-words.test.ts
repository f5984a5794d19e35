/** SMS words: whatever happens and whatever things are called, part one is short, plain and complete. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ALL_KINDS } from '../../../lib/domain/kinds/kinds.ts'
import { SEVERITIES } from '../../../lib/domain/kinds/severity.ts'
import { type SmsInput, wordSms } from '../../../lib/domain/notices/sms-words.ts'
import { type IncidentReason, isOver } from '../../../lib/domain/people/record.ts'
import { gsm7Length, SMS_PART_SEPTETS, splitSms, toGsm7 } from '../../../lib/domain/text/gsm7.ts'
import { sayInstant } from '../../../lib/domain/text/time.ts'
import { BEGAN, LINKS, NO_LINKS, over, SCENES, SETTINGS, SMS_LINK } from './notice-scenes.ts'

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom('fra1-lighthouse-1', 'nœud-é', '{[€]}', '', 'x'.repeat(300)),
)
const anySubject = fc.tuple(
  fc.constantFrom('node:', 'data-center:', 'path:', 'client:', 'vantage:', 'group:', '', 'fleet'),
  anyName,
)
const REASONS = [
  'opening',
  'escalated',
  'handover',
  'worse',
  'repeat',
  'ack-expired',
  'close',
  'resolve',
] as const satisfies readonly IncidentReason[]
const anyInput: fc.Arbitrary<SmsInput> = fc
  .record({
    kind: fc.constantFrom(...ALL_KINDS),
    subject: anySubject.map(([prefix, name]) => `${prefix}${name}`),
    id: fc.stringMatching(/^[A-Z0-9]{5}$/),
    severity: fc.constantFrom(...SEVERITIES),
    scope: fc.constantFrom('vantage', 'node', 'several', 'data-center', 'fleet', 'network'),
    nodes: fc.array(anyName, { maxLength: 12 }),
    says: anyName,
    vantages: fc.array(anyName, { maxLength: 5 }),
    since: fc.integer({ min: Date.UTC(2020, 11, 1), max: Date.UTC(2035, 0, 1) }),
    lastedMs: fc.integer({ min: 0, max: 400 * 86_400_000 }),
    reason: fc.constantFrom(...REASONS),
    sentAfterMs: fc.integer({ min: 0, max: 3 * 86_400_000 }),
    links: fc.constantFrom(LINKS, NO_LINKS),
    toldBefore: fc.array(fc.record({ contact: anyName, at: fc.constant(0) }), { maxLength: 3 }),
    acknowledged: fc.boolean(),
    withLook: fc.boolean(),
  })
  .map(({ kind, subject, id, severity, scope, nodes, says, vantages, since, lastedMs, reason, ...more }) => {
    const scene = SCENES[kind]
    const asOf = since + lastedMs
    return {
      view: {
        ...scene.view,
        subject,
        id,
        severity,
        scope: scope as SmsInput['view']['scope'],
        since,
        asOf,
        evidence: { ...scene.view.evidence, nodes, says, notSeenBy: vantages, cannotTell: vantages, asOf },
      },
      look: more.withLook ? scene.look : null,
      settings: SETTINGS,
      reason,
      now: asOf + more.sentAfterMs,
      links: more.links,
      toldBefore: more.toldBefore,
      ...(more.acknowledged && { acknowledgedBy: 'oncall-a' }),
    }
  })

/** Part one as a phone shows it before part two has come. */
function firstPart(sms: string): string {
  return splitSms(sms)[0]!
}

test('whatever is called what, a text message is GSM-7, at most two parts, and part one at most 153 septets', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const sms = wordSms(input)
      const parts = splitSms(sms)
      assert.equal(toGsm7(sms), sms)
      assert.ok(parts.length <= 2, sms)
      for (const part of parts.length === 1 ? [] : parts) assert.ok(gsm7Length(part) <= SMS_PART_SEPTETS)
    }),
    { numRuns: 1_000 },
  )
})

test('whatever is called what, part one says how bad, what kind, when in UTC with the day, and the id', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const sms = wordSms(input)
      const first = firstPart(sms).slice(0, SMS_PART_SEPTETS)
      const minute = `${sayInstant(input.view.since).slice(11, 16)}Z`
      const severity = { critical: 'CRIT', warning: 'WARN', info: 'INFO' }[input.view.severity]
      assert.ok(first.startsWith('WATCHFIRE '), first)
      assert.ok(first.includes(isOver(input) ? 'CLEARED' : severity), first)
      assert.ok(first.includes(input.view.kind.replaceAll('-', ' ').replace('center', 'centre')), first)
      assert.ok(first.includes(minute), first)
      assert.match(first, /\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/)
      const ending = isOver(input) ? `older ${input.view.id} texts superseded.` : `. ${input.view.id}.`
      assert.ok(first.split('\n')[0]!.trimEnd().endsWith(ending), first)
      assert.doesNotMatch(sms, /undefined|NaN/)
    }),
    { numRuns: 1_000 },
  )
})

/** When it was worded, read from the text alone, as a reader of two texts does to tell which is the newer. */
function wordedAt(sms: string): number {
  const [, time, day] = sms.match(/\b[Ss]ent (\d\d:\d\d:\d\d)Z (\d{1,2} [A-Z][a-z]{2})\b/) ?? []
  return Date.parse(`${day} 2026 ${time} UTC`)
}

test('of two texts about one incident, whichever comes last, the text itself tells which is the newer', () => {
  const { view, look } = SCENES['node-down']
  const began = Date.UTC(2026, 10, 22, 23, 58)
  const late = { ...over({ ...view, since: began }), id: view.id }
  const story = REASONS.map((reason, index) => ({ reason, now: began + 90_000 + index * 241_000 }))
  const texts = story.map((told) =>
    wordSms({
      view: isOver(told) ? late : { ...view, since: began },
      look,
      settings: SETTINGS,
      links: LINKS,
      ...told,
    }),
  )
  assert.deepEqual(
    texts.map(wordedAt),
    story.map(({ now }) => now),
  )
  for (const text of texts) assert.ok(text.includes(view.id))
})

test('a closing text says that older ones about its id are superseded, and no other says so', () => {
  for (const kind of ALL_KINDS) {
    for (const reason of REASONS) {
      const scene = SCENES[kind]
      const view = isOver({ reason }) ? over(scene.view) : scene.view
      const input = { view, look: scene.look, settings: SETTINGS, reason, now: BEGAN, links: LINKS }
      const isSaid = wordSms(input).includes(`older ${view.id} texts superseded.`)
      assert.equal(isSaid, isOver({ reason }), `${kind} ${reason}`)
    }
  }
})

test('part one ends at its own sentence: not a letter of the advice is in it, and none is lost between the parts', () => {
  for (const kind of ALL_KINDS) {
    const { view, look } = SCENES[kind]
    const input: SmsInput = { view, look, settings: SETTINGS, reason: 'opening', now: BEGAN, links: NO_LINKS }
    const [first, second = ''] = splitSms(wordSms(input))
    assert.ok(first!.trimEnd().endsWith(`${view.id}.`), first)
    assert.equal(gsm7Length(first!), SMS_PART_SEPTETS, kind)
    assert.match(second, /^First: .*\.$/, kind)
  }
})

test('part two begins with the whole link, on a line of its own, and ends with as much advice as fits', () => {
  for (const kind of ALL_KINDS) {
    const { view, look } = SCENES[kind]
    const input: SmsInput = { view, look, settings: SETTINGS, reason: 'opening', now: BEGAN, links: LINKS }
    const [first, second = ''] = splitSms(wordSms(input))
    assert.doesNotMatch(first!, /https/)
    assert.ok(second.startsWith(`Ack: ${SMS_LINK}\nFirst: `), `${kind}: ${second}`)
  }
})

test('a name too long for part one is cut, and what comes after it is not', () => {
  const { view, look } = SCENES['node-down']
  const long = { ...view, subject: `node:${'very-long-name-'.repeat(20)}` }
  const first = firstPart(
    wordSms({ view: long, look, settings: SETTINGS, reason: 'opening', now: BEGAN, links: NO_LINKS }),
  )
  assert.match(
    first,
    /^WATCHFIRE WARN node down: very-long-name-.*\.\. since 10:04Z, sent 10:04:00Z 22 Nov\. \w{5}\.\s*$/,
  )
})

test('a long list of sides gives way to their sizes, and the sizes to the depth, before anything else does', () => {
  const { view, look } = SCENES['chain-split']
  const renamed = (suffix: string) => ({
    ...look!,
    sides: {
      ...look!.sides,
      sides: look!.sides.sides.map((side) => ({
        ...side,
        nodes: side.nodes.map((node) => `${node}${suffix}`),
      })),
    },
  })
  const nodes = SETTINGS.nodes.map((node) => ({ ...node, id: `${node.id}-with-a-very-long-name-of-its-own` }))
  const settings = { ...SETTINGS, nodes }
  const long = { ...view, evidence: { ...view.evidence, nodes: nodes.map((node) => node.id) } }
  const input: SmsInput = {
    view: long,
    look: renamed('-with-a-very-long-name-of-its-own'),
    settings,
    reason: 'opening',
    now: BEGAN,
    links: NO_LINKS,
  }
  assert.match(
    wordSms(input),
    /chain split: fleet on 2 chains, 56 slots deep \(4 \/ 3 nodes\), 7 of 7 nodes, since/,
  )
})

test('a cleared incident gives both ends of its time, with both days when it went past midnight', () => {
  const { view, look } = SCENES['node-down']
  const late = over({ ...view, since: Date.UTC(2026, 10, 21, 23, 55) })
  const input: SmsInput = {
    view: late,
    look,
    settings: SETTINGS,
    reason: 'close',
    now: late.asOf,
    links: LINKS,
  }
  assert.match(
    wordSms(input),
    /23:55Z 21 Nov-00:07Z( \(12 min\))?\. Nobody acknowledged\. Sent 00:12:00Z 22 Nov,/,
  )
  assert.match(wordSms({ ...input, acknowledgedBy: 'oncall-a' }), /00:07Z \(12 min\)\. Sent /)
  const nextDay = wordSms({ ...input, now: late.asOf + 86_400_000 })
  assert.match(nextDay, /23:55Z 21 Nov-00:07Z 22 Nov\. .*Sent 00:12:00Z 23 Nov,/)
})

test('a critical incident names the validator group that it leaves without a node', () => {
  const { view, look } = SCENES.isolated
  const sms = wordSms({ view, look, settings: SETTINGS, reason: 'opening', now: BEGAN, links: NO_LINKS })
  assert.match(firstPart(sms), /NO node left for g3/)
  assert.equal(toGsm7(sms), sms)
})
