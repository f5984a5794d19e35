/** Webhook pager: calls a contact's own webhook, PagerDuty's, Slack's or any that takes JSON, with a message. */

import { jsonMessage } from '../../domain/notices/channels/json-message.ts'
import { pagerDutyEvents } from '../../domain/notices/channels/pagerduty-events.ts'
import { slackPost } from '../../domain/notices/channels/slack-post.ts'
import type { Message, Notice } from '../../domain/notices/notice.ts'
import type { WebhookSettings } from '../../domain/settings/sections/webhook-settings.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { ok, type Result } from '../../domain/text/result.ts'
import type { SecretText } from '../../domain/text/secret-text.ts'
import type { Pager, Receipt } from '../../ports.ts'
import { secretFiller } from '../host/secret-filler.ts'
import { NOTHING_TAKEN, noneTaken } from './none-taken.ts'
import { type Post, poster } from './poster.ts'
import { type CallResult, type HttpCall, type SingleCallOptions, singleCall } from './single-call.ts'

interface WebhookPagerOptions extends Omit<SingleCallOptions, 'privateAddresses'> {
  readonly settings: Pick<Settings, 'name' | 'runbook' | 'contacts' | 'privateAddresses'>
  /** How one request is made; a test may have its own. */
  readonly call?: (call: HttpCall) => Promise<CallResult>
}

/** Throws only for what the settings lack; what PagerDuty has taken before, it recognises when it comes again. */
export function webhookPager(options: WebhookPagerOptions): Pager {
  const { settings, clock } = options
  const calling = { ...options, privateAddresses: settings.privateAddresses }
  const { call = (one) => singleCall(calling, one) } = options
  const post = poster({ clock, call })

  async function send(message: Message, order: readonly Notice[] = message.notices): Promise<Receipt> {
    const { kind, ...webhook } = webhookOf(settings, message)
    const read = await postsFor({ kind, ...webhook }, message, options)
    if (!read.ok) return noneTaken(message, { because: read.error, outcome: 'refused' })
    const posts = read.value
    if (posts.length === 0) return receipt(message, `webhook ${kind} (nothing to say)`)
    const untaken = await post(message.contact, inOrder(posts, order), (result) => problemWith(result, kind))
    const taken = message.notices.filter((one) => untaken.every(({ notice }) => notice !== one))
    return {
      ...(taken.length > 0 ? receipt({ ...message, notices: taken }, `webhook ${kind}`) : NOTHING_TAKEN),
      ...(untaken.length > 0 ? { untaken } : {}),
    }
  }

  return { send }
}

/** By the first of the notices that each tells. */
function inOrder(posts: readonly Post[], order: readonly Notice[]): readonly Post[] {
  const place = ({ notices }: Post) => Math.min(...notices.map((notice) => order.indexOf(notice)))
  return posts.toSorted((a, b) => place(a) - place(b))
}

function webhookOf({ contacts }: Pick<Settings, 'contacts'>, message: Message): WebhookSettings {
  const webhook = contacts.find(({ id }) => id === message.contact)?.webhook
  if (webhook === undefined)
    throw new Error(`Cannot tell ${message.contact} by its webhook: the settings give this contact none`)
  return webhook
}

async function postsFor(
  webhook: WebhookSettings,
  message: Message,
  options: WebhookPagerOptions,
): Promise<Result<readonly Post[], string>> {
  switch (webhook.kind) {
    case 'pagerduty':
      return eventsFor(webhook, message, options)
    case 'slack': {
      const body = slackPost(message, options)
      return ok(body === null ? [] : [{ url: webhook.url ?? '', body, notices: message.notices }])
    }
    case 'json':
      return ok([{ url: webhook.url ?? '', body: jsonMessage(message), notices: message.notices }])
  }
}

/** "Send an Alert Event" of the Events API v2 in PagerDuty's developer documentation. */
const PAGERDUTY_EVENTS = 'https://events.pagerduty.com/v2/enqueue'

/** The key is put in by itself: a text of a node that looks like a template must never become a secret. */
async function eventsFor(
  webhook: WebhookSettings,
  message: Message,
  options: WebhookPagerOptions,
): Promise<Result<readonly Post[], string>> {
  const events = pagerDutyEvents(message, options)
  if (events.length === 0) return ok([])
  const written = webhook.routingKey ?? ''
  const filler = await secretFiller([written], options.secrets)
  if (!filler.ok) return filler
  const key = filler.value.fill(written).trim()
  const url = eventsUrl(webhook.url)
  return ok(
    events.map(({ event, notice }) => ({ url, body: { routing_key: key, ...event }, notices: [notice] })),
  )
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

/** Webhooks give no name to what they took, so it has ours. */
function receipt({ notices }: Message, channel: string): Receipt {
  const [{ incident, step }] = notices as [Message['notices'][number]]
  const others = notices.length > 1 ? `+${notices.length - 1}` : ''
  return { messageId: `${incident}-${step}${others}`, channel }
}
