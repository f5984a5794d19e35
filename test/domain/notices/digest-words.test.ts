/** Digest words: what was kept from a phone is counted right, and its newest state is what is said of each incident. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordDigest } from '../../../lib/domain/notices/digest-words.ts'
import { toGsm7 } from '../../../lib/domain/text/gsm7.ts'
import { BEGAN } from './notice-scenes.ts'
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
    sms,
    /^WATCHFIRE WARN digest: 4 texts held back, newest KR8F6 slow ams1-prysm-1, since 10:04Z, sent 10:19:00Z 22 Nov\. /,
  )
})

test('an incident whose last notice was that it cleared is named as cleared, and never as the newest open one', () => {
  assert.match(wordDigest(digestInput()).sms, /Also: KW9F3\. Cleared: KQ0F0\.$/)
  const { sms } = wordDigest(digestInput({ held: HELD.filter(({ incident }) => incident === 'KQ0F0') }))
  assert.match(sms, /newest KQ0F0 node down fra1-teku-1 \(cleared\),/)
})

test('however many and whatever they are called, the list is bounded and the text message fits', () => {
  for (const subject of [
    'fleet',
    `node:${'x'.repeat(300)}`,
    'node:nœud {[€]}\nCLEARED https://evil.example/',
  ]) {
    const { text, sms } = wordDigest(digestInput({ held: MANY.map((held) => ({ ...held, subject })) }))
    assert.ok(text.split('\n').length <= 30)
    assert.match(text, /and 38 more incidents/)
    assert.doesNotMatch(text, /evil\.example|^CLEARED/m)
    assertFitsPhone(sms, subject)
    assert.equal(toGsm7(sms), sms)
  }
})

test('there is nothing to acknowledge in a digest', () => {
  const { links, text, sms } = wordDigest(digestInput())
  assert.equal(links, undefined)
  assert.doesNotMatch(`${text}${sms}`, /^Ack/m)
})
