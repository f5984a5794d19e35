/** Evidence words: whole sentences out of typed facts alone, for one node, for nodes that fail alike, and for our own watching. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ByNode, FactsByKind, WatchingFacts } from '../../../lib/domain/findings/facts.ts'
import { ALL_KINDS, type Kind } from '../../../lib/domain/kinds/kinds.ts'
import type { Subject } from '../../../lib/domain/kinds/subject.ts'
import type { Contradiction } from '../../../lib/domain/look/look.ts'
import { listEvidence, sayEvidence, sayHeadline } from '../../../lib/domain/notices/evidence-words.ts'
import { sayContradiction } from '../../../lib/domain/notices/phrases/contradiction-says.ts'
import { anySubject } from './notice-inputs.ts'
import { BEGAN, SCENES, SETTINGS, VARIANTS, viewOf } from './notice-scenes.ts'

const NO_NAMES = { nodes: [], dataCenters: [] }

function of<K extends Kind>(kind: K, subject: Subject, { facts, nodes }: Seen<K>) {
  return viewOf({ kind, subject, scope: 'several', facts, nodes })
}
interface Seen<K extends Kind> {
  readonly facts: FactsByKind[K]
  readonly nodes: readonly string[]
}

const TWO: ByNode<{ readonly peers: number }> = { 'ams1-prysm-1': { peers: 12 }, 'sgp1-teku-1': { peers: 1 } }
const twoWithFewPeers = (subject: Subject) =>
  of('low-peers', subject, { facts: TWO, nodes: Object.keys(TWO) })

const ALIKE: readonly (readonly [Subject, string])[] = [
  ['fleet', 'All 2 nodes of the fleet: low-peers.'],
  ['client:prysm', '2 of 7 nodes, all those with client prysm: low-peers.'],
  ['version:prysm/v7.0.0', '2 of 7 nodes, all those with version prysm/v7.0.0: low-peers.'],
  ['version:prysm/unknown', '2 of 7 nodes, all those with client prysm: low-peers.'],
  ['execution:geth', '2 of 7 nodes, all those with execution client geth: low-peers.'],
  ['provider:OVH', '2 of 7 nodes, all those with provider OVH: low-peers.'],
  ['data-center:ams1', '2 of 7 nodes, all those in data centre ams1: low-peers.'],
]

for (const [subject, words] of ALIKE)
  test(`nodes that fail alike are counted and what they share is named: ${subject}`, () => {
    const view = twoWithFewPeers(subject)
    assert.equal(sayEvidence(view, SETTINGS), words)
    assert.deepEqual(listEvidence(view, SETTINGS), ['ams1-prysm-1 has 12 peers.', 'sgp1-teku-1 has 1 peer.'])
  })

test('without settings nobody says of how many nodes', () => {
  assert.equal(
    sayEvidence(twoWithFewPeers('client:prysm'), NO_NAMES),
    '2 nodes, all those with client prysm: low-peers.',
  )
})

test('a client whose version nobody knows is named without one in headlines too', () => {
  const words = sayHeadline(twoWithFewPeers('version:prysm/unknown'), SETTINGS, 'now')
  assert.equal(words, 'all nodes with client prysm have too few peers')
})

const WATCHED: WatchingFacts = { silent: [], cutOff: [], fresh: null, unwatched: {} }
const WATCHING: readonly (readonly [Partial<WatchingFacts>, string, readonly string[]])[] = [
  [{ cutOff: ['us'] }, 'us reaches nothing while others do; what it sees does not count.', []],
  [
    { silent: [{ vantage: 'us', lastLookAt: BEGAN }] },
    'us has been silent since its look of 2026-11-22 10:04:00Z.',
    [],
  ],
  [
    { silent: [{ vantage: 'us', lastLookAt: BEGAN }], fresh: { vantages: 0, expected: 1 } },
    'Only 0 of 1 vantage have a fresh look.',
    ['us silent since 2026-11-22 10:04:00Z'],
  ],
  [{ unwatched: { a: 'not-looked-at' } }, 'Nothing is known of a: it has not been looked at.', []],
  [
    { unwatched: { a: 'not-looked-at', b: { kind: 'no-route' } } },
    'Nothing is known of 2 nodes: each has a reason of its own, 2 in all.',
    ['a has not been looked at', 'b is not reachable from this vantage'],
  ],
  [
    {
      silent: [{ vantage: 'us', lastLookAt: BEGAN }],
      fresh: { vantages: 1, expected: 3 },
      unwatched: { a: { kind: 'secret-missing' }, b: { kind: 'secret-missing' } },
    },
    'Only 1 of 3 vantages has a fresh look. Nothing is known of 2 nodes: each needs a secret that is not set.',
    [
      'us silent since 2026-11-22 10:04:00Z',
      'a needs a secret that is not set',
      'b needs a secret that is not set',
    ],
  ],
]

for (const [facts, words, lines] of WATCHING)
  test(`our own watching: ${words}`, () => {
    const view = of('blind', 'fleet', { facts: { ...WATCHED, ...facts }, nodes: [] })
    assert.equal(sayEvidence(view, SETTINGS), words)
    assert.deepEqual(listEvidence(view, SETTINGS), lines)
  })

test('the sides of a split are listed by the letters that pages use, and where they part is said', () => {
  const { view } = VARIANTS['chain-split.three-sides']!
  assert.match(sayEvidence(view, SETTINGS), /on 3 chains\..* between slots \d+ and \d+, at least 690 slots/)
  assert.deepEqual(
    listEvidence(view, SETTINGS).map((line) => line.replace(/slot \d+ \w+…/, 'TIP')),
    [
      'Side A: TIP, fra1-teku-1, fra1-nimbus-1, ams1-lighthouse-1',
      'Side B: TIP, fra1-lighthouse-1',
      'Side C: TIP, sgp1-teku-1',
    ],
  )
})

test('an ancestor that is not known at all is said to be not found yet', () => {
  const { view } = SCENES['chain-split']
  const facts = view.evidence.facts as FactsByKind['chain-split']
  const splits = facts.splits.map((split) => ({ ...split, ancestor: null }))
  const lost = of('chain-split', 'fleet', { facts: { ...facts, splits }, nodes: view.evidence.nodes })
  assert.match(sayEvidence(lost, SETTINGS), /last common block is not found yet, at least 56 slots below/)
})

const MOMENTS: readonly (readonly [Omit<Contradiction, 'at'>, string])[] = [
  [
    { what: 'root-mismatch', slot: 7 } as never,
    'the root it gave for slot 7 is not the hash of the header it gave',
  ],
  [{ what: 'root-mismatch', slot: null } as never, 'the root it gave is not the hash of the header it gave'],
  [{ what: 'wrong-root' }, 'asked for a block by its root it answered with another block'],
  [{ what: 'wrong-slot', asked: 7, answered: 6 } as never, 'asked for slot 7 it answered with slot 6'],
  [{ what: 'went-backwards', fromSlot: 9, toSlot: 3 } as never, 'its head went from slot 9 back to slot 3'],
  [{ what: 'future-head', slot: 9, clockSlot: 3 } as never, 'its head is slot 9 while our clock says slot 3'],
  [{ what: 'identity-changed' }, 'it gave two different peer ids in one look'],
]

test('every way in which an endpoint contradicts itself has its words', () => {
  for (const [moment, words] of MOMENTS)
    assert.equal(sayContradiction({ at: BEGAN, ...moment } as Contradiction), words)
})

test('whatever it is about and whatever things are called, there is one clean line a sentence and a line', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ALL_KINDS),
      anySubject(fc.string({ unit: 'binary', maxLength: 40 })),
      fc.constantFrom(SETTINGS, NO_NAMES),
      (kind, subject, names) => {
        const view = { ...SCENES[kind].view, subject }
        const lines = [sayEvidence(view, names), ...listEvidence(view, names)]
        for (const line of lines) assert.match(line, /^[^\p{C}]+$/u)
        for (const tense of ['now', 'past'] as const)
          assert.doesNotMatch(sayHeadline(view, names, tense), /undefined|NaN/)
      },
    ),
  )
})
