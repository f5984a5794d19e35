/** Laws of what one machine can send without AWS: webhooks, and nothing else; who gets nothing is named with the reason. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sayUnsent, sentFromHere } from '../../../lib/domain/people/sent-from-here.ts'
import type { ContactSettings } from '../../../lib/domain/settings/sections/contact-settings.ts'
import { fleetSettings } from '../made-up-fleet.ts'

const contact = (id: string, channels: Omit<ContactSettings, 'id' | 'smsLink'>): ContactSettings => ({
  id,
  smsLink: true,
  ...channels,
})

const SLACK = { kind: 'slack', url: `\${secret:slack}` } as const
const PAGERDUTY = { kind: 'pagerduty', routingKey: `\${secret:pd}` } as const

const reach = (contacts: readonly ContactSettings[], missing: readonly string[] = []) =>
  sentFromHere(
    { ...fleetSettings(), contacts },
    { secretsMissing: missing, placeOfSecret: (name) => `environment variable ${name.toUpperCase()}` },
  )

describe('S11: what a watch on one machine sends', () => {
  it('keeps webhooks and nothing that only AWS carries, so that no budget spares a phone that nothing would reach', () => {
    const { settings, unsent } = reach([
      contact('ann', { email: 'a@example.com', sms: '+49170', https: 'https://example.com' }),
      contact('team', { webhook: SLACK }),
      contact('bob', { email: 'b@example.com', webhook: PAGERDUTY }),
    ])
    assert.deepEqual(settings.contacts, [
      { id: 'ann', smsLink: true },
      { id: 'team', smsLink: true, webhook: SLACK },
      { id: 'bob', smsLink: true, webhook: PAGERDUTY },
    ])
    assert.deepEqual(unsent, [
      {
        contact: 'ann',
        gets: 'nothing',
        because: 'e-mail, text message and https go out from AWS alone',
      },
      { contact: 'bob', gets: 'webhook', because: 'e-mail goes out from AWS alone' },
    ])
  })

  it('calls no webhook whose secret is missing here, and says where it is looked for', () => {
    const { settings, unsent } = reach([contact('team', { webhook: SLACK })], ['slack'])
    assert.deepEqual(settings.contacts, [{ id: 'team', smsLink: true }])
    assert.deepEqual(unsent, [
      { contact: 'team', gets: 'nothing', because: 'environment variable SLACK is not set' },
    ])
  })

  it('says it in one or two sentences, those with one reason together, and nothing where all get everything', () => {
    const { unsent } = reach(
      [
        contact('ann', { email: 'a@example.com' }),
        contact('bob', { email: 'b@example.com' }),
        contact('team', { webhook: SLACK }),
        contact('eve', { email: 'e@example.com', webhook: PAGERDUTY }),
      ],
      ['slack'],
    )
    assert.deepEqual(sayUnsent(unsent), [
      'Nothing is sent from here to ann, bob (e-mail goes out from AWS alone); team (environment variable SLACK is not set).',
      'Only the webhook is called from here for eve (e-mail goes out from AWS alone).',
    ])
    assert.deepEqual(sayUnsent(reach([contact('team', { webhook: SLACK })]).unsent), [])
  })

  it('whoever sits at the terminal gets everything', () => {
    assert.deepEqual(reach([contact('terminal', {})]).unsent, [])
  })
})
