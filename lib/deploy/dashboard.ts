/** Dashboard: all Regions on one page, on request, because it costs 3 dollars a month. */
import { Duration } from 'aws-cdk-lib'
import { Dashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch'
import type { FunctionRole } from '../names/resources.ts'
import { type FunctionMetric, functionMetric, replicationMetric } from './metrics.ts'
import type { VantageScope } from './vantage-scope.ts'

export function addDashboard({ stack, settings }: VantageScope): void {
  const regions = settings.vantages.map(({ name }) => name)
  const measuredIn = (region: string) => ({
    installation: settings.name,
    period: Duration.minutes(1),
    region,
  })
  const each = (role: FunctionRole, metric: FunctionMetric): IMetric[] =>
    regions.map((region) => functionMetric(role, metric, measuredIn(region)).with({ label: region }))
  const lags = regions.flatMap((region) =>
    regions
      .filter((receiver) => receiver !== region)
      .map((receiver) =>
        replicationMetric(receiver, measuredIn(region)).with({ label: `${region} to ${receiver}` }),
      ),
  )
  const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 12 })
  new Dashboard(stack, 'Dashboard', {
    dashboardName: `watchfire-${settings.name}`,
    widgets: [
      [graph('Looks', each('look', 'Invocations')), graph('Judgements', each('judge', 'Invocations'))],
      [graph('Look, ms', each('look', 'Duration')), graph('Judge, ms', each('judge', 'Duration'))],
      [graph('Errors', [...each('look', 'Errors'), ...each('judge', 'Errors')])],
      ...(lags.length > 0 ? [[graph('Replication, ms', lags)]] : []),
    ],
  })
}
