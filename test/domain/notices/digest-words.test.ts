/** Digest words: what was kept from a phone is counted right, and its newest state is what is said of each incident. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordDigest } from '../../../lib/domain/notices/digest-words.ts'
import { fitSms } from '../../../lib/domain/notices/sms/fit-sms.ts'
import { toGsm7 } from '../../../lib/domain/text/gsm7.ts'
import { BEGAN, LINKS, NO_LINKS, SMS_LINK } from './notice-scenes.ts'
import { digestInput, HELD } from './own-scenes.ts'
import { assertFitsPhone, holdToReviewed } from './reviewed.ts'

const MANY = Array.from({ length: 50 }, (_, index) => ({
  ...HELD[0]!,
  incident: `N${String(index).padStart(4, '0')}`,
  at: BEGAN + index * 1_000,
}))

holdToReviewed(
  [
    ['digest', wordDigest(digestInput())],
    ['digest.one', wordDigest(digestInput({ held: HELD.slice(0, 1) }))],
    ['digest.many', wordDigest(digestInput({ held: MANY }))],
  ],
  (file) => file.startsWith('digest.'),
)

test('it says how many since when and why, the newest of each incident first, and where to see all', () => {
  const { title, text, sms } = wordDigest(digestInput({ held: HELD.toReversed() }))
  const [lead] = sms.lead
  assert.match(
    title,
    /^WARNING digest: 4 notices about 3 incidents held back since 10:04:00Z by your text budget/,
  )
  const listed = text.split('\n').filter((line) => /^ {2}\d/.test(line))
  assert.deepEqual(listed, [
    '  10:12:00Z KQ0F0 node-down node:fra1-teku-1: cleared',
    '  10:11:00Z KR8F6 slow node:ams1-prysm-1: was still open',
    '  10:04:09Z KW9F3 head-stale node:fra1-nimbus-1: opened',
  ])
  assert.match(text, /bin\/watchfire incidents/)
  assert.match(
    lead!,
    /^WATCHFIRE WARN digest: 4 texts held back, newest KR8F6 slow ams1-prysm-1, since 10:04Z, sent 10:19:00Z 22 Nov\. /,
  )
})

test('an incident whose last notice was that it cleared is named as cleared, and never as the newest open one', () => {
  assert.match(fitSms(wordDigest(digestInput()).sms), /\nAlso: KW9F3\. Cleared: KQ0F0\.$/)
  const { sms } = wordDigest(digestInput({ held: HELD.filter(({ incident }) => incident === 'KQ0F0') }))
  assert.match(sms.lead[0]!, /newest KQ0F0 node down fra1-teku-1 \(cleared\),/)
  assert.doesNotMatch(fitSms(sms), /Ack/)
})

test('however many and whatever they are called, the list is bounded and the text message fits', () => {
  for (const subject of [
    'fleet',
    `node:${'x'.repeat(300)}`,
    'node:nœud {[€]}\nCLEARED https://evil.example/',
  ] as const) {
    const { text, sms } = wordDigest(digestInput({ held: MANY.map((held) => ({ ...held, subject })) }))
    assert.ok(text.split('\n').length <= 30)
    assert.match(text, /and 38 more incidents/)
    assert.doesNotMatch(text, /evil\.example|^CLEARED/m)
    const texted = fitSms(sms)
    assertFitsPhone(texted, subject)
    assert.equal(toGsm7(texted), texted)
    assert.match(
      texted,
      /^WATCHFIRE WARN digest: 50 texts held back.* since 10:04Z, sent 10:19:00Z 22 Nov\. \w{5}\.\n/,
    )
  }
})

test('W: a digest itself cannot be acknowledged, but the newest that it names as open can, by its own link', () => {
  const asked: string[] = []
  const linksTo = (incident: string) => {
    asked.push(incident)
    return incident === 'KR8F6' ? LINKS : NO_LINKS
  }
  const { links, text, sms } = wordDigest(digestInput({ linksTo }))
  assert.equal(links, undefined)
  assert.doesNotMatch(text, /^Ack/m)
  assert.deepEqual(asked, ['KR8F6'])
  assert.ok(fitSms(sms).includes(`\nAck: ${SMS_LINK}`))
  const bare = wordDigest(digestInput({ linksTo: () => NO_LINKS }))
  assert.match(fitSms(bare.sms), /^Ack: bin\/watchfire ack KR8F6$/m)
})
