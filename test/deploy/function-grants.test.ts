/** Each function may do what it must, by name, and nothing else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEEDS, lookPartition, PLACES, SENT, VIEWS } from '../../lib/adapters/store/stored-nouns.ts'
import type { NodeSettings } from '../../lib/domain/settings/sections/node-settings.ts'
import { exampleIn, settingsOf, type Template, templatesOf } from './made-up.ts'

const settings = settingsOf(exampleIn(3))
const PAGING = 'watchfire-main-vantage-eu-central-1'
const template = templatesOf(settings).get(PAGING)!

const LOGS = 'logs:CreateLogStream logs:PutLogEvents on LOG'
const TABLE = 'arn:aws:dynamodb:eu-central-1:ACCOUNT:table/watchfire-main'
const TABLES = ['eu-central-1', 'us-west-2', 'ap-southeast-2'].map((region) =>
  TABLE.replace('eu-central-1', region),
)
const OWN_LOOKS = lookPartition('eu-central-1')

const secret = (name: string) => `arn:aws:ssm:eu-central-1:ACCOUNT:parameter/watchfire/main/${name}`

test('look reads and writes its own looks, reads its own secrets, and wakes judge', () => {
  assert.deepEqual(grantsOf(template, 'Look'), [
    `dynamodb:GetItem dynamodb:PutItem dynamodb:Query on ${TABLE} of ${OWN_LOOKS}`,
    `ssm:GetParameters on ${['ams1-client-cert', 'ams1-client-key', 'bn1-token', 'bn2-token', 'provider-key'].map(secret).join(' ')}`,
    'lambda:InvokeFunction on JUDGE',
    LOGS,
  ])
})

test('judge reads and writes every replica, but no look of another Region and no deed, calls, signs and publishes', () => {
  const topics = ['eu-central-1', 'us-west-2'].flatMap((region) =>
    ['oncall-a', 'oncall-b'].map((id) => `arn:aws:sns:${region}:ACCOUNT:watchfire-main-to-${id}`),
  )
  assert.deepEqual(grantsOf(template, 'Judge'), [
    `dynamodb:GetItem dynamodb:Query on ${TABLES.toSorted().join(' ')}`,
    `dynamodb:PutItem on ${TABLES.toSorted().join(' ')} of ${VIEWS} claim ${SENT} phone ${PLACES} ${OWN_LOOKS}`,
    `ssm:GetParameters on ${['heartbeat', 'link-key', 'pagerduty', 'slack-webhook'].map(secret).join(' ')}`,
    `sns:Publish on ${topics.join(' ')}`,
    'sqs:SendMessage on DEAD-LETTERS',
    LOGS,
  ])
})

test('judge reads the secrets of the heartbeat and of webhooks, and none of a node', () => {
  const contacts = [{ id: 'a', smsLink: true, webhook: { kind: 'json', url: '${secret:hook}' } as const }]
  const more = { ...settings, contacts, heartbeat: { url: 'https://beat.example.com/${secret:beat}' } }
  assert.ok(
    grantsOf(templatesOf(more).get(PAGING)!, 'Judge').includes(
      `ssm:GetParameters on ${['beat', 'hook', 'link-key'].map(secret).join(' ')}`,
    ),
  )
})

test('desk reads any replica, writes what people do, and reads the key of their links', () => {
  assert.deepEqual(grantsOf(template, 'Desk'), [
    `dynamodb:GetItem dynamodb:Query on ${TABLES.toSorted().join(' ')}`,
    `dynamodb:PutItem on ${TABLES.toSorted().join(' ')} of ${DEEDS}`,
    'ssm:GetParameters on arn:aws:ssm:eu-central-1:ACCOUNT:parameter/watchfire/main/link-key',
    LOGS,
  ])
})

test('the scheduler starts look and judge and leaves dead letters, for schedules of this account only', () => {
  const role = template.Resources[idOf(template, /^SchedulerRole/)]!.Properties as unknown as {
    readonly Policies: readonly { readonly PolicyDocument: Document }[]
    readonly AssumeRolePolicyDocument: { readonly Statement: readonly { readonly Condition: unknown }[] }
  }
  assert.deepEqual(role.Policies[0]!.PolicyDocument.Statement.map(sayStatement), [
    'lambda:InvokeFunction on JUDGE LOOK',
    'sqs:SendMessage on DEAD-LETTERS',
  ])
  assert.deepEqual(role.AssumeRolePolicyDocument.Statement[0]!.Condition, {
    StringEquals: {
      'aws:SourceAccount': { Ref: 'AWS::AccountId' },
      'aws:SourceArn': {
        'Fn::Join': [
          '',
          ['arn:aws:scheduler:eu-central-1:', { Ref: 'AWS::AccountId' }, ':schedule-group/default'],
        ],
      },
    },
  })
})

/** Where AWS has no narrower form, with the reason. */
const WILDCARDS: Readonly<Record<string, string>> = {
  'Look ec2:*NetworkInterface*':
    'Lambda makes the interfaces of a function in a VPC, whose ids are not known before',
}

test('no permission is for everything, but where AWS has no other form', () => {
  const inVpc = {
    name: 'eu-central-1',
    vpcId: 'vpc-0a1b2c3d',
    subnetIds: ['subnet-0a1b2c3d', 'subnet-4e5f6071'],
  }
  const everything = [...templatesOf(settings), ...templatesOf({ ...settings, vantages: [inVpc] })]
  const wild = everything.flatMap(([id, each]) =>
    policies(each).flatMap(([name, { Statement }]) =>
      Statement.filter(({ Effect }) => Effect === 'Allow')
        .filter((statement) => /\*/.test(JSON.stringify([statement.Action, statement.Resource])))
        .map((statement) => `${id} ${name} ${sayStatement(statement)}`),
    ),
  )
  assert.equal(wild.length, Object.keys(WILDCARDS).length, wild.join('\n'))
  assert.match(wild[0]!, /LookRoleDefaultPolicy\w+ ec2:\S+( ec2:\S+)+ on \*$/)
})

test('the code of look itself may make no network interface', () => {
  const inVpc = { name: 'eu-central-1', vpcId: 'vpc-0a1b2c3d', subnetIds: ['subnet-0a1b2c3d'] }
  const found = templatesOf({ ...settings, vantages: [inVpc] }).get(PAGING)!
  const ec2 = policies(found)
    .flatMap(([, { Statement }]) => Statement)
    .filter(({ Action }) => JSON.stringify(Action).includes('ec2:'))
  const [allowed, denied] = ec2
  assert.equal(ec2.length, 2)
  assert.equal(denied!.Effect, 'Deny')
  assert.deepEqual(denied!.Action, allowed!.Action)
  assert.match(JSON.stringify(denied!.Condition), /lambda:SourceFunctionArn.*function:watchfire-main-look/)
})

test('secrets and topics are named one by one while there is room, and by what all their names begin with beyond', () => {
  const few = grantsOf(stackWith(25), 'Look').join()
  assert.equal(few.match(/parameter\/watchfire\/main\/secret-\d+/g)!.length, 25)
  const [, many, denied] = grantsOf(stackWith(61), 'Look')
  assert.equal(many, 'ssm:GetParameters on arn:aws:ssm:eu-central-1:ACCOUNT:parameter/watchfire/main/*')
  assert.equal(
    denied,
    'Deny ssm:GetParameters on arn:aws:ssm:eu-central-1:ACCOUNT:parameter/watchfire/main/link-key',
  )
  const publish = grantsOf(stackWith(61), 'Judge').filter((each) => each.startsWith('sns:'))
  assert.deepEqual(publish, [
    'sns:Publish on arn:aws:sns:eu-central-1:ACCOUNT:watchfire-main-to-* arn:aws:sns:us-west-2:ACCOUNT:watchfire-main-to-*',
  ])
})

/** So many nodes with a secret each, and so many contacts. */
function stackWith(count: number): Template {
  const ids = Array.from({ length: count }, (_, i) => `secret-${i}`)
  const nodes = ids.map((id, i): NodeSettings => {
    const headers = { authorization: `\${secret:${id}}` }
    return { id: `node-${i}`, url: 'https://a.example.com', headers, tls: {}, serves: [] }
  })
  const contacts = ids.map((id) => ({ id, email: 'a@example.com', smsLink: true }))
  return templatesOf({ ...settings, nodes, contacts }).get(PAGING)!
}

interface Statement {
  readonly Effect: string
  readonly Action: string | readonly string[]
  readonly Resource: unknown
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}

interface Document {
  readonly Statement: readonly Statement[]
}

function grantsOf(of: Template, role: string): readonly string[] {
  return policies(of)
    .filter(([id]) => id.startsWith(`${role}Role`))
    .flatMap(([, { Statement }]) => Statement.map(sayStatement))
}

function policies(of: Template): readonly (readonly [string, Document])[] {
  return Object.entries(of.Resources)
    .filter(([, { Type }]) => /^AWS::IAM::(Managed)?Policy$/.test(Type))
    .map(([id, { Properties }]) => [id, Properties.PolicyDocument as Document])
}

function sayStatement({ Effect, Action, Resource, Condition }: Statement): string {
  const of = Condition?.['ForAllValues:StringEquals']?.['dynamodb:LeadingKeys']
  const resources = [Resource].flat().map(sayResource).join(' ')
  return `${Effect === 'Deny' ? 'Deny ' : ''}${[Action].flat().join(' ')} on ${resources}${of === undefined ? '' : ` of ${of.join(' ')}`}`
}

function sayResource(resource: unknown): string {
  if (typeof resource === 'string') return resource
  const { 'Fn::Join': join, 'Fn::GetAtt': attribute } = resource as {
    readonly 'Fn::Join'?: readonly [string, readonly unknown[]]
    readonly 'Fn::GetAtt'?: readonly [string, string]
  }
  if (join !== undefined) return join[1].map((part) => (typeof part === 'string' ? part : 'ACCOUNT')).join('')
  const id = attribute![0]
  return /^DeadLetters/.test(id)
    ? 'DEAD-LETTERS'
    : /Log[0-9A-F]{8}$/.test(id)
      ? 'LOG'
      : id.replace(/[0-9A-F]{8}$/, '').toUpperCase()
}

function idOf({ Resources }: Template, pattern: RegExp): string {
  return Object.keys(Resources).find((id) => pattern.test(id))!
}
