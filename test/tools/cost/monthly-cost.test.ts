/** The cost of a month: every line is what it says, and the total is the sum of the lines. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readSettings } from '../../../lib/domain/settings/read-settings.ts'
import type { MonthlyCost } from '../../../lib/tools/cost/cost.ts'
import { DEFAULT_MEASURES } from '../../../lib/tools/cost/cost-measures.ts'
import { costWords } from '../../../lib/tools/cost/cost-words.ts'
import { monthlyCost } from '../../../lib/tools/cost/monthly-cost.ts'
import { fleetText } from '../../kit/fleet-text.ts'
import { recompute } from '../../kit/recompute.ts'

const FLEETS: readonly Parameters<typeof fleetText>[0][] = [
  { nodes: 50, vantages: 5, cadence: '60s' },
  { nodes: 1, vantages: 1, cadence: '60s' },
  { nodes: 7, vantages: 3, cadence: '7m' },
  { nodes: 500, vantages: 10, cadence: '60s' },
]

function costOf(fleet: Parameters<typeof fleetText>[0], withFreeTier = false): MonthlyCost {
  const read = readSettings({ file: 'f.yaml', text: fleetText(fleet), files: () => undefined })
  assert.ok(read.ok, JSON.stringify(read))
  return monthlyCost(read.value.settings, DEFAULT_MEASURES, { withFreeTier })
}

for (const fleet of FLEETS)
  for (const withFreeTier of [false, true])
    describe(`${fleet.nodes} nodes, ${fleet.vantages} vantages, ${fleet.cadence}, free tier ${withFreeTier}`, () => {
      const cost = costOf(fleet, withFreeTier)
      const lines = recompute(costWords(cost).join('\n'))

      test('every printed line comes to what it says', () => {
        for (const { line, exact, said, isDollars } of lines)
          assert.ok(Math.abs(exact - said) <= (isDollars ? 0.005 : 0.5) + 1e-6, `${line} (${exact})`)
        const { workings, freeTiers } = cost
        assert.equal(
          lines.length,
          workings.length + cost.lines.length + freeTiers.length + 1 + cost.onFire.lines.length,
        )
      })

      test('the total is the sum of the printed lines, less what is free if that is taken off', () => {
        const amounts = lines.filter(({ isDollars }) => isDollars).map(({ said }) => said)
        const fire = amounts.splice(-cost.onFire.lines.length)
        assert.ok(Math.abs(fire.reduce((a, b) => a + b, 0) * 100 - cost.onFire.cents) < 1e-6)
        const [total] = amounts.splice(-1)
        const free = amounts.splice(cost.lines.length)
        assert.equal(free.length, cost.freeTiers.length)
        const sum = (parts: readonly number[]) => parts.reduce((a, b) => a + b, 0)
        assert.ok(Math.abs(sum(amounts) - (withFreeTier ? sum(free) : 0) - total!) < 1e-6)
      })
    })

const amountOf = ({ lines }: MonthlyCost, what: string) =>
  lines.find((line) => line.what === what)?.cents ?? 0

const BASE = { nodes: 50, vantages: 4, cadence: '60s' }

test('A6: on fire, all views and the records of all sick nodes are counted, by the hour', () => {
  const { onFire, lines } = costOf({ nodes: 100, vantages: 5, cadence: '60s' })
  assert.deepEqual(
    onFire.lines.map(({ what }) => what),
    ['views written', 'views read', 'records read'],
  )
  assert.equal(onFire.nodes, 100)
  assert.ok(onFire.cents > 5 && onFire.cents < 25, `${onFire.cents} cents an hour`)
  const counted = lines.map(({ what }) => what)
  for (const what of ['claims and records', 'records of open incidents, read'])
    assert.ok(counted.includes(what))
})

test('half as many looks cost half as many writes', () => {
  const [often, rare] = [costOf(BASE), costOf({ ...BASE, cadence: '2m' })]
  assert.ok(Math.abs(amountOf(often, 'looks, written') - 2 * amountOf(rare, 'looks, written')) <= 1)
})

test('twice the vantages are four times the writes, since each writes to the replica of every other', () => {
  const [few, many] = [costOf({ ...BASE, vantages: 2 }), costOf(BASE)]
  assert.ok(Math.abs(amountOf(many, 'looks, written') - 4 * amountOf(few, 'looks, written')) <= 2)
})

test('one vantage has no replica to write to, to delete from or to send to', () => {
  const cost = costOf({ ...BASE, vantages: 1 })
  assert.deepEqual(
    cost.lines.filter(({ what }) => /expired|other Regions/.test(what)),
    [],
  )
})

test('one item for each node instead of one for each look would be ten times the writes', () => {
  const { lines } = costOf({ nodes: 50, vantages: 5, cadence: '60s' })
  const written = lines.find(({ what }) => what === 'looks, written')!
  const units = written.factors.find(({ unit }) => unit === 'units')!.amount
  assert.equal(50 / units, 10)
})

test('a free tier takes off what its lines cost, but for their rounding, and no more than is free', () => {
  for (const fleet of FLEETS) {
    const { lines, freeTiers } = costOf(fleet)
    for (const { meter, cents, taken, free } of freeTiers) {
      const metered = lines.filter((line) => line.meter === meter)
      assert.ok(taken.amount <= free.amount, meter)
      assert.ok(cents <= metered.reduce((sum, line) => sum + line.cents, 0) + metered.length, meter)
    }
  }
})

test('what is not counted is said, and NAT gateways where a vantage is in a VPC', () => {
  const text = fleetText(BASE).replace(
    '[region-1,',
    '[{ region: region-1, vpcId: vpc-0123456789abcdef0, subnetIds: [subnet-0123456789abcdef0] },',
  )
  const read = readSettings({ file: 'f.yaml', text, files: () => undefined })
  assert.ok(read.ok, JSON.stringify(read))
  const { leftOut } = monthlyCost(read.value.settings, DEFAULT_MEASURES, { withFreeTier: false })
  assert.match(leftOut.join('\n'), /SMS depends on the country/)
  assert.match(leftOut.join('\n'), /NAT gateways of 1 vantage /)
})
