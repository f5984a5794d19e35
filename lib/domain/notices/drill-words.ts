/** Drill words: a test of the way to one contact, which nobody can take for an incident. */

import type { Links } from '../people/links.ts'
import type { Settings } from '../settings/settings.ts'
import { clean } from '../text/clean.ts'
import { listed } from '../text/lists.ts'
import { shortId } from '../text/short-id.ts'
import { sayInstant } from '../text/time.ts'
import { ackCommand, acknowledgeLines, originLine } from './closing-lines.ts'
import type { Notice } from './notice.ts'
import { runbookLink } from './runbook-link.ts'
import { saySentAt } from './sms-moments.ts'
import { joinParts, wordFirstPart, wordSecondPart } from './sms-parts.ts'

export interface DrillInput {
  readonly contact: string
  /** The paging Region that sends this one. */
  readonly vantage: string
  readonly now: number
  /** When the drill was asked for: the deed's `at`. */
  readonly since: number
  /** Who asked for it: a user of the command line, or the schedule. */
  readonly who: string
  readonly links: Links
  readonly settings: Pick<Settings, 'runbook' | 'pagingRegions'>
}

/** One test of one paging Region; all of a drill share their id, so one acknowledgement answers them all. */
export function wordDrill(input: DrillInput): Notice {
  const { contact, vantage, now, since, links } = input
  const subject = `contact:${contact}`
  const about = {
    at: now,
    vantage,
    incident: shortId({ kind: 'drill', subject, since }),
    step: `drill-${vantage}`,
    contact,
  }
  const title = `TEST, no incident: drill from ${vantage} for ${contact}, please acknowledge (${about.incident})`
  return {
    ...about,
    kind: 'drill',
    subject,
    severity: 'info',
    reason: 'drill',
    title,
    text: sayText(input, about, title),
    sms: saySms(input, about.incident),
    links,
  }
}

type About = Pick<Notice, 'at' | 'vantage' | 'incident' | 'step' | 'contact'>

function sayText({ vantage, since, links, settings, ...input }: DrillInput, about: About, title: string) {
  const others = settings.pagingRegions.filter((region) => region !== vantage)
  return [
    title,
    `Nothing is wrong: this is a TEST. ${clean(input.who)} asked for it at ${sayInstant(since)}, to see that a page reaches you and how long that takes.`,
    [
      'First:',
      '1. Acknowledge it, as you would a page. Once is enough for the whole drill.',
      others.length === 0
        ? `2. It comes from ${vantage}, the only paging Region: there is no other to wait for.`
        : `2. One comes from each paging Region: this is the one from ${vantage}, and there must be one from ${listed(others)}. If one is missing after five minutes, say so to whoever runs Watchfire: a real page could be lost on that way.`,
      '3. If it came without sound or light, mend that now: a page at night comes just like this.',
    ].join('\n'),
    [
      ...acknowledgeLines(links, about.incident),
      `Runbook: ${runbookLink(settings, 'drill')}`,
      originLine('Test', about),
    ].join('\n'),
  ].join('\n\n')
}

function saySms({ contact, vantage, now, links, settings }: DrillInput, id: string): string {
  const regions = settings.pagingRegions.length
  const among = regions > 1 ? `, one of ${regions} Regions` : ''
  const first = wordFirstPart({
    opening: 'WATCHFIRE TEST, no incident: ',
    wordings: [`drill for ${contact} from ${vantage}${among}.`, `drill from ${vantage}.`],
    endings: [` Please acknowledge. Sent ${saySentAt(now)}. ${id}.`],
  })
  const how = links.kind === 'links' && links.sms !== undefined ? '' : `To acknowledge: ${ackCommand(id)}`
  return joinParts(first, wordSecondPart(links, ['Nothing is wrong.', how]))
}
