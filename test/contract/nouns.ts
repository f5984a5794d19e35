/** Plain nouns for tests of the store, to change one field of. */

import type { View } from '../../lib/domain/incidents/incident.ts'
import type { Look } from '../../lib/domain/look/look.ts'
import type { Ack } from '../../lib/domain/people/deed.ts'
import type { DeskPlace } from '../../lib/domain/people/desk-place.ts'
import type { Claim, Sent, Try } from '../../lib/domain/people/record.ts'

/** The instant at which the clocks of these tests start. */
export const START = Date.parse('2026-11-22T10:04:00.000Z')

export function aLook(changes: Partial<Look> = {}): Look {
  return {
    vantage: 'eu-central-1',
    at: START,
    endedAt: START + 2_000,
    settings: 'ab12',
    chain: null,
    nodes: [],
    sides: { sides: [], undecided: [], splits: [], conflicts: [] },
    ...changes,
  }
}

export function aView(changes: Partial<View> = {}): View {
  return {
    vantage: 'eu-central-1',
    id: 'k7qx2',
    kind: 'node-down',
    subject: 'node:fra1-lighthouse',
    phase: 'open',
    since: START - 120_000,
    phaseSince: START,
    openedAt: START,
    asOf: START,
    severity: 'warning',
    scope: 'node',
    evidence: {
      facts: { 'fra1-lighthouse': { kind: 'connection-refused' } },
      nodes: ['fra1-lighthouse'],
      seenBy: ['eu-central-1'],
      notSeenBy: [],
      cannotTell: [],
      from: START - 120_000,
      asOf: START,
    },
    left: [{ group: 'g1', nodes: 2, left: 1, usable: ['fra1-teku'] }],
    flaps: 0,
    ...changes,
  }
}

export function aClaim(changes: Partial<Claim> = {}): Claim {
  return {
    incident: 'k7qx2',
    kind: 'node-down',
    subject: 'node:fra1-lighthouse',
    since: START,
    step: 'critical-1',
    contact: 'oncall-a',
    vantage: 'eu-central-1',
    at: START,
    ...changes,
  }
}

/** A first try, which stands for a minute. */
export function aTry(changes: Partial<Try> = {}): Try {
  const claim = aClaim(changes)
  return { ...claim, standsUntil: claim.at + 60_000, unsure: 1, triedAt: claim.at, ...changes }
}

export function aSent(changes: Partial<Sent> = {}): Sent {
  return { ...aClaim(), reason: 'opening', messageId: 'm-1', channel: 'file', texting: 'none', ...changes }
}

export function aDeed(changes: Partial<Ack> = {}): Ack {
  const { kind, subject, incident } = aClaim()
  const until = START + 1_800_000
  return { id: 'd-1', at: START, who: 'oncall-a', what: 'ack', kind, subject, incident, until, ...changes }
}

export function aPlace(changes: Partial<DeskPlace> = {}): DeskPlace {
  return {
    vantage: 'eu-central-1',
    deskUrl: 'https://desk.example.com/',
    settingsHash: 'ab12',
    asOf: START,
    ...changes,
  }
}
