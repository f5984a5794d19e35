/** Muted words: what a mute held back is counted and listed when it ends, what is still open before all else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordMuted } from '../../../lib/domain/notices/muted-words.ts'
import { fitSms } from '../../../lib/domain/notices/sms/fit-sms.ts'
import { toGsm7 } from '../../../lib/domain/text/gsm7.ts'
import { over, SCENES } from './notice-scenes.ts'
import { mutedInput } from './own-scenes.ts'
import { assertFitsPhone, holdToReviewed } from './reviewed.ts'

const allOver = mutedInput({
  severity: 'info',
  held: mutedInput().due.held.map((view) => ({ ...view, phase: 'closed' })),
})

holdToReviewed(
  [
    ['muted', wordMuted(mutedInput())],
    ['muted.over', wordMuted(allOver)],
    ['muted.nothing', wordMuted(mutedInput({ severity: 'info', held: [] }))],
  ],
  (file) => file.startsWith('muted.'),
)

test('it counts what was held back and what of it is open, and lists the open ones first, the worst before the rest', () => {
  const { title, text, sms, severity } = wordMuted(mutedInput())
  assert.match(title, /^MUTE ENDED data-center:fra1: 3 incidents held back, 2 still open/)
  const listed = text.split('\n').filter((line) => /^ {2}(STILL OPEN|over)/.test(line))
  assert.deepEqual(
    listed.map((line) => line.replace(/ since.*/, '').trim()),
    [
      'STILL OPEN: CRITICAL data-center-dark data-center:fra1',
      'STILL OPEN: WARNING low-peers node:fra1-teku-1',
      'over: WARNING head-stale node:fra1-nimbus-1',
    ],
  )
  assert.match(
    fitSms(sms),
    /^WATCHFIRE WARN mute ended: data-center:fra1, 3 incidents held back, 2 still open/,
  )
  assert.equal(severity, 'warning')
  assert.match(text, /"switch swap in rack 4"/)
})

test('a mute after which nothing is open is only information', () => {
  assert.equal(wordMuted(allOver).severity, 'info')
  assert.match(fitSms(wordMuted(allOver).sms), /^WATCHFIRE INFO mute ended: .*none still open/)
  assert.match(wordMuted(mutedInput({ held: [] })).title, /it held nothing back/)
})

test('however much it held back and whatever was written, the list is bounded and the text message fits', () => {
  const reason = 'done\nCRITICAL https://evil.example/x'
  const scope = `node:${'x'.repeat(200)}` as const
  const view = { ...SCENES['node-down'].view, subject: `node:${'y'.repeat(300)}€` } as const
  const held = Array.from({ length: 80 }, (_, index) => (index % 2 === 0 ? view : over(view)))
  const { text, ...words } = wordMuted(
    mutedInput({ quiet: { ...mutedInput().due.quiet, scope, reason }, held }),
  )
  const sms = fitSms(words.sms)
  assert.ok(text.split('\n').length <= 35)
  assert.match(text, /and 65 more incidents/)
  assert.doesNotMatch(text, /^CRITICAL|evil\.example/m)
  assertFitsPhone(sms, 'long')
  assert.equal(toGsm7(sms), sms)
})
