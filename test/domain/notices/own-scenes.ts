/** Own scenes: notices about our own paging, with and without what they can have. */

import type { DigestDue, DrillDue, MuteEndDue } from '../../../lib/domain/escalation/due.ts'
import { shortId } from '../../../lib/domain/kinds/short-id.ts'
import { type DigestInput, wordDigest } from '../../../lib/domain/notices/digest-words.ts'
import { type DrillInput, wordDrill } from '../../../lib/domain/notices/drill-words.ts'
import { wordMuted } from '../../../lib/domain/notices/muted-words.ts'
import type { DueInput } from '../../../lib/domain/notices/notice-input.ts'
import type { Sent } from '../../../lib/domain/people/record.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../lib/domain/text/time.ts'
import { sentTo } from './notice-inputs.ts'
import { BEGAN, LINKS, over, SCENES, SETTINGS } from './notice-scenes.ts'

const toOncall = { contact: 'oncall-a', subject: 'contact:oncall-a', since: BEGAN } as const

export function drillInput(
  more: Partial<DrillInput> = {},
  { contact = 'oncall-a', who = 'kim' }: Partial<DrillDue['drill']> = {},
): DrillInput {
  const vantage = more.vantage ?? 'us-west-2'
  const about = { kind: 'drill', subject: `contact:${contact}`, since: BEGAN } as const
  return {
    due: {
      about: 'drill',
      ...about,
      id: shortId(about),
      severity: 'info',
      reason: 'drill',
      step: `drill-${vantage}`,
      contact,
      drill: { id: 'd', what: 'drill', at: BEGAN, until: BEGAN + HOUR_MS, who, contact },
    },
    vantage,
    now: BEGAN + 12 * SECOND_MS,
    links: LINKS,
    settings: SETTINGS,
    ...more,
  }
}

const held = (more: Partial<Sent>): Sent => ({ ...sentTo('oncall-a', BEGAN), texting: 'held', ...more })

export const HELD: DigestDue['held'] = [
  held({}),
  held({ incident: 'KW9F3', kind: 'head-stale', subject: 'node:fra1-nimbus-1', at: BEGAN + 9_000 }),
  held({ reason: 'close', at: BEGAN + 8 * MINUTE_MS }),
  held({
    incident: 'KR8F6',
    kind: 'slow',
    subject: 'node:ams1-prysm-1',
    reason: 'repeat',
    at: BEGAN + 7 * MINUTE_MS,
  }),
]

export function digestInput(
  more: Partial<Pick<DigestDue, 'held'> & Pick<DigestInput, 'linksTo'>> = {},
): DigestInput {
  return {
    due: {
      about: 'digest',
      ...toOncall,
      kind: 'digest',
      id: shortId({ ...toOncall, kind: 'digest' }),
      severity: 'warning',
      reason: 'digest',
      step: 'digest',
      held: more.held ?? HELD,
    },
    vantage: 'us-west-2',
    now: BEGAN + 15 * MINUTE_MS,
    settings: SETTINGS,
    linksTo: more.linksTo ?? (() => LINKS),
  }
}

const STILL_OPEN = [
  SCENES['data-center-dark'].view,
  { ...SCENES['low-peers'].view, subject: 'node:fra1-teku-1' as const, phase: 'clearing' as const },
]

export function mutedInput(
  more: Partial<Pick<MuteEndDue, 'held' | 'quiet' | 'severity'>> = {},
): DueInput<MuteEndDue> {
  const about = { kind: 'muted', subject: 'mute:switch-swap', since: BEGAN - 5 * MINUTE_MS } as const
  return {
    due: {
      about: 'mute',
      ...about,
      id: shortId(about),
      severity: 'warning',
      reason: 'mute-ended',
      step: 'mute-ended',
      contact: 'oncall-a',
      quiet: {
        id: 'switch-swap',
        scope: 'data-center:fra1',
        from: about.since,
        until: BEGAN + 2 * HOUR_MS,
        who: 'kim',
        reason: 'switch swap in rack 4',
      },
      held: [over(SCENES['head-stale'].view), STILL_OPEN[1]!, STILL_OPEN[0]!],
      ...more,
    },
    vantage: 'us-west-2',
    now: BEGAN + 2 * HOUR_MS + 5 * SECOND_MS,
    settings: SETTINGS,
  }
}

export const DRILL = wordDrill(drillInput())
export const DIGEST = wordDigest(digestInput())
export const MUTED = wordMuted(mutedInput())
