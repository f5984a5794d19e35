/** Laws of cutting: what fits stays as it is, what does not is cut until it fits, and the worst is kept. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { shortened } from '../../../../lib/domain/notices/channels/shortened.ts'
import type { Message } from '../../../../lib/domain/notices/notice.ts'
import { messageOf, noticeOf } from '../../../kit/messages.ts'

const within = (lettersMax: number) => (message: Message) => JSON.stringify(message).length <= lettersMax

it('what fits is the same message', () => {
  const message = messageOf()
  assert.equal(
    shortened(message, () => true),
    message,
  )
})

for (const lettersMax of [1_000, 5_000, 20_000, 100_000])
  it(`a long message fits ${lettersMax} letters, says that it is cut, and begins with the worst notice`, () => {
    const notices = Array.from({ length: 64 }, (_, place) =>
      noticeOf({ incident: `id${place}`, text: 'x'.repeat(4_000) }),
    )
    const cut = shortened(messageOf(notices), within(lettersMax))
    assert.ok(within(lettersMax)(cut))
    assert.match(cut.text, /\(Cut here: the message was longer than this channel takes\.\)$/)
    assert.equal(cut.notices[0]!.incident, 'id0')
    assert.equal(cut.sms, 'CRITICAL 2 chains')
  })

it('what can never fit ends all the same, with one notice', () => {
  const cut = shortened(messageOf([noticeOf(), noticeOf()]), () => false)
  assert.equal(cut.notices.length, 1)
})
