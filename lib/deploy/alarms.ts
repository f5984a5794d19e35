/** Alarms: the watchers watched, by CloudWatch, which needs none of our code and reaches people by another topic. */
import { Duration } from 'aws-cdk-lib'
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { addAlarmTopic } from './alarm-topic.ts'
import { cadence, TIMEOUTS } from './function-limits.ts'
import { deadLetterMetric, functionMetric, replicationMetric } from './metrics.ts'
import { isPaging, type VantageScope } from './vantage-scope.ts'

/**
 * Each metric of an alarm costs 0.10 dollars a month, in every Region: there are four alarms and no more, and none
 * of them looks at what another sign tells as well.
 */
export function addAlarms(scope: VantageScope): void {
  const action = new SnsAction(addAlarmTopic(scope))
  const all = [silent(scope), failing(scope), slow(scope), ...lagging(scope)]
  for (const { name, ...props } of all) {
    const alarm = new Alarm(scope.stack, `${name[0]!.toUpperCase()}${name.slice(1)}`, {
      alarmName: `watchfire-${scope.settings.name}-${name}`,
      ...props,
    })
    alarm.addAlarmAction(action)
    alarm.addOkAction(action)
  }
}

type AlarmSpec = AlarmProps & { readonly name: string }

const SILENCE_MINUTES = 5

/** The product is missing when either is, and what is missing breaches. */
function silent({ settings }: VantageScope): AlarmSpec {
  const period = cadence(settings)
  const measured = { installation: settings.name, period }
  return {
    name: 'silent',
    alarmDescription: `Look or judge of Watchfire ${settings.name} was not started for some minutes: this Region does not watch. See whether their schedules are enabled and whether AWS reports trouble here.`,
    metric: new MathExpression({
      expression: 'look * judge',
      label: 'look and judge both started',
      usingMetrics: {
        look: functionMetric('look', 'Invocations', measured),
        judge: functionMetric('judge', 'Invocations', measured),
      },
      period,
    }),
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    threshold: 1,
    evaluationPeriods: Math.max(3, Math.ceil(SILENCE_MINUTES / period.toMinutes())),
    treatMissingData: TreatMissingData.BREACHING,
  }
}

/**
 * One is enough: a function of ours fails only by a mistake of ours or by trouble of AWS.
 *
 * Not looked at are judge's throttles: both functions draw on what the account may run at once, AWS tries a throttled
 * event again for a minute, and what judge could not be given by then is a dead letter; look's are the only sign of
 * a look that was dropped for them. Nor the hand-over from look to judge: without it judge still runs every minute,
 * by its own schedule, and reads the look from the table. Lambda's metrics of all functions at once would be fewer,
 * but an alarm that another program keeps ringing tells nothing of ours.
 */
function failing(scope: VantageScope): AlarmSpec {
  const { settings } = scope
  const period = Duration.minutes(SILENCE_MINUTES)
  const measured = { installation: settings.name, period }
  const desk = isPaging(scope) ? { deskErrors: functionMetric('desk', 'Errors', measured) } : {}
  const usingMetrics: Record<string, IMetric> = {
    lookErrors: functionMetric('look', 'Errors', measured),
    judgeErrors: functionMetric('judge', 'Errors', measured),
    ...desk,
    lookThrottles: functionMetric('look', 'Throttles', measured),
    deadLetters: deadLetterMetric(measured),
  }
  return {
    name: 'failing',
    alarmDescription: `Watchfire ${settings.name} failed, was throttled, or left a dead letter here. The functions’ logs and the dead letters say why.`,
    metric: new MathExpression({
      expression: `SUM([${Object.keys(usingMetrics).join(', ')}])`,
      label: 'errors, throttles, dead letters',
      usingMetrics,
      period,
    }),
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    threshold: 1,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  }
}

const NEAR_TIMEOUT_PERCENT = 80

function slow({ settings }: VantageScope): AlarmSpec {
  const period = Duration.minutes(SILENCE_MINUTES)
  const share = (role: 'look' | 'judge') =>
    new MathExpression({
      expression: `100 * ${role} / ${TIMEOUTS[role].toMilliseconds()}`,
      label: role,
      usingMetrics: {
        [role]: functionMetric(role, 'Duration', { installation: settings.name, period }),
      },
      period,
    })
  return {
    name: 'slow',
    alarmDescription: `Look or judge of Watchfire ${settings.name} takes more than ${NEAR_TIMEOUT_PERCENT} % of the time it has, and will soon be cut off. See which node or which table keeps it waiting.`,
    metric: new MathExpression({
      expression: 'MAX([lookShare, judgeShare])',
      label: '% of the timeout',
      usingMetrics: { lookShare: share('look'), judgeShare: share('judge') },
      period,
    }),
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: NEAR_TIMEOUT_PERCENT,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  }
}

/** A look is fresh for minutes, but records that come later than a turn lasts make people hear things twice. */
const LAG_SECONDS = 30

/**
 * Each Region looks at the way to the next one of the settings, and the last one at the way to the first. A replica
 * that sends late is late to its next one, and one that takes in late is late for the one before it, so each is
 * watched in both directions, whatever their number. A single way between two others that is slow delays what these
 * two hear of each other, and their judges tell of a Region that they no longer hear.
 */
function lagging({ settings, region }: VantageScope): readonly AlarmSpec[] {
  const names = settings.vantages.map(({ name }) => name)
  const next = names[(names.indexOf(region) + 1) % names.length]!
  if (next === region) return []
  return [
    {
      name: 'lagging',
      alarmDescription: `What Watchfire ${settings.name} writes here reaches ${next} more than ${LAG_SECONDS} s late: others may call this Region silent, and notices may come twice. See whether AWS reports trouble with DynamoDB here or there.`,
      metric: replicationMetric(next, { installation: settings.name, period: Duration.minutes(1) }),
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: LAG_SECONDS * 1_000,
      evaluationPeriods: SILENCE_MINUTES,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    },
  ]
}
