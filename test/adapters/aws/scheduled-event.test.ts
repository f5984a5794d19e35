/** Laws of scheduled events: broken ones are said, and they tell of the desk. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { deskTold, scheduledAt } from '../../../lib/adapters/aws/scheduled-event.ts'

const AT = '2026-11-22T10:04:00Z'

it('names its instant', () => assert.equal(scheduledAt({ at: AT }), Date.parse(AT)))

for (const event of [null, 'x', {}, { at: 5 }, { at: '<aws.scheduler.scheduled-time>' }])
  it(`${JSON.stringify(event)} is no scheduled event`, () =>
    assert.throws(
      () => scheduledAt(event),
      /^Error: Cannot read the scheduled event: at is .*, expected an ISO 8601 instant$/,
    ))

const deskUrl = 'https://q7kd2mzr4vtx5c3w.lambda-url.eu-central-1.on.aws/'
for (const [law, event, told] of [
  ['judge is told where the desk is', { at: AT, deskUrl }, { deskUrl }],
  ['or that there is none', { at: AT }, {}],
  ['H5: and believes no address of another kind', { at: AT, deskUrl: 'https://desk.example.com/' }, {}],
  ['H5: nor one that only begins like its own', { at: AT, deskUrl: `${deskUrl}evil.example.com/` }, {}],
  ['the outcome of a look tells nothing of it', { requestPayload: { at: AT }, responsePayload: null }, null],
  ['nor does what a person starts judge with', {}, null],
  ['nor does nothing', null, null],
] as const)
  it(law, () => assert.deepEqual(deskTold(event), told))
