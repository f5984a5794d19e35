/** Closing lines: how a notice ends: where to acknowledge it, and which it is. */
import type { Links } from '../links.ts'
import type { Notice } from '../notice.ts'
import { sayInstant } from '../time.ts'

/** By a link, each on its own line so that it can be tapped; without one, by the command and why. */
export function acknowledgeLines(links: Links, incident: string): readonly string[] {
  if (links.kind === 'links' && links.urls.length > 0) {
    const [first, ...others] = links.urls
    return [`Acknowledge: ${first}`, ...others.map((url) => `or, if that does not open: ${url}`)]
  }
  const because = links.kind === 'none' ? links.because : 'no Region has a desk'
  return [`Acknowledge: ${ackCommand(incident)} (no link, because ${because})`]
}

export function ackCommand(incident: string): string {
  return `bin/watchfire ack ${incident}`
}

/** The last line: what a colleague or a log needs to find this very notice. */
export function originLine(
  noun: 'Incident' | 'Test' | 'Digest' | 'Mute',
  { incident, step, contact, vantage, at }: Pick<Notice, 'incident' | 'step' | 'contact' | 'vantage' | 'at'>,
): string {
  return `${noun} ${incident}, step ${step}, to ${contact}, sent from ${vantage} at ${sayInstant(at)}.`
}
