/** A Region: what starts what, how often, with which limits, and who is told when it does not. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { regionTurns } from '../../lib/domain/escalation/turns.ts'
import { LOOK_MS_MAX } from '../../lib/domain/look/look-times.ts'
import { exampleIn, ofType, type Resource, settingsOf, type Template, templatesOf } from './made-up.ts'

const settings = settingsOf(exampleIn(3))
const all = templatesOf(settings)
const template = all.get('watchfire-main-vantage-eu-central-1')!
const looker = all.get('watchfire-main-vantage-ap-southeast-2')!

describe('functions', () => {
  const byName = new Map(
    ofType(template, 'AWS::Lambda::Function').map((each) => [String(each.Properties.FunctionName), each]),
  )

  test('are three in a paging Region, of one kind', () => {
    assert.deepEqual([...byName.keys()].toSorted(), [
      'watchfire-main-desk',
      'watchfire-main-judge',
      'watchfire-main-look',
    ])
    for (const { Properties } of byName.values()) {
      assert.equal(Properties.Runtime, 'nodejs24.x')
      assert.deepEqual(Properties.Architectures, ['arm64'])
      assert.equal(Properties.Handler, 'index.handler')
      assert.equal(Properties.MemorySize, 512)
      assert.equal(Properties.ReservedConcurrentExecutions, undefined)
      const { LogFormat, ApplicationLogLevel, SystemLogLevel } = Properties.LoggingConfig as Record<
        string,
        string
      >
      assert.deepEqual([LogFormat, ApplicationLogLevel, SystemLogLevel], ['JSON', 'INFO', 'WARN'])
    }
  })

  test('know their installation and their vantage, and no setting or secret', () => {
    const own = { WATCHFIRE_INSTALLATION: 'main', WATCHFIRE_VANTAGE: 'eu-central-1' }
    assert.deepEqual(variables(byName.get('watchfire-main-look')!), { ...own, UV_THREADPOOL_SIZE: '16' })
    assert.deepEqual(variables(byName.get('watchfire-main-judge')!), own)
    assert.deepEqual(variables(byName.get('watchfire-main-desk')!), own)
  })

  test('have the time that they need', () => {
    const timeoutMs = (role: string) =>
      Number(byName.get(`watchfire-main-${role}`)!.Properties.Timeout) * 1_000
    assert.ok(timeoutMs('look') >= 2 * LOOK_MS_MAX)
    for (let count = 1; count <= 10; count++) {
      const { lengthMs } = regionTurns(count)
      assert.ok(timeoutMs('judge') >= lengthMs * count + 45_000, `${count} vantages`)
    }
  })

  test('keep their log for a month', () => {
    const logs = ofType(template, 'AWS::Logs::LogGroup').map(({ Properties }) => Properties)
    assert.deepEqual(
      logs.map(({ LogGroupName }) => LogGroupName),
      ['judge', 'look', 'desk'].map((role) => `/aws/lambda/watchfire-main-${role}`),
    )
    for (const { RetentionInDays } of logs) assert.equal(RetentionInDays, 30)
  })

  test('are not tried again, and drop what is older than a minute', () => {
    const configs = ofType(template, 'AWS::Lambda::EventInvokeConfig')
    for (const { Properties } of configs) {
      assert.equal(Properties.MaximumRetryAttempts, 0)
      assert.equal(Properties.MaximumEventAgeInSeconds, 60)
    }
  })

  test('hand on: look to judge, well or not; judge to the dead letters', () => {
    const destinations = ofType(template, 'AWS::Lambda::EventInvokeConfig').map(
      ({ Properties }) => Properties.DestinationConfig,
    )
    const judge = { Destination: arnOf(template, 'Judge') }
    const dead = { Destination: arnOf(template, 'DeadLetters') }
    assert.deepEqual(destinations, [{ OnFailure: dead }, { OnFailure: judge, OnSuccess: judge }])
  })

  test('are answered by the desk in a paging Region only, open to all through its address alone', () => {
    assert.equal(
      (ofType(template, 'AWS::Lambda::Url')[0]!.Properties as { AuthType: string }).AuthType,
      'NONE',
    )
    const permissions = ofType(template, 'AWS::Lambda::Permission').map(({ Properties }) => Properties)
    assert.deepEqual(
      permissions.map(({ Action, FunctionUrlAuthType, InvokedViaFunctionUrl }) => [
        Action,
        FunctionUrlAuthType ?? InvokedViaFunctionUrl,
      ]),
      [
        ['lambda:InvokeFunctionUrl', 'NONE'],
        ['lambda:InvokeFunction', true],
      ],
    )
    assert.deepEqual(ofType(looker, 'AWS::Lambda::Permission'), [])
    assert.deepEqual(
      ofType(looker, 'AWS::Lambda::Function').map(({ Properties }) => Properties.FunctionName),
      ['watchfire-main-judge', 'watchfire-main-look'],
    )
  })
})

describe('schedules', () => {
  test('start look every cadence and judge every minute, on the minute, once', () => {
    assert.deepEqual(rates(template), ['look rate(1 minute)', 'judge rate(1 minute)'])
    const slow = templatesOf({ ...settings, cadenceMs: 300_000 })
    assert.deepEqual(rates(slow.get('watchfire-main-vantage-us-west-2')!), [
      'look rate(5 minutes)',
      'judge rate(1 minute)',
    ])
    for (const { Properties } of ofType(template, 'AWS::Scheduler::Schedule')) {
      assert.deepEqual(Properties.FlexibleTimeWindow, { Mode: 'OFF' })
      const { RetryPolicy, DeadLetterConfig, Input } = Properties.Target as Record<string, unknown>
      assert.deepEqual(RetryPolicy, { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 })
      assert.deepEqual(DeadLetterConfig, { Arn: arnOf(template, 'DeadLetters') })
      assert.match(JSON.stringify(Input), /<aws.scheduler.scheduled-time>/)
    }
  })

  test('tell the instant, and judge where the desk of its Region is', () => {
    const at = '{"at":"<aws.scheduler.scheduled-time>"}'
    assert.deepEqual(inputs(looker), [at, at])
    const address = { 'Fn::GetAtt': [idOf(template, 'AWS::Lambda::Url'), 'FunctionUrl'] }
    const parts = ['{"at":"<aws.scheduler.scheduled-time>","deskUrl":"', address, '"}']
    assert.deepEqual(inputs(template), [at, { 'Fn::Join': ['', parts] }])
  })

  test('alone refer to the address of the desk, which stand-ins for AWS do not know', () => {
    for (const [id, { Type, Properties }] of Object.entries(template.Resources))
      if (Type !== 'AWS::Scheduler::Schedule')
        assert.doesNotMatch(JSON.stringify(Properties), /FunctionUrl"\]/, id)
  })

  test('leave dead letters in a queue that is encrypted and takes TLS only', () => {
    const [queue] = ofType(template, 'AWS::SQS::Queue')
    assert.equal(queue!.Properties.SqsManagedSseEnabled, true)
    assert.equal(queue!.Properties.MessageRetentionPeriod, 14 * 86_400)
    assertTlsOnly(ofType(template, 'AWS::SQS::QueuePolicy'))
  })
})

describe('topics', () => {
  const topics = ofType(template, 'AWS::SNS::Topic').map(({ Properties }) => Properties)

  test('are one for each contact that AWS can reach, and one for alarms', () => {
    assert.deepEqual(
      topics.map(({ TopicName }) => TopicName),
      ['watchfire-main-to-oncall-a', 'watchfire-main-to-oncall-b', 'watchfire-main-alarms'],
    )
    assert.deepEqual(
      ofType(looker, 'AWS::SNS::Topic').map(({ Properties }) => Properties.TopicName),
      ['watchfire-main-alarms'],
    )
  })

  test('A1: no page and no alarm needs a key of KMS, which a new account does not have', () => {
    for (const [id, each] of all) assert.doesNotMatch(JSON.stringify(each), /kms/i, id)
  })

  test('take TLS only', () => assertTlsOnly(ofType(template, 'AWS::SNS::TopicPolicy')))

  test('lead to every address of their contact', () => {
    const subscriptions = ofType(template, 'AWS::SNS::Subscription').map(({ Properties }) => {
      const { Protocol, Endpoint, TopicArn } = Properties as Record<string, unknown>
      const topic = template.Resources[(TopicArn as { Ref: string }).Ref]!.Properties.TopicName
      return `${topic} ${Protocol} ${Endpoint}`
    })
    assert.deepEqual(subscriptions.toSorted(), [
      'watchfire-main-alarms email oncall-a@example.com',
      'watchfire-main-alarms email oncall-b@example.com',
      'watchfire-main-to-oncall-a email oncall-a@example.com',
      'watchfire-main-to-oncall-a sms +491700000000',
      'watchfire-main-to-oncall-b email oncall-b@example.com',
      'watchfire-main-to-oncall-b sms +31600000000',
    ])
  })

  test('reach everybody with every message, but a telephone only with those that name text messages', () => {
    const contacts = [{ id: 'a', smsLink: true, email: 'a@b.example', sms: '+4912345678', https: HOOK }]
    const found = templatesOf({ ...settings, contacts }).get('watchfire-main-vantage-eu-central-1')!
    const takes = (channels: readonly string[]) =>
      ofType(found, 'AWS::SNS::Subscription')
        .filter(({ Properties }) => !/AlarmTopic/.test(JSON.stringify(Properties.TopicArn)))
        .filter(({ Properties }) => accepts(Properties.FilterPolicy, channels))
        .map(({ Properties }) => `${Properties.Protocol} ${Properties.Endpoint}`)
    const others = ['email a@b.example', `https ${HOOK}`]
    assert.deepEqual(takes(['email', 'https', 'sms']).toSorted(), [...others, 'sms +4912345678'])
    assert.deepEqual(takes(['email', 'https']).toSorted(), others)
  })

  test('of alarms really admit the alarms of this account', () => {
    const policy = ofType(template, 'AWS::SNS::TopicPolicy').at(-1)!.Properties as unknown as PolicyOf
    const allowed = policy.PolicyDocument.Statement.filter(({ Effect }) => Effect === 'Allow')
    assert.deepEqual(allowed, [
      {
        Sid: 'AllowAlarmsOfThisAccount',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: { Ref: idOf(template, 'AWS::SNS::Topic', /^AlarmTopic/) },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ])
  })
})

describe('alarms', () => {
  const alarms = new Map(
    ofType(template, 'AWS::CloudWatch::Alarm').map(({ Properties }) => [
      String(Properties.AlarmName).replace('watchfire-main-', ''),
      Properties as unknown as AlarmOf,
    ]),
  )

  test('are four at most, tell the alarm topic both ways, and use what AWS measures for nothing', () => {
    assert.deepEqual([...alarms.keys()], ['silent', 'failing', 'slow', 'lagging'])
    const topic = [{ Ref: idOf(template, 'AWS::SNS::Topic', /^AlarmTopic/) }]
    for (const { AlarmActions, OKActions, Metrics } of alarms.values()) {
      assert.deepEqual([AlarmActions, OKActions], [topic, topic])
      for (const { MetricStat } of Metrics)
        if (MetricStat) assert.match(MetricStat.Metric.Namespace, /^AWS\/(Lambda|SQS|DynamoDB)$/)
    }
  })

  test('ring when look or judge is not started for five minutes, and there is nothing to be measured', () => {
    const { ComparisonOperator, Threshold, EvaluationPeriods, TreatMissingData, ...silent } =
      alarms.get('silent')!
    assert.deepEqual(measured(silent), ['look Invocations Sum 60', 'judge Invocations Sum 60'])
    assert.equal(expression(silent), 'look * judge')
    assert.deepEqual([ComparisonOperator, Threshold], ['LessThanThreshold', 1])
    assert.deepEqual([EvaluationPeriods, TreatMissingData], [5, 'breaching'])
  })

  test('wait for three looks where looks are rare', () => {
    const rare = templatesOf({ ...settings, cadenceMs: 600_000 }).get('watchfire-main-vantage-us-west-2')!
    const silent = ofType(rare, 'AWS::CloudWatch::Alarm')[0]!.Properties as unknown as AlarmOf
    assert.deepEqual(measured(silent), ['look Invocations Sum 600', 'judge Invocations Sum 600'])
    assert.equal(silent.EvaluationPeriods, 3)
  })

  test('ring at one error, throttle or dead letter', () => {
    const failing = alarms.get('failing')!
    assert.deepEqual(measured(failing), [
      'look Errors Sum 300',
      'judge Errors Sum 300',
      'desk Errors Sum 300',
      'look Throttles Sum 300',
      'dead-letters NumberOfMessagesSent Sum 300',
    ])
    assert.match(expression(failing), /^SUM\(\[.*\]\)$/)
    const { ComparisonOperator, Threshold, TreatMissingData } = failing
    assert.deepEqual(
      [ComparisonOperator, Threshold, TreatMissingData],
      ['GreaterThanOrEqualToThreshold', 1, 'notBreaching'],
    )
  })

  test('ring when a function comes near its timeout', () => {
    const slow = alarms.get('slow')!
    assert.deepEqual(measured(slow), ['look Duration Maximum 300', 'judge Duration Maximum 300'])
    const shares = slow.Metrics.flatMap(({ Expression }) => Expression ?? [])
    assert.deepEqual(shares, ['MAX([lookShare, judgeShare])', '100 * look / 45000', '100 * judge / 110000'])
    assert.equal(slow.Threshold, 80)
  })

  for (const count of [2, 3, 10])
    test(`ring when any of ${count} Regions is late to send or to take in, by one way for each`, () => {
      const some = settingsOf(exampleIn(count))
      const templates = templatesOf(some)
      const regions = some.vantages.map(({ name }) => name)
      const receivers = regions.map((region) => {
        const each = templates.get(`watchfire-main-vantage-${region}`)!
        const lagging = ofType(each, 'AWS::CloudWatch::Alarm')[3]!.Properties as unknown as AlarmOf
        assert.equal(lagging.Threshold, 30_000)
        const [receiver, ...how] = measured(lagging)[0]!.split(' ')
        assert.deepEqual(how, ['ReplicationLatency', 'Average', '60'])
        assert.notEqual(receiver, region)
        return receiver
      })
      assert.deepEqual(receivers.toSorted(), regions.toSorted())
    })
})

describe('a VPC', () => {
  const inVpc = {
    name: 'us-west-2',
    vpcId: 'vpc-0a1b2c3d',
    subnetIds: ['subnet-0a1b2c3d', 'subnet-4e5f6071'],
  }
  const found = templatesOf({ ...settings, vantages: [{ name: 'eu-central-1' }, inVpc] })
  const stack = found.get('watchfire-main-vantage-us-west-2')!

  test('holds look alone, so that paging depends on no gateway', () => {
    const placed = ofType(stack, 'AWS::Lambda::Function').map(({ Properties }) => [
      Properties.FunctionName,
      (Properties.VpcConfig as { SubnetIds: unknown } | undefined)?.SubnetIds,
    ])
    assert.deepEqual(placed.toSorted(), [
      ['watchfire-main-desk', undefined],
      ['watchfire-main-judge', undefined],
      ['watchfire-main-look', inVpc.subnetIds],
    ])
  })

  test('lets look out to any node and nobody in', () => {
    const [group] = ofType(stack, 'AWS::EC2::SecurityGroup')
    assert.equal(group!.Properties.VpcId, inVpc.vpcId)
    assert.equal(group!.Properties.SecurityGroupIngress, undefined)
    assert.deepEqual(ofType(found.get('watchfire-main-vantage-eu-central-1')!, 'AWS::EC2::SecurityGroup'), [])
  })
})

const HOOK = 'https://hook.example.com/watchfire'

/** As SNS decides on an attribute that is a list: any of its values will do, and no policy takes everything. */
function accepts(policy: unknown, channels: readonly string[]): boolean {
  const { channel } = (policy ?? { channel: channels }) as { readonly channel: readonly string[] }
  return channels.some((one) => channel.includes(one))
}

interface PolicyOf {
  readonly PolicyDocument: { readonly Statement: readonly Record<string, unknown>[] }
}

interface AlarmOf {
  readonly Metrics: readonly {
    readonly Expression?: string
    readonly MetricStat?: {
      readonly Metric: {
        readonly Namespace: string
        readonly MetricName: string
        readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[]
      }
      readonly Period: number
      readonly Stat: string
    }
  }[]
  readonly AlarmActions: unknown
  readonly OKActions: unknown
  readonly ComparisonOperator: string
  readonly Threshold: number
  readonly EvaluationPeriods: number
  readonly TreatMissingData: string
}

/** `look Errors Sum 300`: of what, which metric, how taken together, and over how many seconds. */
function measured({ Metrics }: Pick<AlarmOf, 'Metrics'>): readonly string[] {
  return Metrics.flatMap(({ MetricStat }) => {
    if (MetricStat === undefined) return []
    const { Metric, Period, Stat } = MetricStat
    const of = Metric.Dimensions[0]!.Value.replace('watchfire-main-', '')
    return [`${of} ${Metric.MetricName} ${Stat} ${Period}`]
  })
}

function expression({ Metrics }: Pick<AlarmOf, 'Metrics'>): string {
  return Metrics[0]!.Expression!
}

function rates(of: Template): readonly string[] {
  return ofType(of, 'AWS::Scheduler::Schedule').map(
    ({ Properties }) =>
      `${String(Properties.Name).replace('watchfire-main-', '')} ${Properties.ScheduleExpression}`,
  )
}

function inputs(of: Template): readonly unknown[] {
  return ofType(of, 'AWS::Scheduler::Schedule').map(
    ({ Properties }) => (Properties.Target as { readonly Input: unknown }).Input,
  )
}

function variables({ Properties }: Resource): unknown {
  return (Properties.Environment as { readonly Variables: unknown }).Variables
}

function assertTlsOnly(policies: readonly Resource[]): void {
  for (const { Properties } of policies) {
    const { Statement } = (Properties as unknown as PolicyOf).PolicyDocument
    const [denied] = Statement.filter(({ Effect }) => Effect === 'Deny')
    assert.deepEqual(denied!.Condition, { Bool: { 'aws:SecureTransport': 'false' } })
  }
}

function idOf({ Resources }: Template, type: string, pattern = /^/): string {
  return Object.entries(Resources).find(([id, { Type }]) => Type === type && pattern.test(id))![0]
}

function arnOf(of: Template, name: string): unknown {
  const id = Object.keys(of.Resources).find((each) => new RegExp(`^${name}[0-9A-F]{8}$`).test(each))
  return { 'Fn::GetAtt': [id, 'Arn'] }
}
