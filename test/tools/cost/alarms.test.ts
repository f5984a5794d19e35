/** The alarms that are paid for are the alarms that are deployed, metric by metric. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_MEASURES } from '../../../lib/tools/cost/cost-measures.ts'
import { monthlyCost } from '../../../lib/tools/cost/monthly-cost.ts'
import { exampleIn, ofType, settingsOf, templatesOf } from '../../deploy/made-up.ts'

for (const count of [1, 3, 10])
  test(`${count} vantages`, () => {
    const settings = settingsOf(exampleIn(count))
    const { lines } = monthlyCost(settings, DEFAULT_MEASURES, { withFreeTier: false })
    const paid = lines
      .filter(({ meter }) => meter === 'alarms')
      .reduce((sum, { factors }) => sum + factors.reduce((product, { amount }) => product * amount, 1), 0)
    const deployed = [...templatesOf(settings).values()]
      .flatMap((template) => ofType(template, 'AWS::CloudWatch::Alarm'))
      .reduce((sum, { Properties }) => sum + metricsIn(Properties.Metrics), 0)
    assert.equal(paid, deployed)
  })

/** An alarm on one metric has no list of them; in a list, an expression is no metric. */
function metricsIn(list: unknown): number {
  if (!Array.isArray(list)) return 1
  return list.filter((one: object) => 'MetricStat' in one).length
}
