/** Messages: notices made up for tests of the channels, with links that are made up too. */

import type { Message, Notice } from '../../lib/domain/notices/notice.ts'
import type { Links } from '../../lib/domain/people/links.ts'
import { isOver } from '../../lib/domain/people/record.ts'

const AT = Date.UTC(2026, 10, 22, 12)

export function noticeOf(more: Partial<Notice> = {}): Notice {
  const notice = {
    at: AT,
    vantage: 'us-west-2',
    incident: 'k7qx2',
    kind: 'chain-split',
    subject: 'fleet',
    severity: 'critical',
    reason: 'opening',
    step: 'critical-1',
    contact: 'ann',
    title: 'CRITICAL chain-split: the fleet is on 2 chains (k7qx2)',
    sms: { lead: ['CRITICAL 2 chains'], sentences: [] },
    ...more,
  } as const
  const text = `${notice.title}\n\nWhat: two chains.`
  const isAsking = !isOver(notice) && !['digest', 'muted'].includes(notice.kind)
  return { text, ...(isAsking && { links: linksTo(notice) }), ...notice }
}

/** As it is worded for several: under one title, the worst one first. */
export function messageOf(notices: readonly Notice[] = [noticeOf()]): Message {
  const [{ at, vantage, contact, severity, title, text, sms }] = notices as [Notice]
  const all = notices.length === 1 ? text : notices.map((notice) => notice.text).join('\n\n')
  return { at, vantage, contact, severity, title, text: all, sms: sms.lead[0]!, notices, texting: 'send' }
}

const linksTo = ({ incident, contact }: Pick<Notice, 'incident' | 'contact'>): Links => ({
  kind: 'links',
  urls: [`https://one.example.com/a/${incident}?c=${contact}&v=1`, `https://two.example.com/a/${incident}`],
})

export const NO_LINKS: Links = { kind: 'none', because: 'the secret link-key is not set here' }
