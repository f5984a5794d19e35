/** Look words: reviewed as text, and held to the width of the terminal. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import type { LookReport } from '../../../lib/local/look-report.ts'
import { lookWords } from '../../../lib/local/terminal/look-words.ts'
import { goldenNames, matchesGolden } from './golden.ts'
import { REPORTS } from './reports.ts'
import { rootOf } from './scenes.ts'

for (const [name, report] of Object.entries(REPORTS))
  test(`the words of look.${name} are the reviewed ones`, () => {
    matchesGolden(`look.${name}`, lookWords(report, { columns: 100, color: false }))
  })

test('every reviewed text belongs to a report', () => {
  assert.deepEqual(
    goldenNames('look.'),
    Object.keys(REPORTS)
      .map((name) => `look.${name}`)
      .toSorted(),
  )
})

test('no line is wider than the terminal, and colour adds no letter', () => {
  for (const report of Object.values(REPORTS))
    for (let columns = 40; columns <= 160; columns += 7) {
      const plain = lookWords(report, { columns, color: false })
      assert.ok(
        plain.every((line) => line.length <= columns),
        `${columns} columns`,
      )
      const colored = lookWords(report, { columns, color: true })
      assert.deepEqual(
        colored.map((line) => stripVTControlCharacters(line).trimEnd()),
        plain,
      )
    }
})

test('letters of sides are those of the report, which is in the order of its JSON', () => {
  const report = REPORTS.split!
  const lines = lookWords(report, { columns: 100, color: false })
  for (const [index, { nodes }] of report.sides.entries())
    for (const node of nodes)
      assert.match(
        lines.find((line) => line.startsWith(`${node} `))!,
        new RegExp(`^${node} +${'AB'[index]} `),
      )
})

const CASES: readonly (readonly [string, Partial<LookReport>, RegExp])[] = [
  ['before genesis or without a chain the slot is unknown', { slot: null }, /slot unknown/],
  [
    'a node on no side is named with the reason',
    { undecided: [{ tip: { slot: 7, root: rootOf('aa') }, nodes: ['sgp1-teku-1'], why: 'before-the-fork' }] },
    /on no side: sgp1-teku-1, head slot 7 0xaa.*: its head is at or before the fork/,
  ],
  [
    'an ancestor that was not found is said to lie between two slots',
    {
      splits: [
        { sides: [0, 1], ancestor: null, ancestorWithin: [10, 30], depth: 12, blocks: ['more', 'one'] },
      ],
    },
    /A and B: last shared block in slots 10 to 29, 12 slots or more below the lower tip; B has one block/,
  ],
  [
    'a conflict names both checkpoints and who holds them',
    {
      conflicts: [
        {
          checkpoint: 'finalized',
          a: { at: { epoch: 3, root: rootOf('aa') }, nodes: ['fra1-teku-1'] },
          b: { at: { epoch: 4, root: rootOf('bb') }, nodes: ['ams1-prysm-1'] },
        },
      ],
    },
    /finalized checkpoints exclude each other: epoch 3 0xaa\w+ \(fra1-teku-1\) against epoch 4 0xbb\w+ \(ams1-prysm-1\)/,
  ],
]

for (const [law, by, expected] of CASES)
  test(law, () => {
    assert.match(lookWords({ ...REPORTS.split!, ...by }, { columns: 200, color: false }).join('\n'), expected)
  })

test('a question that got no answer is named beside the node', () => {
  const report = REPORTS.well!
  const faults = { peers: { kind: 'timeout' as const, detail: 'late' } }
  const nodes = report.nodes.map((node, index) =>
    index === 0 && node.reached ? { ...node, peers: 'unknown' as const, faults } : node,
  )
  const lines = lookWords({ ...report, nodes }, { columns: 100, color: false })
  assert.match(lines.find((line) => line.startsWith('fra1-lighthouse-1'))!, / peers\? .* \? /)
})

test('a head that nobody else can have sets no mark for the others', () => {
  const report = REPORTS.well!
  const [liar, ...honest] = report.nodes
  const nodes = [
    { ...liar!, head: { slot: Number.MAX_SAFE_INTEGER, root: rootOf('aa') } } as typeof liar & object,
    ...honest,
  ]
  const sides = report.sides.map((side) => ({
    ...side,
    nodes: side.nodes.filter((node) => node !== liar!.id),
  }))
  const lines = lookWords({ ...report, nodes, sides }, { columns: 100, color: false })
  assert.match(lines.find((line) => line.startsWith('fra1-teku-1'))!, / \d+ {2}= /)
  assert.match(lines.find((line) => line.startsWith(liar!.id))!, / \+\d+ /)
})

test('a node that left questions unanswered takes no column from the others', () => {
  const timeout = { kind: 'timeout', detail: 'Cannot read within 3 s: no answer' } as const
  const faults = { checkpoints: timeout, syncing: timeout, peers: timeout, version: timeout }
  const [first, ...others] = REPORTS.well!.nodes
  const report = { ...REPORTS.well!, nodes: [{ ...first!, faults }, ...others] as LookReport['nodes'] }
  const titlesOf = (lines: readonly string[]) => lines.find((line) => line.startsWith('NODE'))!.split(/ +/)
  for (const columns of [80, 100, 120]) {
    const [slow, well] = [report, REPORTS.well!].map((each) => lookWords(each, { columns, color: false }))
    assert.deepEqual(titlesOf(slow!), titlesOf(well!), `${columns} columns`)
    assert.match(slow!.find((line) => line.startsWith(first!.id))!, / (checkpoints\? (\+3|syncing\?)|4\?) /)
  }
})
