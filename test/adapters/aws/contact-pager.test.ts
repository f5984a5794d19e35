/** Laws of the contact pager: the first channel that takes a message wins, and only all of them together can fail. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { contactPager } from '../../../lib/adapters/aws/contact-pager.ts'
import type { ContactSettings } from '../../../lib/domain/settings/sections/contact-settings.ts'
import type { Pager } from '../../../lib/ports.ts'
import { messageOf } from '../../kit/messages.ts'

const ANN: ContactSettings = { id: 'ann', smsLink: true }
const WEBHOOK = { kind: 'json', url: 'https://hook.example.com' } as const

/** Takes every message, or fails with this problem; and remembers that it was asked. */
function channel(name: string, asked: string[], problem?: string): Pager {
  return {
    async send() {
      asked.push(name)
      if (problem !== undefined) throw new Error(problem)
      return { messageId: '1', channel: name }
    },
  }
}

interface Case {
  readonly of: Partial<ContactSettings>
  readonly topic?: string | null
  readonly webhook?: string
}

async function told({ of, topic, webhook }: Case) {
  const asked: string[] = []
  const pager = contactPager({
    settings: { contacts: [{ ...ANN, ...of }] },
    topics: topic === null ? null : channel('topic', asked, topic),
    webhooks: channel('webhook', asked, webhook),
  })
  const { channel: taker, untaken } = await pager.send(messageOf())
  return { asked: asked.join(' '), outcome: untaken?.[0]?.because ?? taker }
}

describe('a contact is told', () => {
  for (const address of ['email', 'sms', 'https'] as const)
    it(`by its topic alone while that takes it, with ${address} and a webhook`, async () => {
      const of = { [address]: 'x', webhook: WEBHOOK }
      assert.deepEqual(await told({ of }), { asked: 'topic', outcome: 'topic' })
    })

  it('by its webhook when no Region takes it', async () => {
    const of = { email: 'a@example.com', webhook: WEBHOOK }
    assert.deepEqual(await told({ of, topic: 'throttled' }), { asked: 'topic webhook', outcome: 'webhook' })
  })

  it('by its webhook when it has nothing else', async () => {
    assert.deepEqual(await told({ of: { webhook: WEBHOOK } }), { asked: 'webhook', outcome: 'webhook' })
  })

  it('by its webhook where there are no topics', async () => {
    const of = { email: 'a@example.com', webhook: WEBHOOK }
    assert.deepEqual(await told({ of, topic: null }), { asked: 'webhook', outcome: 'webhook' })
  })
})

it('what may have arrived by one channel may have arrived, whatever the next one says', async () => {
  const message = messageOf()
  const refused = { messageId: '', channel: 'none', untaken: [] }
  const untaken = (outcome: 'refused' | 'unknown') => ({
    send: async () => ({
      ...refused,
      untaken: message.notices.map((notice) => ({ notice, because: outcome, outcome })),
    }),
  })
  const outcomes = [
    ['unknown', 'refused', 'unknown'],
    ['refused', 'refused', 'refused'],
  ] as const
  for (const [topic, webhook, expected] of outcomes) {
    const pager = contactPager({
      settings: { contacts: [{ ...ANN, email: 'a@example.com', webhook: WEBHOOK }] },
      topics: untaken(topic),
      webhooks: untaken(webhook),
    })
    assert.equal((await pager.send(message)).untaken![0]!.outcome, expected)
  }
})

describe('nothing is taken', () => {
  it('when every channel fails, with the reason of each', async () => {
    const of = { email: 'a@example.com', webhook: WEBHOOK }
    const { outcome } = await told({ of, topic: 'no Region', webhook: 'HTTP 500' })
    assert.equal(outcome, 'Cannot tell ann by any channel: no Region; HTTP 500')
  })

  it('when there is none', async () => {
    const nothing = 'Cannot tell ann by any channel: the settings give it none that works from here'
    assert.deepEqual(await told({ of: {} }), { asked: '', outcome: nothing })
    assert.deepEqual(await told({ of: { email: 'a@example.com' }, topic: null }), {
      asked: '',
      outcome: nothing,
    })
  })
})
