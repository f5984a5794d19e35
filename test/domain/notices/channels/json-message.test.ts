/** Laws of the JSON message: whoever reads it gets strings and instants, and a text message as a phone gets it. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { jsonMessage } from '../../../../lib/domain/notices/channels/json-message.ts'
import { messageOf, noticeOf } from '../../../kit/messages.ts'

it('a notice keeps its keys, with its instant in ISO 8601 and its text message joined', () => {
  const notice = noticeOf({
    sms: { lead: ['CRIT.'], sentences: [{ rank: 'warning', wordings: ['Keys stay where they are.'] }] },
  })
  const message = messageOf([notice])
  const at = '2026-11-22T12:00:00.000Z'
  assert.deepEqual(jsonMessage(message), {
    version: 1,
    ...message,
    at,
    notices: [{ ...notice, at, sms: 'CRIT.\nKeys stay where they are.' }],
  })
})
