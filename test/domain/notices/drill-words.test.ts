/** Drill words: a test that nobody can take for an incident, and that asks for what it measures. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortId } from '../../../lib/domain/kinds/short-id.ts'
import { wordDrill } from '../../../lib/domain/notices/drill-words.ts'
import { fitSms } from '../../../lib/domain/notices/sms/fit-sms.ts'
import { splitSms, toGsm7 } from '../../../lib/domain/text/gsm7.ts'
import { BEGAN, LINKS, NO_LINKS, SETTINGS, SMS_LINK } from './notice-scenes.ts'
import { drillInput } from './own-scenes.ts'
import { assertFitsPhone, holdToReviewed } from './reviewed.ts'

const ONE_REGION = { ...SETTINGS, pagingRegions: ['us-west-2'] }

holdToReviewed(
  [
    ['drill', wordDrill(drillInput())],
    ['drill.no-link.one-region', wordDrill(drillInput({ links: NO_LINKS, settings: ONE_REGION }))],
  ],
  (file) => file.startsWith('drill.'),
)

test('title, text and the first part of the text message all begin by saying that it is a test', () => {
  for (const links of [LINKS, NO_LINKS]) {
    const { title, text, sms, severity } = wordDrill(drillInput({ links }))
    assert.match(title, /^TEST, no incident/)
    assert.match(text, /^TEST, no incident/)
    assert.match(fitSms(sms), /^WATCHFIRE TEST, no incident: /)
    assert.equal(severity, 'info')
  }
})

test('it asks for the acknowledgement, by the link or by the command, and says which Region sent it', () => {
  const linked = wordDrill(drillInput())
  assert.match(linked.text, /^Acknowledge: https:/m)
  assert.match(
    splitSms(fitSms(linked.sms))[0]!,
    /drill for oncall-a from us-west-2, one of 3 Regions\. Please acknowledge\./,
  )
  assert.ok(fitSms(linked.sms).endsWith(`\nAck: ${SMS_LINK}`))
  const bare = wordDrill(drillInput({ links: NO_LINKS }))
  assert.match(bare.text, /^Acknowledge: bin\/watchfire ack \w{5} \(no link, because /m)
  assert.match(fitSms(bare.sms), /\nAck: bin\/watchfire ack \w{5}$/)
  for (const region of SETTINGS.pagingRegions) {
    const { text, step, vantage } = wordDrill(drillInput({ vantage: region }))
    assert.ok(text.includes(`this is the one from ${region}, and there must be one from `))
    assert.deepEqual([step, vantage], [`drill-${region}`, region])
  }
})

test('all tests of one drill have one id, so that one acknowledgement answers them', () => {
  const ids = SETTINGS.pagingRegions.map((vantage) => wordDrill(drillInput({ vantage })).incident)
  assert.deepEqual(
    new Set(ids),
    new Set([shortId({ kind: 'drill', subject: 'contact:oncall-a', since: BEGAN })]),
  )
})

test('whatever the contact and the Region are called, the text message fits', () => {
  for (const name of ['x'.repeat(63), 'nœud-é', '[{€}]'.repeat(20)]) {
    const sms = fitSms(wordDrill(drillInput({ vantage: name }, { contact: name })).sms)
    assertFitsPhone(sms, name)
    assert.equal(toGsm7(sms), sms)
    assert.match(sms, /^WATCHFIRE TEST, no incident: .* Sent 10:04:12Z 22 Nov\. \w{5}\. *\n/)
  }
})

test('who asked for it cannot break a line or plant a link', () => {
  const { text } = wordDrill(drillInput({}, { who: 'kim\nCRITICAL https://evil.example/x' }))
  assert.doesNotMatch(text, /^CRITICAL|evil\.example/m)
})
