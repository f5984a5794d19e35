/** Reports: what one round from one place says of the seven nodes, all well and split. */

import type { FactsByKind } from '../../../lib/domain/findings/facts.ts'
import type { Kind } from '../../../lib/domain/kinds/kinds.ts'
import type { Look } from '../../../lib/domain/look/look.ts'
import type { Verdict, Verdicts } from '../../../lib/domain/verdicts/verdict.ts'
import { type LookReport, lookReport } from '../../../lib/local/look-report.ts'
import { NOW, rootOf, SEVEN, SLOT, settingsOf } from './scenes.ts'
import { SPLIT, SPLIT_FACTS, UNAUTHORIZED_NODES, WELL } from './snapshots.ts'

const SETTINGS = settingsOf(SEVEN, ['local'])

export function verdictsOf(unwell: readonly Verdict[]): Verdicts {
  return {
    unwell,
    unknown: new Set(),
    pending: new Set(),
    voters: ['local'],
    lookedAt: new Map(),
    compared: new Set(),
    leftBeside: () => [],
  }
}

type VerdictInput<K extends Kind> = Pick<Verdict<K>, 'kind' | 'subject'> &
  Partial<Verdict<K>> & { readonly facts: FactsByKind[K]; readonly nodes: readonly string[] }

export function verdictOf<K extends Kind>({ facts, nodes, ...by }: VerdictInput<K>): Verdict<K> {
  return {
    severity: 'warning',
    scope: 'node',
    evidence: {
      facts,
      nodes,
      seenBy: ['local'],
      notSeenBy: [],
      cannotTell: [],
      from: NOW,
      asOf: NOW,
    },
    left: [],
    ...by,
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
    facts: { 'fra1-teku-1': { peers: 12 } },
    nodes: ['fra1-teku-1'],
  }),
  verdictOf({
    kind: 'isolated',
    subject: 'node:fra1-lighthouse-1',
    facts: {
      'fra1-lighthouse-1': {
        because: 'frozen',
        peers: 2,
        head: { slot: SLOT - 58, root: rootOf('c4e97a10') },
      },
    },
    nodes: ['fra1-lighthouse-1'],
    explainedBy: 'chain-split fleet',
  }),
  verdictOf({
    kind: 'chain-split',
    subject: 'fleet',
    severity: 'critical',
    scope: 'network',
    facts: SPLIT_FACTS,
    nodes: SEVEN.map(({ id }) => id),
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
        facts: {
          silent: [],
          cutOff: [],
          fresh: null,
          unwatched: { 'sgp1-teku-1': { kind: 'http-status', status: 401 } },
        },
        nodes: ['sgp1-teku-1'],
      }),
    ]),
    SETTINGS,
  ),
}
