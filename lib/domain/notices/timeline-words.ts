/** Timeline words: one event of a timeline as the rest of a line that begins with its time. */

import type { TimelineEvent } from '../incidents/timeline.ts'
import type { Reason, Sent } from '../people/record.ts'
import { count } from '../text/lists.ts'
import { sayInstant } from '../text/time.ts'

export function sayEvent(event: TimelineEvent): string {
  switch (event.what) {
    case 'first-evidence':
      return 'first evidence'
    case 'opened':
      return `${event.vantage} opened it`
    case 'unwell-again':
      return `${event.vantage} saw it again; it has come back ${count(event.flaps, 'time')}`
    case 'last-evidence':
      return 'last evidence'
    case 'well-again':
      return `${event.vantage} found it well${flapped(event)}`
    case 'closed':
      return `${event.vantage} closed it${flapped(event)}`
    case 'never-opened':
      return `${event.vantage} found it well before it had lasted long enough to open`
    case 'told':
      return sayTold(event)
    case 'written':
      return `nothing was sent to ${event.contact}, only written down where it is watched: ${REASONS[event.reason]} (${event.step}, by ${event.vantage})`
    case 'acknowledged':
      return `${event.who} acknowledged it until ${sayInstant(event.until)}${because(event)}`
    case 'ack-expired':
      return `the acknowledgement of ${event.who} expired`
    case 'escalated':
      return `${event.who} escalated it${because(event)}`
    case 'noted':
      return `${event.who} noted: ${event.text}`
    case 'muted':
      return `${sayWhoMuted(event.who)} ${event.scope} until ${sayInstant(event.until)}${because(event)}`
    case 'mute-ended':
      return `the mute of ${event.scope} ended`
    case 'test-asked-for':
      return `${event.who} asked for a test page to ${event.contact}`
  }
}

function flapped({ flaps }: { readonly flaps: number }): string {
  return flaps === 0 ? '' : `; it had come back ${count(flaps, 'time')}`
}

function because({ reason }: { readonly reason?: string }): string {
  return reason === undefined ? '' : `: ${reason}`
}

const REASONS: Readonly<Record<Reason, string>> = {
  opening: 'it opened',
  escalated: 'it was escalated',
  handover: 'the rotation passed on',
  worse: 'it became critical',
  repeat: 'still open',
  'ack-expired': 'still open after an acknowledgement',
  close: 'it is over',
  resolve: 'resolved',
  drill: 'a test',
  digest: 'what texts were held back',
  'mute-ended': 'what a mute held back',
}

function sayTold({
  contact,
  vantage,
  reason,
  step,
  channel,
  texting,
}: Pick<Sent, 'contact' | 'vantage' | 'reason' | 'step' | 'channel' | 'texting'>): string {
  if (channel === 'none')
    return `${contact} was spared by the notice budget: ${REASONS[reason]} (${step}, by ${vantage})`
  const way = channel === 'terminal' ? 'at the terminal' : `through ${channel}`
  const told = `${contact} was told: ${REASONS[reason]} (${step}, by ${vantage} ${way})`
  return texting === 'held' ? `${told}, without a text message: the notice budget held it back` : told
}

/** The settings mute by planned maintenance. */
function sayWhoMuted(who: string): string {
  return who === 'settings' ? 'planned maintenance muted' : `${who} muted`
}
