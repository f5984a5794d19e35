/** The secrets that paging needs are known from the settings alone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { secretsToPage } from '../../../lib/domain/settings/needed-secrets.ts'

test('paging needs the secrets of the webhooks and of the heartbeat, each once and in alphabetical order', () => {
  const contacts = [
    { id: 'pd', smsLink: true, webhook: { kind: 'pagerduty', routingKey: '${secret:pd}' } },
    {
      id: 'tool',
      smsLink: true,
      webhook: { kind: 'json', url: 'https://h.example.com/${secret:b}/${secret:a}' },
    },
    { id: 'again', smsLink: true, webhook: { kind: 'json', url: '${secret:b}' } },
  ] as const
  assert.deepEqual(secretsToPage({ contacts }), ['a', 'b', 'pd'])
  const heartbeat = { url: 'https://ping.example.com/${secret:heartbeat}' }
  assert.deepEqual(secretsToPage({ contacts, heartbeat }), ['a', 'b', 'heartbeat', 'pd'])
})
