/** PagerDuty events: a message as events of PagerDuty's Events API v2, one a notice. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Severity } from '../../kinds/severity.ts'
import type { Message, Notice } from '../notice.ts'
import { isUrl, linksOf, type WebhookContext } from './notice-links.ts'

/**
 * The fields, their lengths and what the actions do: "Send an Alert Event" of the Events API v2 in PagerDuty's
 * developer documentation. The routing key is put in where the event is sent.
 */
interface PagerDutyEvent {
  readonly event_action: 'trigger' | 'resolve'
  readonly dedup_key: string
  readonly client?: string
  readonly payload?: Payload
  readonly links?: readonly { readonly href: string; readonly text: string }[]
}

/** An event, and the notice that it tells. */
interface ToldEvent {
  readonly notice: Notice
  readonly event: PagerDutyEvent
}

interface Payload {
  readonly summary: string
  readonly source: string
  /** PagerDuty also knows `error`, which we have no use for. */
  readonly severity: Severity
  readonly timestamp: string
  readonly group: string
  readonly class: string
  readonly custom_details: Readonly<Record<string, unknown>>
}

/**
 * PagerDuty keeps incidents of its own: told of the end too early it would open another one for every flap, so it
 * hears `resolve` and not `close`. A report of what was held back is no incident, and nothing would ever resolve it.
 */
export function pagerDutyEvents(message: Message, context: WebhookContext): readonly ToldEvent[] {
  const heard = message.notices.filter(({ reason }) => !UNHEARD.includes(reason))
  const triggers = heard
    .filter(({ reason }) => reason !== 'resolve')
    .map((notice) => ({ notice, event: triggerOf(notice, context) }))
  const open = new Set(triggers.map(({ event }) => event.dedup_key))
  const resolves = heard
    .filter(({ reason }) => reason === 'resolve')
    .map(
      (notice): ToldEvent => ({
        notice,
        event: { event_action: 'resolve', dedup_key: dedupKey(notice, context) },
      }),
    )
  // The end of a former incident must not end the one that has begun since, for both have the same key.
  return [...triggers, ...resolves.filter(({ event }) => !open.has(event.dedup_key))]
}

const UNHEARD: readonly Notice['reason'][] = ['close', 'digest', 'mute-ended']

const SUMMARY_LETTERS_MAX = 1_024
/** An event may have 512 KB: this leaves room for letters of several bytes. */
const TEXT_LETTERS_MAX = 100_000

function triggerOf(notice: Notice, context: WebhookContext): PagerDutyEvent {
  const { name } = context.settings
  return {
    event_action: 'trigger',
    dedup_key: dedupKey(notice, context),
    client: `Watchfire ${name}`,
    payload: {
      summary: notice.title.slice(0, SUMMARY_LETTERS_MAX),
      source: notice.subject,
      severity: notice.severity,
      timestamp: new Date(notice.at).toISOString(),
      group: name,
      class: notice.kind,
      custom_details: detailsOf(notice, context),
    },
    links: clickable(notice, context),
  }
}

function detailsOf(notice: Notice, context: WebhookContext): Payload['custom_details'] {
  const { incident, reason, step, vantage, text } = notice
  const { acknowledge, runbook } = linksOf(notice, context)
  return {
    incident,
    reason,
    step,
    vantage,
    text: text.slice(0, TEXT_LETTERS_MAX),
    runbook,
    ...(acknowledge?.kind === 'none' ? { acknowledge: `not by a link: ${acknowledge.because}` } : {}),
  }
}

function clickable(notice: Notice, context: WebhookContext): NonNullable<PagerDutyEvent['links']> {
  const { acknowledge, runbook } = linksOf(notice, context)
  const urls = acknowledge?.kind === 'links' ? acknowledge.urls : []
  return [
    ...urls.map((href, place) => ({
      href,
      text: `Acknowledge ${notice.incident} in Watchfire${place === 0 ? '' : ', by another Region'}`,
    })),
    ...(isUrl(runbook) ? [{ href: runbook, text: `Runbook: ${notice.kind}` }] : []),
  ]
}

const KEY_LETTERS_MAX = 255
const HASH_LETTERS = 16

/** Never the incident's id, which is a label: two Regions may call the same incident differently. */
function dedupKey({ kind, subject }: Notice, { settings }: WebhookContext): string {
  const key = `watchfire/${settings.name}/${kind}/${subject}`
  if (key.length <= KEY_LETTERS_MAX) return key
  const hash = bytesToHex(sha256(utf8ToBytes(key))).slice(0, HASH_LETTERS)
  return `${key.slice(0, KEY_LETTERS_MAX - HASH_LETTERS - 1)}/${hash}`
}
