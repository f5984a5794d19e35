/** Drill words: a test of the way to one contact, which nobody can take for an incident. */

import type { DrillDue } from '../escalation/due.ts'
import type { Links } from '../people/links.ts'
import { clean } from '../text/clean.ts'
import { toGsm7 } from '../text/gsm7.ts'
import { listed } from '../text/lists.ts'
import { shortenMiddle } from '../text/shorten.ts'
import { sayInstant } from '../text/time.ts'
import { acknowledgeSentence } from './acknowledge-sentence.ts'
import { acknowledgeLines, originLine } from './closing-lines.ts'
import type { Notice, TextParts } from './notice.ts'
import { type DueInput, noticeHead } from './notice-input.ts'
import { runbookLink } from './runbook-link.ts'
import { saySentAt } from './sms-moments.ts'

export interface DrillInput extends DueInput<DrillDue> {
  readonly links: Links
}

/** One test of one paging Region; all of a drill share their id, so one acknowledgement answers them all. */
export function wordDrill(input: DrillInput): Notice {
  const head = noticeHead(input)
  const title = `TEST, no incident: drill from ${head.vantage} for ${head.contact}, please acknowledge (${head.incident})`
  return { ...head, title, text: sayText(input, title), sms: partsOf(input), links: input.links }
}

function sayText(input: DrillInput, title: string): string {
  const { due, vantage, settings, links } = input
  const others = settings.pagingRegions.filter((region) => region !== vantage)
  return [
    title,
    `Nothing is wrong: this is a TEST. ${clean(due.drill.who)} asked for it at ${sayInstant(due.since)}, to see that a page reaches you and how long that takes.`,
    [
      'First:',
      '1. Acknowledge it, as you would a page. Once is enough for the whole drill.',
      others.length === 0
        ? `2. It comes from ${vantage}, the only paging Region: there is no other to wait for.`
        : `2. One comes from each paging Region: this is the one from ${vantage}, and there must be one from ${listed(others)}. If one is missing after five minutes, say so to whoever runs Watchfire: a real page could be lost on that way.`,
      '3. If it came without sound or light, mend that now: a page at night comes just like this.',
    ].join('\n'),
    [
      ...acknowledgeLines(links, due.id),
      `Runbook: ${runbookLink(settings, 'drill')}`,
      originLine('Test', input),
    ].join('\n'),
  ].join('\n\n')
}

function partsOf({ due, vantage, now, links, settings }: DrillInput): TextParts {
  const { id, contact } = due
  const regions = settings.pagingRegions.length
  const among = regions > 1 ? `, one of ${regions} Regions` : ''
  const short = shortenMiddle(toGsm7(vantage), NAME_LETTERS)
  const wordings = [`for ${contact} from ${vantage}${among}`, `from ${vantage}`, `from ${short}`]
  return {
    lead: wordings.map(
      (drill) =>
        `WATCHFIRE TEST, no incident: drill ${drill}. Please acknowledge. Sent ${saySentAt(now)}. ${id}.`,
    ),
    sentences: [{ rank: 'more', wordings: ['Nothing is wrong.'] }, acknowledgeSentence(links, id)],
  }
}

const NAME_LETTERS = 24
