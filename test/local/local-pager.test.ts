/** Laws of the pager of a watch: everything stands on the terminal and in the file once; a webhook is called for real. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Message, Notice } from '../../lib/domain/notices/notice.ts'
import { localPager } from '../../lib/local/local-pager.ts'
import { fleetSettings } from '../domain/made-up-fleet.ts'
import { messageOf, noticeOf } from '../kit/messages.ts'

const contacts = [
  { id: 'terminal', smsLink: true },
  { id: 'ann', smsLink: true },
  { id: 'team', smsLink: true, webhook: { kind: 'json', url: 'https://example.com' } as const },
]

function bench() {
  const written: Notice[] = []
  const shown: Notice[] = []
  const called: Message[] = []
  const line = { isDown: false }
  const pager = localPager({
    settings: { ...fleetSettings(), contacts },
    unsent: [{ contact: 'ann', gets: 'nothing', because: 'e-mail goes out from AWS alone' }],
    file: { write: (notices) => void written.push(...notices) },
    noted: (notice) => void shown.push(notice),
    webhooks: {
      async send(message) {
        if (line.isDown) throw new Error('line is down')
        called.push(message)
        return { messageId: 'm', channel: 'webhook json' }
      },
    },
  })
  return { pager, written, shown, called, line }
}

const to = (contact: string, more: Partial<Notice> = {}) => messageOf([noticeOf({ contact, ...more })])

describe('S11: the pager of a watch', () => {
  it('calls the webhook of a contact that has one, and writes and shows the notice too', async () => {
    const { pager, written, shown, called } = bench()
    const receipt = await pager.send(to('team'))
    assert.deepEqual(receipt, { messageId: 'm', channel: 'webhook json' })
    assert.deepEqual([called.length, written.length, shown.length], [1, 1, 1])
  })

  it('calls what reached nobody "file" and what stands before its reader "terminal"', async () => {
    const { pager, written, shown, called } = bench()
    assert.equal((await pager.send(to('ann'))).channel, 'file')
    assert.deepEqual(await pager.send(to('terminal')), {
      messageId: 'k7qx2-critical-1',
      channel: 'terminal',
    })
    assert.deepEqual([called.length, written.length, shown.length], [0, 2, 2])
  })

  it('throws where the webhook fails, so that it is due again, and by then writes and shows nothing twice', async () => {
    const { pager, written, shown, called, line } = bench()
    line.isDown = true
    await assert.rejects(pager.send(to('team')), /line is down/)
    await assert.rejects(pager.send(to('team')), /line is down/)
    assert.deepEqual([written.length, shown.length], [1, 1])
    line.isDown = false
    await pager.send(to('team'))
    assert.deepEqual([called.length, written.length, shown.length], [1, 1, 1])
    await pager.send(to('team', { step: 'repeat-1', reason: 'repeat' }))
    assert.deepEqual([called.length, written.length, shown.length], [2, 2, 2])
  })
})
