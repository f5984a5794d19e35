/** Stored night: what a store may hold after a night with some incidents, for tests of what people read and do. */

import type { View } from '../../lib/domain/incidents/incident.ts'
import type { NoticeKind } from '../../lib/domain/kinds/notice-kind.ts'
import { shortId } from '../../lib/domain/kinds/short-id.ts'
import type { Ack, Deed } from '../../lib/domain/people/deed.ts'
import type { Sent } from '../../lib/domain/people/record.ts'
import { MINUTE_MS } from '../../lib/domain/text/time.ts'
import { typicalFacts } from './typical-facts.ts'

type ViewParts = Partial<Omit<View, 'evidence'>> &
  Pick<View, 'kind' | 'subject' | 'since'> & {
    readonly evidence?: Partial<View['evidence']>
  }

/** Open a minute after its evidence began, and judged just then, unless said otherwise. */
export function viewOf({ evidence, ...parts }: ViewParts): View {
  const { kind, subject, since } = parts
  const openedAt = since + MINUTE_MS
  const node = subject.startsWith('node:') ? [subject.slice('node:'.length)] : []
  return {
    vantage: 'eu',
    id: shortId({ kind, subject, since }),
    phase: 'open',
    phaseSince: openedAt,
    openedAt,
    asOf: openedAt,
    severity: 'critical',
    scope: 'node',
    flaps: 0,
    left: [],
    ...parts,
    evidence: {
      facts: typicalFacts(kind, node),
      nodes: node,
      seenBy: ['eu'],
      notSeenBy: [],
      cannotTell: [],
      from: since,
      asOf: openedAt,
      ...evidence,
    },
  }
}

export function sentOf(
  view: Pick<View, 'id' | 'kind' | 'subject' | 'since'>,
  parts: Partial<Sent> & Pick<Sent, 'at'>,
): Sent {
  return {
    incident: view.id,
    kind: view.kind,
    subject: view.subject,
    since: view.since,
    step: 'critical-1',
    contact: 'ann',
    vantage: 'eu',
    reason: 'opening',
    messageId: 'm',
    channel: 'sns eu',
    texting: 'sent',
    ...parts,
  }
}

interface Named {
  readonly id: string
  readonly kind: NoticeKind
  readonly subject: string
}

type AboutParts = {
  readonly at: number
  readonly until?: number
  readonly who?: string
  readonly reason?: string
}

export function deedOn(
  { id: incident, kind, subject }: Named,
  what: 'ack' | 'escalate' | 'note',
  { at, until = at, who = 'ann', ...rest }: AboutParts,
): Deed {
  return { id: `${what}-${at}`, what, at, until, who, kind, subject, incident, ...rest } as Ack
}
