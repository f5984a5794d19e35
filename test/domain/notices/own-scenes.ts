/** Own scenes: notices about our own paging, with and without what they can have. */

import { type DigestInput, wordDigest } from '../../../lib/domain/notices/digest-words.ts'
import { type DrillInput, wordDrill } from '../../../lib/domain/notices/drill-words.ts'
import { type MutedInput, wordMuted } from '../../../lib/domain/notices/muted-words.ts'
import type { Links } from '../../../lib/domain/people/links.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../lib/domain/text/time.ts'
import { BEGAN, LINKS, over, SCENES, SETTINGS } from './notice-scenes.ts'

export function drillInput(more: Partial<DrillInput> = {}): DrillInput {
  return {
    contact: 'oncall-a',
    vantage: 'us-west-2',
    now: BEGAN + 12 * SECOND_MS,
    since: BEGAN,
    who: 'kim',
    links: LINKS as Links,
    settings: SETTINGS,
    ...more,
  }
}

export const HELD: DigestInput['held'] = [
  { incident: 'KQ0F0', kind: 'node-down', subject: 'node:fra1-teku-1', reason: 'opening', at: BEGAN },
  {
    incident: 'KW9F3',
    kind: 'head-stale',
    subject: 'node:fra1-nimbus-1',
    reason: 'opening',
    at: BEGAN + 9_000,
  },
  {
    incident: 'KQ0F0',
    kind: 'node-down',
    subject: 'node:fra1-teku-1',
    reason: 'close',
    at: BEGAN + 8 * MINUTE_MS,
  },
  {
    incident: 'KR8F6',
    kind: 'slow',
    subject: 'node:ams1-prysm-1',
    reason: 'repeat',
    at: BEGAN + 7 * MINUTE_MS,
  },
]

export function digestInput(more: Partial<DigestInput> = {}): DigestInput {
  return {
    contact: 'oncall-a',
    vantage: 'us-west-2',
    now: BEGAN + 15 * MINUTE_MS,
    step: 'digest-1',
    since: BEGAN,
    held: HELD,
    settings: SETTINGS,
    ...more,
  }
}

const STILL_OPEN = [
  SCENES['data-center-dark'].view,
  { ...SCENES['low-peers'].view, subject: 'node:fra1-teku-1', phase: 'clearing' as const },
]

export function mutedInput(more: Partial<MutedInput> = {}): MutedInput {
  return {
    contact: 'oncall-a',
    vantage: 'us-west-2',
    now: BEGAN + 2 * HOUR_MS + 5 * SECOND_MS,
    mute: {
      id: 'switch-swap',
      scope: 'data-center:fra1',
      from: BEGAN - 5 * MINUTE_MS,
      until: BEGAN + 2 * HOUR_MS,
      who: 'kim',
      reason: 'switch swap in rack 4',
    },
    covered: [over(SCENES['head-stale'].view), STILL_OPEN[1]!, STILL_OPEN[0]!],
    settings: SETTINGS,
    ...more,
  }
}

export const DRILL = wordDrill(drillInput())
export const DIGEST = wordDigest(digestInput())
export const MUTED = wordMuted(mutedInput())
