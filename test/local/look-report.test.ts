/** Look report: the document that `look --json` prints, field by field. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { oneEra } from '../../lib/domain/chain/slot-eras.ts'
import type { Look } from '../../lib/domain/look/look.ts'
import { type FindingReport, isWell, lookReport } from '../../lib/local/look-report.ts'
import { SPLIT_LOOK, verdictOf, verdictsOf } from './terminal/reports.ts'
import { CHAIN, lookOf, REFUSED, rootOf, SEVEN, SLOT, settingsOf, UNAUTHORIZED } from './terminal/scenes.ts'

const SETTINGS = settingsOf(SEVEN, ['local'])
const NONE = verdictsOf([])

const LOOK = lookOf({
  fleet: SEVEN.slice(0, 3),
  vantage: 'local',
  agoMs: -123,
  words: { 'fra1-teku-1': { down: REFUSED }, 'fra1-nimbus-1': { unknown: UNAUTHORIZED } },
})

test('a reached node, one that is down and one we could not ask are told apart, field by field', () => {
  const { at, vantage, slot, nodes } = JSON.parse(JSON.stringify(lookReport(LOOK, NONE, SETTINGS)))
  assert.deepEqual({ at, vantage, slot }, { at: '2026-11-22T10:05:47.123Z', vantage: 'local', slot: SLOT })
  assert.deepEqual(nodes, [
    {
      id: 'fra1-lighthouse-1',
      role: 'node',
      state: 'reached',
      reached: true,
      head: { slot: SLOT, root: rootOf('3f2a9c1e') },
      finalized: { epoch: Math.floor(SLOT / 32) - 2, root: rootOf('8d0f41c2') },
      justified: { epoch: Math.floor(SLOT / 32) - 1, root: rootOf('51c7e9a0') },
      syncing: false,
      optimistic: false,
      executionOffline: false,
      peers: 71,
      version: 'Lighthouse/v8.0.1-ced49dd/x86_64-linux',
      timingsMs: { dns: null, connect: null, tls: null, firstByte: 31, total: 34.2 },
    },
    {
      id: 'fra1-teku-1',
      role: 'node',
      state: 'failed',
      reached: false,
      fault: { kind: 'connection-refused', detail: REFUSED.detail },
    },
    {
      id: 'fra1-nimbus-1',
      role: 'node',
      state: 'unknown',
      reached: false,
      fault: { kind: 'http-status', detail: UNAUTHORIZED.detail, status: 401 },
    },
  ])
})

test('the document has the fields of the design, in its order', () => {
  assert.deepEqual(Object.keys(lookReport(LOOK, NONE, SETTINGS)), [
    'at',
    'vantage',
    'slot',
    'nodes',
    'sides',
    'undecided',
    'splits',
    'conflicts',
    'findings',
  ])
})

test('what is not known is the word "unknown", never false and never zero', () => {
  const bare = {
    ...LOOK,
    nodes: LOOK.nodes.map((node): Look['nodes'][number] =>
      node.state === 'reached'
        ? {
            ...node,
            head: 'unknown',
            checkpoints: 'unknown',
            syncing: 'unknown',
            peers: 'unknown',
            about: { askedAt: 0 },
            faults: { head: { kind: 'timeout', detail: 'late' } },
          }
        : node,
    ),
  }
  const [node] = JSON.parse(JSON.stringify(lookReport(bare, NONE, SETTINGS).nodes))
  const { timingsMs, id, role, state, reached, faults, ...facts } = node
  assert.deepEqual(
    { id, role, state, reached },
    { id: 'fra1-lighthouse-1', role: 'node', state: 'reached', reached: true },
  )
  assert.equal(timingsMs.total, 34.2)
  assert.deepEqual(faults, { head: { kind: 'timeout', detail: 'late' } })
  assert.deepEqual([...new Set(Object.values(facts))], ['unknown'])
  assert.equal(Object.keys(facts).length, 8)
})

test('the wall slot comes from the chain of the look, else from the preset, else it is null', () => {
  const learned = { ...SETTINGS, network: { kind: 'learned' as const, name: 'devnet' } }
  const unlearned = { ...LOOK, chain: null }
  assert.equal(
    lookReport({ ...LOOK, chain: { ...CHAIN, eras: oneEra(24_000) } }, NONE, learned).slot,
    Math.floor(SLOT / 2),
  )
  assert.equal(lookReport(unlearned, NONE, SETTINGS).slot, SLOT)
  assert.equal(lookReport(unlearned, NONE, learned).slot, null)
})

test("sides, splits and what is undecided are the look's own", () => {
  const { sides, splits, undecided, conflicts } = lookReport(SPLIT_LOOK, NONE, SETTINGS)
  assert.deepEqual({ sides, splits, undecided, conflicts }, SPLIT_LOOK.sides)
})

test('references come after nodes and are called so', () => {
  const [first, ...rest] = LOOK.nodes
  const look = { ...LOOK, nodes: [{ ...first!, id: 'public-1', role: 'reference' as const }, ...rest] }
  const { nodes } = lookReport(look, NONE, SETTINGS)
  assert.deepEqual(
    nodes.map(({ id, role }) => `${role} ${id}`),
    ['node fra1-teku-1', 'node fra1-nimbus-1', 'reference public-1'],
  )
})

const DOWN = {
  kind: 'node-down',
  subject: 'node:fra1-teku-1',
  facts: { 'fra1-teku-1': { kind: 'timeout' } },
  nodes: ['fra1-teku-1'],
} as const

test('findings are sorted worst first and say what explains them', () => {
  const verdicts = verdictsOf([
    verdictOf({
      kind: 'low-peers',
      subject: 'node:fra1-teku-1',
      severity: 'info',
      facts: { 'fra1-teku-1': { peers: 12 } },
      nodes: ['fra1-teku-1'],
    }),
    verdictOf({
      ...DOWN,
      severity: 'warning',
      explainedBy: 'data-center-dark data-center:fra1',
    }),
    verdictOf({
      kind: 'data-center-dark',
      subject: 'data-center:fra1',
      severity: 'critical',
      scope: 'data-center',
      facts: DOWN.facts,
      nodes: DOWN.nodes,
    }),
  ])
  assert.deepEqual(lookReport(LOOK, verdicts, SETTINGS).findings, [
    {
      kind: 'data-center-dark',
      severity: 'critical',
      subject: 'data-center:fra1',
      says: 'Data centre fra1: none of its 1 node can be reached.',
      facts: { 'fra1-teku-1': { kind: 'timeout' } },
      scope: 'data-center',
    },
    {
      kind: 'node-down',
      severity: 'warning',
      subject: 'node:fra1-teku-1',
      says: 'fra1-teku-1 did not answer in time.',
      facts: { 'fra1-teku-1': { kind: 'timeout' } },
      scope: 'node',
      explainedBy: 'data-center-dark data-center:fra1',
    },
    {
      kind: 'low-peers',
      severity: 'info',
      subject: 'node:fra1-teku-1',
      says: 'fra1-teku-1 has 12 peers.',
      facts: { 'fra1-teku-1': { peers: 12 } },
      scope: 'node',
    },
  ] satisfies FindingReport[])
})

for (const [severity, well] of [
  ['info', true],
  ['warning', false],
  ['critical', false],
] as const)
  test(`a round with a finding of severity ${severity} is ${well ? '' : 'not '}well`, () => {
    const report = lookReport(LOOK, verdictsOf([verdictOf({ ...DOWN, severity })]), SETTINGS)
    assert.equal(isWell(report), well)
  })

test('a round without findings is well', () => {
  assert.equal(isWell({ findings: [] }), true)
})
