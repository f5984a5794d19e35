/** Notice links: where a notice can be acknowledged and where its article is, for channels that have places for links. */
import type { Links } from '../../people/links.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Notice } from '../notice.ts'
import { runbookLink } from '../runbook-link.ts'

/** What a webhook's words need beside the message. */
export interface WebhookContext {
  readonly settings: Pick<Settings, 'name' | 'runbook'>
}

interface NoticeLinks {
  /** Null where there is nothing to acknowledge. */
  readonly acknowledge: Links | null
  /** A URL, or a path where the settings name a folder. */
  readonly runbook: string
}

export function linksOf({ kind, links }: Notice, { settings }: WebhookContext): NoticeLinks {
  return { acknowledge: links ?? null, runbook: runbookLink(settings, kind) }
}

export function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text)
}
