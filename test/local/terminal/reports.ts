/** Reports: what one round from one place says of the seven nodes, all well and split. */

import type { Look } from '../../../lib/domain/look/look.ts'
import type { Verdict, Verdicts } from '../../../lib/domain/verdicts/verdict.ts'
import { type LookReport, lookReport } from '../../../lib/local/look-report.ts'
import { NOW, SEVEN, settingsOf } from './scenes.ts'
import { SPLIT, UNAUTHORIZED_NODES, WELL } from './snapshots.ts'

const SETTINGS = settingsOf(SEVEN, ['local'])

export function verdictsOf(unwell: readonly Verdict[]): Verdicts {
  return { unwell, unknown: new Set(), voters: ['local'], compared: new Set() }
}

export function verdictOf(by: Partial<Verdict> & { readonly says: string }): Verdict {
  const { says, ...rest } = by
  return {
    kind: 'node-down',
    subject: 'node:fra1-teku-1',
    severity: 'warning',
    scope: 'node',
    evidence: {
      says,
      nodes: [],
      seenBy: ['local'],
      notSeenBy: [],
      cannotTell: [],
      from: NOW,
      asOf: NOW,
      lines: [],
    },
    ...rest,
  }
}

function localLook(look: Look | undefined): Look {
  return { ...look!, vantage: 'local' }
}

export const SPLIT_LOOK = localLook(SPLIT.looks.get('eu-central-1'))

const SPLIT_VERDICTS = verdictsOf([
  verdictOf({
    kind: 'low-peers',
    subject: 'node:fra1-teku-1',
    says: 'fra1-teku-1 has 12 peers.',
  }),
  verdictOf({
    kind: 'isolated',
    subject: 'node:fra1-lighthouse-1',
    says: 'fra1-lighthouse-1 has 2 peers and its head froze while others moved.',
    explainedBy: 'chain-split fleet',
  }),
  verdictOf({
    kind: 'chain-split',
    subject: 'fleet',
    severity: 'critical',
    scope: 'network',
    says: 'The nodes are on 2 chains. Their last common block is slot 15709769, 55 slots below the lower tip.',
  }),
])

export const REPORTS: Readonly<Record<string, LookReport>> = {
  well: lookReport(localLook(WELL.looks.get('eu-central-1')), verdictsOf([]), SETTINGS),
  split: lookReport(SPLIT_LOOK, SPLIT_VERDICTS, SETTINGS),
  unknown: lookReport(
    localLook(UNAUTHORIZED_NODES.looks.get('eu-central-1')),
    verdictsOf([
      verdictOf({
        kind: 'vantage-degraded',
        subject: 'node:sgp1-teku-1',
        says: 'Nothing is known of sgp1-teku-1: it answered HTTP 401: refuses our token or address.',
      }),
    ]),
    SETTINGS,
  ),
}
