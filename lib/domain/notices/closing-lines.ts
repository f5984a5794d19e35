/** Closing lines: how a notice ends: where to acknowledge it, and which it is. */
import type { Due } from '../escalation/due.ts'
import type { Links } from '../people/links.ts'
import type { Quiet } from '../people/mutes.ts'
import { clean } from '../text/clean.ts'
import { sayWhen } from '../text/time.ts'
import type { DueInput } from './notice-input.ts'
import { sayInstantTo } from './reader-time.ts'

/** By a link, each on its own line so that it can be tapped; without one, by the command and why. */
export function acknowledgeLines(links: Links, incident: string): readonly string[] {
  if (links.kind === 'links' && links.urls.length > 0) {
    const [own, ...others] = links.urls
    return [`Acknowledge: ${own}`, ...others.map((url) => `or, if that does not open: ${url}`)]
  }
  const because = links.kind === 'none' ? links.because : 'no Region has a desk'
  return [`Acknowledge: ${ackCommand(incident)} (no link, because ${because})`]
}

export function ackCommand(incident: string): string {
  return `bin/watchfire ack ${incident}`
}

const MUTED_LISTED = 3

/** Whatever is kept quiet now stands in every message, so that nobody takes silence for health. */
export function mutedLines(muted: readonly Quiet[], now: number): readonly string[] {
  if (muted.length === 0) return []
  const shown = muted.slice(0, MUTED_LISTED).map(({ scope, until, who, reason }) => {
    const why = reason === undefined ? '' : `: ${clean(reason, REASON_LETTERS)}`
    return `${clean(scope, REASON_LETTERS)} until ${sayWhen(until, now)} (${clean(who, REASON_LETTERS)}${why})`
  })
  const more = muted.length - shown.length
  return [`Muted now: ${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`]
}

const REASON_LETTERS = 80

/** The last line: what a colleague or a log needs to find this very notice. */
export function originLine(
  noun: 'Incident' | 'Test' | 'Digest' | 'Mute',
  input: DueInput<Pick<Due, 'id' | 'step' | 'contact'>>,
): string {
  const { due, vantage, now } = input
  return `${noun} ${due.id}, step ${due.step}, to ${due.contact}, sent from ${vantage} at ${sayInstantTo(input, now)}.`
}
