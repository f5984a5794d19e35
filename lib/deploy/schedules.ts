/** Schedules: look is started every cadence, and judge every minute in case no look has woken it. */
import { Duration, Validations } from 'aws-cdk-lib'
import { type IRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
  TimeWindow,
} from 'aws-cdk-lib/aws-scheduler'
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets'
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { deadLettersName, functionName } from '../names/resources.ts'
import type { ScheduledInput } from '../names/scheduled-input.ts'
import { ASYNC_LIMITS, cadence } from './function-limits.ts'
import type { VantageScope } from './vantage-scope.ts'

interface ScheduledFunctions {
  readonly look: IFunction
  readonly judge: IFunction
  readonly deadLetters: IQueue
}

/**
 * Judge is told where the desk answers with every start, and not by a variable: the address is made up by AWS, and
 * stand-ins for AWS, which know neither function URLs nor schedules, refuse a function that refers to it.
 */
export function addSchedules(
  scope: VantageScope,
  { deskUrl, ...scheduled }: ScheduledFunctions & { readonly deskUrl: string | undefined },
): void {
  const { look, judge, deadLetters } = scheduled
  const role = schedulerRole(scope, scheduled)
  const at = ContextAttribute.scheduledTime
  const looks = { every: cadence(scope.settings), target: look, input: { at } }
  const desk = deskUrl === undefined ? {} : { deskUrl }
  const judgements = { every: Duration.minutes(1), target: judge, input: { at, ...desk } }
  addSchedule(scope, 'look', { ...looks, role, deadLetters })
  addSchedule(scope, 'judge', { ...judgements, role, deadLetters })
}

/** For events that no function could be given, or that judge failed on; people read them, nothing retries them. */
export function addDeadLetters({ stack, settings }: VantageScope): Queue {
  const deadLetters = new Queue(stack, 'DeadLetters', {
    queueName: deadLettersName(settings.name),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  })
  Validations.of(deadLetters).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'it is the dead-letter queue of both schedules and of judge, which this rule does not look at',
  })
  return deadLetters
}

interface ScheduleParts {
  readonly every: Duration
  readonly target: IFunction
  readonly input: ScheduledInput
  readonly role: IRole
  readonly deadLetters: IQueue
}

/** The look and the judge of one instant carry it in their event, so a second delivery of it is known as one. */
function addSchedule({ stack, settings }: VantageScope, name: 'look' | 'judge', parts: ScheduleParts): void {
  const { every, target, input, role, deadLetters } = parts
  new Schedule(stack, name === 'look' ? 'LookSchedule' : 'JudgeSchedule', {
    scheduleName: functionName(settings.name, name),
    description: `Starts ${name} of Watchfire ${settings.name}`,
    schedule: ScheduleExpression.rate(every),
    timeWindow: TimeWindow.off(),
    target: new LambdaInvoke(target, {
      role,
      input: ScheduleTargetInput.fromObject(input),
      deadLetterQueue: deadLetters,
      ...ASYNC_LIMITS,
    }),
  })
}

/** Closed to further grants: that of the target would also allow every version and alias, by a wildcard. */
function schedulerRole({ stack }: VantageScope, { look, judge, deadLetters }: ScheduledFunctions): IRole {
  const group = stack.formatArn({ service: 'scheduler', resource: 'schedule-group', resourceName: 'default' })
  const role = new Role(stack, 'SchedulerRole', {
    description: 'EventBridge Scheduler starts look and judge',
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account, 'aws:SourceArn': group } },
    }),
    inlinePolicies: {
      StartFunctions: new PolicyDocument({
        statements: [
          new PolicyStatement({
            actions: ['lambda:InvokeFunction'],
            resources: [look.functionArn, judge.functionArn],
          }),
          new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
        ],
      }),
    },
  })
  return role.withoutPolicyUpdates()
}
