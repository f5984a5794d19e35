/** Arbitrary nouns, for the round trips of the store. */

import fc from 'fast-check'
import type { View } from '../../lib/domain/incidents/incident.ts'
import { ALL_KINDS } from '../../lib/domain/kinds/kinds.ts'
import { nodeSubject } from '../../lib/domain/kinds/subject.ts'
import type { Look } from '../../lib/domain/look/look.ts'
import type { Deed } from '../../lib/domain/people/deed.ts'
import type { DeskPlace } from '../../lib/domain/people/desk-place.ts'
import type { Sent, Try } from '../../lib/domain/people/record.ts'
import { writeStep } from '../../lib/domain/people/step-name.ts'

/** Fast-check's records have no prototype; what JSON gives has the plain one. */
const plain = <T>(of: fc.Arbitrary<T>) => of.map((value) => structuredClone(value))
/** Any text that has a meaning in UTF-8; JSON and the engines keep no half of a surrogate pair. */
const text = fc.string({ unit: 'binary', maxLength: 12 })
const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 })
const instant = fc.integer({ min: 0, max: Date.parse('2199-01-01T00:00:00Z') })
/** Slots up to 2^64 − 1 as JavaScript rounds it, fractions, and no −0, which JSON has not. */
const amount = fc.oneof(
  fc.constant(2 ** 64),
  fc.maxSafeInteger().map((n) => n + 0),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
)
const tri = fc.constantFrom(true, false, 'unknown' as const)
const list = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 3 })
const era = fc.record({ fromEpoch: amount, slotMs: amount })
const block = fc.record({ slot: amount, root: text })
const head = fc.record({ slot: amount, root: text, parentRoot: text, at: instant })
const checkpoint = fc.record({ epoch: amount, root: text })
const durationOrNull = fc.option(amount)
const fault = fc.record(
  { kind: fc.constantFrom('dns' as const, 'http-status' as const), detail: text, status: fc.integer() },
  { requiredKeys: ['kind', 'detail'] },
)

const about = fc.record(
  {
    askedAt: instant,
    version: text,
    executionVersion: text,
    peerId: text,
    genesis: fc.record({ timeMs: instant, validatorsRoot: text }),
    spec: fc.record(
      { name: text, slotMs: amount, slotsPerEpoch: amount, schedule: list(era) },
      { requiredKeys: ['name', 'slotMs', 'slotsPerEpoch'] },
    ),
    lastHead: head,
  },
  { requiredKeys: ['askedAt'] },
)

const anyNode = {
  id: name,
  role: fc.constantFrom('node' as const, 'reference' as const),
  urlHash: text,
  tries: fc.integer({ min: 1, max: 3 }),
  about,
  contradictions: list(
    fc.record({ at: instant, what: fc.constant('wrong-slot' as const), asked: amount, answered: amount }),
  ),
}

const reached = fc.record({
  ...anyNode,
  state: fc.constant('reached' as const),
  head: fc.oneof(head, fc.constant('unknown' as const)),
  checkpoints: fc.oneof(
    fc.record({ finalized: checkpoint, justified: checkpoint }),
    fc.constant('unknown' as const),
  ),
  syncing: fc.record({
    headSlot: amount,
    distance: fc.oneof(amount, fc.constant('unknown' as const)),
    syncing: tri,
    optimistic: tri,
    executionOffline: tri,
  }),
  peers: fc.oneof(amount, fc.constant('unknown' as const)),
  faults: fc.record({ head: fault, spec: fault }, { requiredKeys: [] }),
  timingsMs: fc.record({
    dns: durationOrNull,
    connect: durationOrNull,
    tls: durationOrNull,
    firstByte: durationOrNull,
    total: amount,
  }),
})

const unreached = fc.record({
  ...anyNode,
  state: fc.constantFrom('failed' as const, 'unknown' as const),
  fault,
})

const sides = fc.record({
  sides: list(fc.record({ tip: block, nodes: list(name) })),
  undecided: list(fc.record({ tip: block, nodes: list(name), why: fc.constant('before-the-fork' as const) })),
  splits: list(
    fc.record({
      sides: fc.constant([0, 1] as const),
      ancestor: fc.option(block),
      ancestorWithin: fc.option(fc.tuple(amount, amount)),
      depth: amount,
      blocks: fc.constant(['one', 'more'] as const),
    }),
  ),
  conflicts: list(
    fc.record({
      checkpoint: fc.constantFrom('finalized' as const, 'justified' as const),
      a: fc.record({ at: checkpoint, nodes: list(name) }),
      b: fc.record({ at: checkpoint, nodes: list(name) }),
    }),
  ),
})

export const anyLook: fc.Arbitrary<Look> = plain(
  fc.record({
    vantage: name,
    at: instant,
    endedAt: instant,
    settings: text,
    chain: fc.option(
      fc.record({
        name: text,
        genesisTimeMs: instant,
        genesisValidatorsRoot: text,
        eras: fc.tuple(era, era),
        slotsPerEpoch: amount,
      }),
    ),
    nodes: list(fc.oneof(reached, unreached)),
    sides,
  }),
)

const kind = fc.constantFrom(...ALL_KINDS)
const subject = name.map(nodeSubject)

export const anyView: fc.Arbitrary<View> = plain(
  fc.record(
    {
      vantage: name,
      id: text,
      kind,
      subject,
      phase: fc.constantFrom('suspect' as const, 'open' as const, 'clearing' as const, 'closed' as const),
      since: instant,
      phaseSince: instant,
      openedAt: instant,
      asOf: instant,
      severity: fc.constantFrom('info' as const, 'warning' as const, 'critical' as const),
      scope: fc.constantFrom('node' as const, 'network' as const),
      evidence: fc.record({
        facts: fc.dictionary(name, fc.record({ peers: amount })),
        nodes: list(name),
        seenBy: list(name),
        notSeenBy: list(name),
        cannotTell: list(name),
        from: instant,
        asOf: instant,
      }),
      left: list(fc.record({ group: fc.option(name), nodes: amount, left: amount, usable: list(name) })),
      explainedBy: text,
      flaps: fc.nat(),
    },
    {
      requiredKeys: [
        'vantage',
        'id',
        'kind',
        'subject',
        'phase',
        'since',
        'phaseSince',
        'asOf',
        'severity',
        'scope',
        'evidence',
        'left',
        'flaps',
      ],
    },
  ),
)

const claimFields = {
  incident: name,
  kind,
  subject,
  since: instant,
  step: name.map((region) => writeStep({ what: 'drill', region })),
  contact: name,
  vantage: name,
  at: instant,
}

export const anyTry: fc.Arbitrary<Try> = plain(
  fc.record({
    ...claimFields,
    standsUntil: instant,
    unsure: fc.nat(9),
    triedAt: fc.option(instant, { nil: null }),
  }),
)

export const anySent: fc.Arbitrary<Sent> = plain(
  fc.record({
    ...claimFields,
    reason: fc.constantFrom('opening' as const, 'repeat' as const, 'worse' as const, 'close' as const),
    messageId: text,
    channel: text,
    texting: fc.constantFrom('sent' as const, 'held' as const, 'none' as const),
  }),
)

const deedFields = { id: name, at: instant, who: text, until: instant }

export const anyDeed: fc.Arbitrary<Deed> = plain(
  fc.oneof(
    fc.record({
      ...deedFields,
      what: fc.constantFrom('ack' as const, 'note' as const, 'escalate' as const),
      kind,
      subject,
      incident: name,
    }),
    fc.record({
      ...deedFields,
      what: fc.constantFrom('mute' as const, 'unmute' as const),
      scope: name.map((id) => `node:${id}` as const),
      reason: text,
    }),
    fc.record({ ...deedFields, what: fc.constant('override' as const), contact: name, with: name }),
  ),
)

export const anyPlace: fc.Arbitrary<DeskPlace> = plain(
  fc.record(
    { vantage: name, deskUrl: text, settingsHash: text, asOf: instant },
    { requiredKeys: ['vantage', 'settingsHash', 'asOf'] },
  ),
)
