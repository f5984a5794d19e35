/** Laws of scheduled events: late ones and those of the future are no looks, and broken ones are said; they tell of the desk. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { deskTold, readScheduled } from '../../../lib/adapters/aws/scheduled-event.ts'

const AT = '2026-11-22T10:04:00Z'
const at = Date.parse(AT)

for (const [law, lateMs, kind] of [
  ['one that comes at once is timely', 0, 'timely'],
  ['one that is a minute late is timely', 60_000, 'timely'],
  ['one that is later is not', 60_001, 'untimely'],
  ['one of a clock that goes a little fast is timely', -60_000, 'timely'],
  ['one of the future is not', -60_001, 'untimely'],
] as const)
  it(law, () => {
    const read = readScheduled({ at: AT }, at + lateMs)
    assert.equal(read.kind, kind)
    assert.equal(read.at, at)
  })

for (const event of [null, 'x', {}, { at: 5 }, { at: '<aws.scheduler.scheduled-time>' }])
  it(`${JSON.stringify(event)} is no scheduled event`, () =>
    assert.throws(
      () => readScheduled(event, at),
      /^Error: Cannot read the scheduled event: at is .*, expected an ISO 8601 instant$/,
    ))

const deskUrl = 'https://desk.example.com/'
for (const [law, event, told] of [
  ['judge is told where the desk is', { at: AT, deskUrl }, { deskUrl }],
  ['or that there is none', { at: AT }, {}],
  ['the outcome of a look tells nothing of it', { requestPayload: { at: AT }, responsePayload: null }, null],
  ['nor does what a person starts judge with', {}, null],
  ['nor does nothing', null, null],
] as const)
  it(law, () => assert.deepEqual(deskTold(event), told))
