/** Webhook pager: calls a contact's own webhook, PagerDuty's, Slack's or any that takes JSON, with a message. */

import { jsonMessage } from '../../domain/notices/channels/json-message.ts'
import { pagerDutyEvents } from '../../domain/notices/channels/pagerduty-events.ts'
import { slackPost } from '../../domain/notices/channels/slack-post.ts'
import type { Message } from '../../domain/notices/notice.ts'
import type { WebhookSettings } from '../../domain/settings/sections/webhook-settings.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import type { SecretText } from '../../domain/text/secret-text.ts'
import { SECOND_MS } from '../../domain/text/time.ts'
import type { Pager, Receipt } from '../../ports.ts'
import { secretFiller } from '../host/secret-filler.ts'
import { type CallResult, type SingleCallOptions, singleCall } from './single-call.ts'

interface WebhookPagerOptions extends Omit<SingleCallOptions, 'privateAddresses'> {
  readonly settings: Pick<Settings, 'name' | 'runbook' | 'contacts' | 'privateAddresses'>
}

/** One request that has to be taken. */
interface Post {
  readonly url: SecretText
  readonly body: object
}

/** PagerDuty takes one event a request; a message can have many. */
const POSTS_AT_ONCE = 4
/** For all requests of one message: within it most of a hundred get through, and the others are due again. */
const MESSAGE_MS_MAX = 20 * SECOND_MS

/** Throws unless everything was taken; what PagerDuty has taken before, it recognises when it comes again. */
export function webhookPager(options: WebhookPagerOptions): Pager {
  const { settings, clock } = options
  const calling = { ...options, privateAddresses: settings.privateAddresses }

  async function send(message: Message): Promise<Receipt> {
    const webhook = webhookOf(settings, message)
    const posts = await postsFor(webhook, message, options)
    if (posts.length === 0) return receipt(message, `webhook ${webhook.kind} (nothing to say)`)
    const startedAt = clock.now()
    for (let first = 0; first < posts.length; first += POSTS_AT_ONCE) {
      if (clock.now() - startedAt > MESSAGE_MS_MAX)
        throw cannotTell(message, `it took ${first} of ${posts.length} events until the time was up`)
      const batch = posts.slice(first, first + POSTS_AT_ONCE)
      const results = await Promise.all(batch.map((post) => singleCall(calling, { method: 'POST', ...post })))
      const problem = results.map((result) => problemWith(result, webhook.kind)).find((one) => one !== null)
      if (problem) throw cannotTell(message, problem)
    }
    return receipt(message, `webhook ${webhook.kind}`)
  }

  return { send }
}

function webhookOf({ contacts }: Pick<Settings, 'contacts'>, message: Message): WebhookSettings {
  const webhook = contacts.find(({ id }) => id === message.contact)?.webhook
  if (webhook === undefined) throw cannotTell(message, 'the settings give this contact none')
  return webhook
}

async function postsFor(
  webhook: WebhookSettings,
  message: Message,
  options: WebhookPagerOptions,
): Promise<readonly Post[]> {
  switch (webhook.kind) {
    case 'pagerduty':
      return eventsFor(webhook, message, options)
    case 'slack': {
      const body = slackPost(message, options)
      return body === null ? [] : [{ url: webhook.url ?? '', body }]
    }
    case 'json':
      return [{ url: webhook.url ?? '', body: jsonMessage(message) }]
  }
}

/** "Send an Alert Event" of the Events API v2 in PagerDuty's developer documentation. */
const PAGERDUTY_EVENTS = 'https://events.pagerduty.com/v2/enqueue'

/** The key is put in by itself: a text of a node that looks like a template must never become a secret. */
async function eventsFor(
  webhook: WebhookSettings,
  message: Message,
  options: WebhookPagerOptions,
): Promise<readonly Post[]> {
  const events = pagerDutyEvents(message, options)
  if (events.length === 0) return []
  const written = webhook.routingKey ?? ''
  const filler = await secretFiller([written], options.secrets)
  if (!filler.ok) throw cannotTell(message, filler.error)
  const key = filler.value.fill(written).trim()
  const url = eventsUrl(webhook.url)
  return events.map((event) => ({ url, body: { routing_key: key, ...event } }))
}

/** `https://events.eu.pagerduty.com` is enough to mean its endpoint for events. */
function eventsUrl(written: SecretText | undefined): SecretText {
  if (written === undefined) return PAGERDUTY_EVENTS
  const hasPath = /^https?:\/\/[^/]+\/./i.test(written)
  return hasPath ? written : written.replace(/\/?$/, new URL(PAGERDUTY_EVENTS).pathname)
}

/** PagerDuty's own answer to an event it has taken; anything else that looks well is not PagerDuty. */
const PAGERDUTY_ACCEPTED = 202

function problemWith(result: CallResult, kind: WebhookSettings['kind']): string | null {
  if (result.kind === 'nothing') return result.because
  const { status } = result
  const expected = kind === 'pagerduty' ? String(PAGERDUTY_ACCEPTED) : '200 to 299'
  const isTaken = kind === 'pagerduty' ? status === PAGERDUTY_ACCEPTED : status >= 200 && status < 300
  return isTaken ? null : `it answered HTTP ${status}${sayStatus(status)}, expected ${expected}`
}

function sayStatus(status: number): string {
  if (status >= 300 && status < 400) return ' (a redirect, which is not followed)'
  if (status === 429) return ' (too many at a time)'
  return status >= 500 ? ' (it failed inside)' : ''
}

function cannotTell({ contact }: Message, because: string): Error {
  return new Error(`Cannot tell ${contact} by its webhook: ${because}`)
}

/** Webhooks give no name to what they took, so it has ours. */
function receipt({ notices }: Message, channel: string): Receipt {
  const [{ incident, step }] = notices as [Message['notices'][number]]
  const others = notices.length > 1 ? `+${notices.length - 1}` : ''
  return { messageId: `${incident}-${step}${others}`, channel }
}
