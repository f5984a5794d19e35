/** Deed words: what somebody did, in one line of the watch that it was done beside. */
import { keyOf } from '../../domain/kinds/subject.ts'
import type { Deed } from '../../domain/people/deed.ts'
import { clean } from '../../domain/text/clean.ts'
import { sayTime, sayWhen } from '../../domain/text/time.ts'

const WORDS_LETTERS = 200

export function sayDeed(deed: Deed, now: number): string {
  return `${sayTime(deed.at)} ${clean(deed.who, WORDS_LETTERS)} ${sayWhat(deed, now)}${sayReason(deed)}`
}

function sayWhat(deed: Deed, now: number): string {
  const until = sayWhen(deed.until, now)
  switch (deed.what) {
    case 'ack':
      return `acknowledged ${nameOf(deed)} until ${until}`
    case 'escalate':
      return `asked for more people about ${nameOf(deed)}`
    case 'note':
      return `noted about ${nameOf(deed)}`
    case 'mute':
      return `muted ${deed.scope} until ${until}`
    case 'unmute':
      return `ended the mute of ${deed.scope}`
    case 'override':
      return `put ${deed.with} in the place of ${deed.contact} until ${until}`
    case 'drill':
      return `asked for a test page to ${deed.contact}`
  }
}

function nameOf(deed: Extract<Deed, { readonly incident: string }>): string {
  return `${keyOf(deed)} (${deed.incident})`
}

function sayReason({ reason }: Deed): string {
  return reason === undefined ? '' : `: ${clean(reason, WORDS_LETTERS)}`
}
