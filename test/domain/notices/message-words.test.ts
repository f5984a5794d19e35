/** Message words: nothing that is due for one contact is left out, the worst comes first, and it fits a phone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ALL_KINDS, type Kind } from '../../../lib/domain/kinds/kinds.ts'
import { type MessageInput, wordMessage } from '../../../lib/domain/notices/message-words.ts'
import type { Notice } from '../../../lib/domain/notices/notice.ts'
import { wordNotice } from '../../../lib/domain/notices/notice-words.ts'
import { fitSms } from '../../../lib/domain/notices/sms/fit-sms.ts'
import { type IncidentReason, isOver } from '../../../lib/domain/people/record.ts'
import { levelOf } from '../../../lib/domain/people/step-name.ts'
import { gsm7Length, SMS_PART_SEPTETS, splitSms, toGsm7 } from '../../../lib/domain/text/gsm7.ts'
import { MINUTE_MS, SECOND_MS } from '../../../lib/domain/text/time.ts'
import { inputOf } from './notice-inputs.ts'
import { BEGAN, LINKS, NO_LINKS, SCENES, SMS_LINK } from './notice-scenes.ts'
import { DIGEST, DRILL, MUTED } from './own-scenes.ts'
import { assertFitsPhone, holdToReviewed } from './reviewed.ts'

const NOW = BEGAN + 90 * SECOND_MS

interface Told {
  readonly kind: Kind
  readonly reason?: IncidentReason
  readonly links?: typeof LINKS
  readonly index?: number
}

function notice({ kind, reason = 'opening', links = LINKS, index }: Told): Notice {
  const { view, ...scene } = SCENES[kind]
  const id = index === undefined ? view.id : `N${String(index).padStart(4, '0')}`
  const now = isOver({ reason }) ? NOW + 20 * MINUTE_MS : NOW
  const input = inputOf({ ...scene, view: { ...view, id } }, reason)
  return wordNotice({ ...input, now, links, due: { ...input.due, step: `${levelOf(view.severity)}-1` } })
}

function message(notices: readonly Notice[], more: Partial<MessageInput> = {}) {
  return wordMessage({
    contact: 'oncall-a',
    vantage: 'us-west-2',
    now: notices[0]!.at,
    notices,
    texting: 'send',
    heldBack: 0,
    ...more,
  })
}

const THREE = [
  notice({ kind: 'low-peers' }),
  notice({ kind: 'data-center-dark' }),
  notice({ kind: 'syncing', reason: 'repeat' }),
]
const MESSAGES: readonly (readonly [string, ReturnType<typeof message>])[] = [
  ['message.three', message(THREE)],
  ['message.three.held-back', message(THREE, { heldBack: 4 })],
  [
    'message.two.no-links',
    message([notice({ kind: 'isolated', links: NO_LINKS }), notice({ kind: 'slow', links: NO_LINKS })]),
  ],
  ['message.one.held-back', message([notice({ kind: 'node-down' })], { heldBack: 1 })],
  [
    'message.open-and-cleared',
    message([notice({ kind: 'blind', reason: 'close' }), notice({ kind: 'slow' }), MUTED]),
  ],
  [
    'message.all-cleared',
    message([
      notice({ kind: 'node-down', reason: 'close' }),
      notice({ kind: 'data-center-dark', reason: 'close' }),
    ]),
  ],
  ['message.digest-and-drill', message([DRILL, DIGEST])],
  [
    'message.many',
    message(Array.from({ length: 30 }, (_, index) => notice({ kind: ALL_KINDS[index % 4]!, index }))),
  ],
]

holdToReviewed(MESSAGES, (file) => file.startsWith('message.'))

test('a single notice with nothing held back keeps its own words', () => {
  for (const kind of ALL_KINDS) {
    const one = notice({ kind })
    const { title, text, sms, notices, severity } = message([one])
    assert.deepEqual(
      { title, text, sms, notices, severity },
      { title: one.title, text: one.text, sms: fitSms(one.sms), notices: [one], severity: one.severity },
    )
  }
})

test('the worst comes first, whatever the order they came in; what is over comes after what is open', () => {
  const cleared = notice({ kind: 'chain-split', reason: 'close' })
  const warning = notice({ kind: 'slow' })
  const critical = notice({ kind: 'blind' })
  for (const notices of [
    [cleared, warning, critical],
    [critical, cleared, warning],
    [warning, critical, cleared],
  ]) {
    const { notices: told, severity, title } = message(notices)
    assert.deepEqual(told, [critical, warning, cleared])
    assert.equal(severity, 'critical')
    assert.equal(title, `2 incidents and 1 cleared, worst ${critical.title}`)
  }
  assert.equal(message([cleared, warning]).severity, 'warning')
})

test('the worst is told in full, and every other with title, id and its own link', () => {
  const { text } = message(THREE)
  assert.ok(text.includes(THREE[1]!.text))
  for (const { title, incident } of THREE) assert.ok(text.includes(title) && text.includes(incident))
  assert.equal(text.match(/Acknowledge: https/g)?.length, 3)
  assert.equal(text.match(/or, if that does not open: https/g)?.length, 3)
  const bare = message([
    notice({ kind: 'isolated', links: NO_LINKS }),
    notice({ kind: 'slow', links: NO_LINKS }),
  ])
  assert.match(bare.text, /^ {3}Acknowledge: bin\/watchfire ack KR8F6$/m)
  const over = message([notice({ kind: 'slow' }), notice({ kind: 'blind', reason: 'close' })])
  assert.equal(over.text.match(/Acknowledge:/g)?.length, 1)
})

test('a hundred notices at once are one message of bounded length that still has every id', () => {
  const hundred = Array.from({ length: 60 }, (_, index) => notice({ kind: 'node-down', index }))
  const { text, sms } = message(hundred, { heldBack: 999 })
  assert.ok(text.split('\n').length <= 150, `${text.split('\n').length} lines`)
  for (const { incident } of hundred) assert.ok(text.includes(incident), incident)
  assert.match(sms, /\+59 more\./)
  const more = Array.from({ length: 200 }, (_, index) => notice({ kind: 'node-down', index }))
  assert.match(message(more).text, /and 139 more\. All that is open: bin\/watchfire incidents$/m)
  assertFitsPhone(message(more, { heldBack: 1_000_000 }).sms, 'two hundred')
})

test('part one has the worst and how many more; the way to acknowledge the worst is there; whatever they are', () => {
  const anyNotice = fc
    .record({
      kind: fc.constantFrom(...ALL_KINDS),
      reason: fc.constantFrom<IncidentReason>('opening', 'repeat', 'escalated', 'ack-expired', 'close'),
      links: fc.constantFrom(LINKS, NO_LINKS),
    })
    .map(notice)
  fc.assert(
    fc.property(
      fc.array(anyNotice, { minLength: 1, maxLength: 6 }),
      fc.nat({ max: 40 }),
      (notices, heldBack) => {
        const {
          sms,
          notices: [worst, ...others],
        } = message(notices, { heldBack })
        assert.equal(toGsm7(sms), sms)
        assertFitsPhone(sms, sms)
        const more = others.length === 0 ? '' : ` +${others.length} more.`
        const [first] = splitSms(sms)
        assert.ok(
          worst!.sms.lead.some((wording) => first!.startsWith(`${toGsm7(wording)}${more}`)),
          sms,
        )
        if (!isOver(worst!)) {
          const isLinked = worst!.links?.kind === 'links'
          assert.ok(
            sms.includes(isLinked ? `\nAck: ${SMS_LINK}` : `\nAck: bin/watchfire ack ${worst!.incident}`),
            sms,
          )
        }
        for (const warning of worst!.sms.sentences.filter(({ rank }) => rank === 'warning'))
          assert.ok(
            warning.wordings.some((wording) => sms.includes(wording)),
            sms,
          )
        if (heldBack > 0)
          assert.ok(sms.includes(`${heldBack} text${heldBack === 1 ? '' : 's'} held back.`), sms)
      },
    ),
  )
})

test('what was held back is said, and that it was only kept from the phone', () => {
  for (const notices of [THREE, THREE.slice(0, 1)]) {
    const { text, sms } = message(notices, { heldBack: 4 })
    assert.match(text, /\n4 other notices were kept from your phone by its text budget\. .*$/)
    assert.match(sms, /4 texts held back\./)
    assert.doesNotMatch(message(notices).text + message(notices).sms, /held back|kept from/)
  }
})

test('every id that is cleared in a message is named in its text message, so that older texts are known to be void', () => {
  const closings = (['node-down', 'blind', 'slow'] as const).map((kind) => notice({ kind, reason: 'close' }))
  for (const notices of [closings, [notice({ kind: 'syncing' }), ...closings]]) {
    const { sms } = message(notices)
    for (const { incident } of closings) assert.ok(sms.includes(incident), sms)
  }
})

test('a test beside a real incident never makes it look like one', () => {
  const { title, text, sms } = message([DRILL, notice({ kind: 'slow' })])
  assert.match(title, /^1 incident and 1 other notice, worst WARNING slow: /)
  assert.doesNotMatch(sms, /TEST/)
  assert.match(text, /^2\. TEST, no incident: /m)
})

test('a message that tells nothing is a mistake of ours', () => {
  assert.throws(
    () => wordMessage({ ...message(THREE), heldBack: 0, now: NOW, notices: [] }),
    /it tells nothing/,
  )
})

test('the longest first sentence still leaves room for how many more there are', () => {
  const scene = SCENES['vantage-degraded']
  const subject = `vantage:${'x'.repeat(200)}` as const
  for (const reason of ['ack-expired', 'close'] as const) {
    const long = wordNotice(inputOf({ ...scene, view: { ...scene.view, subject } }, reason))
    const many = Array.from({ length: 150 }, () => long)
    const [first] = splitSms(message(many).sms)
    assert.match(first!, / \+149 more\./)
    assert.ok(gsm7Length(first!) <= SMS_PART_SEPTETS)
  }
})
