/** Proves that the kinds are said whole and right, and that docs/kinds.md is in step with them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ALL_KINDS, specOf } from '../../../lib/domain/kinds/kinds.ts'
import { firesWith, kindsTable, overridesExample } from '../../../lib/domain/kinds/kinds-table.ts'
import { readSettings } from '../../../lib/domain/settings/read-settings.ts'
import { holdPageToGolden } from '../../kit/golden.ts'

const MINIMAL = `network: mainnet
vantages: [here]
dataCenters: [{ id: fra1, contacts: [{ name: NOC, phone: "+49 69 1", direct: true }] }]
nodes: [{ id: a, url: "https://a.example.com", dataCenter: fra1 }]
`

test('docs/kinds.md is in step with the table of kinds', () => {
  const parts = { table: kindsTable(), overrides: `\`\`\`yaml\n${overridesExample()}\`\`\`\n` }
  holdPageToGolden('docs/kinds.md', parts)
})

test('the table is Markdown: every kind has one row of seven cells and a link to its article', () => {
  const [head, rule, ...rows] = kindsTable().trimEnd().split('\n')
  assert.equal(head, '| kind | fires when | after | clears | severity | votes | why |')
  assert.match(rule!, /^\|( --- \|){7}$/)
  assert.deepEqual(
    rows.map((row) => row.match(/^\| \[([a-z-]+)\]\(runbook\/\1\.md\) \|/)?.[1]),
    [...ALL_KINDS],
  )
  for (const row of rows) assert.equal(row.split(/(?<!\\)\|/).length, 9, row)
})

test('every name in braces is a bound of the kind and is filled in with its number', () => {
  for (const kind of ALL_KINDS) {
    const facts = specOf(kind)
    assert.doesNotMatch(firesWith(facts), /[{}]|undefined/, kind)
  }
  assert.equal(firesWith({ fires: 'over {slots} slots', bounds: { slots: 4 } }), 'over 4 slots')
  assert.throws(() => firesWith({ fires: 'over {slots} slots', bounds: {} }), /no bound named "slots"/)
})

test('the last word of a bound is its unit, or says that it is the least that is enough', () => {
  const expected = 'expected slots, seconds, epochs, ms or peers as its last word, or Min for a count'
  for (const kind of ALL_KINDS)
    for (const bound of Object.keys(specOf(kind).bounds))
      assert.match(bound, /(slots|seconds|epochs|ms|peers|Min)$/i, `bound ${bound} of ${kind}: ${expected}`)
})

test('a row says the numbers as people do: head-stale', () => {
  assert.match(
    kindsTable(),
    /\| \[head-stale\]\(runbook\/head-stale\.md\) \| the head is older than 4 slots and 48 s by our own clock, .* \| 30 s \| 5 min \| by redundancy \| one Region \|/,
  )
})

test('the overrides are settings that change nothing', () => {
  const [plain, overridden] = [MINIMAL, MINIMAL + overridesExample()].map((text) => {
    const read = readSettings({ file: 'watchfire.yaml', text, files: () => undefined })
    assert.ok(read.ok, JSON.stringify(read))
    return read.value.settings.thresholds
  })
  assert.deepEqual(overridden, plain)
  for (const kind of ALL_KINDS) assert.match(overridesExample(), new RegExp(`^  ${kind}: \\{`, 'm'))
})
