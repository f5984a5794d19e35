/** Metrics: those that AWS gives for nothing, by the fixed names of what they measure. */
import type { Duration } from 'aws-cdk-lib'
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import { deadLettersName, type FunctionRole, functionName } from '../names/resources.ts'
import { tableName } from '../names/table.ts'

/** Of which installation, over which time, and, outside its own Region's stack, from which Region. */
interface Measured {
  readonly installation: string
  readonly period: Duration
  readonly region?: string
}

export type FunctionMetric = 'Invocations' | 'Errors' | 'Throttles' | 'Duration'

export function functionMetric(role: FunctionRole, metricName: FunctionMetric, measured: Measured): Metric {
  const { installation, ...where } = measured
  return new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { FunctionName: functionName(installation, role) },
    statistic: metricName === 'Duration' ? Stats.MAXIMUM : Stats.SUM,
    label: `${role} ${metricName}`,
    ...where,
  })
}

/** Only what is sent one by one is counted, which is how Scheduler and Lambda do it. */
export function deadLetterMetric({ installation, ...where }: Measured): Metric {
  return new Metric({
    namespace: 'AWS/SQS',
    metricName: 'NumberOfMessagesSent',
    dimensionsMap: { QueueName: deadLettersName(installation) },
    statistic: Stats.SUM,
    label: 'dead letters',
    ...where,
  })
}

/** Milliseconds from a write here until it is in the other Region. */
export function replicationMetric(receiver: string, { installation, ...where }: Measured): Metric {
  return new Metric({
    namespace: 'AWS/DynamoDB',
    metricName: 'ReplicationLatency',
    dimensionsMap: { TableName: tableName(installation), ReceivingRegion: receiver },
    statistic: Stats.AVERAGE,
    label: `to ${receiver}`,
    ...where,
  })
}
