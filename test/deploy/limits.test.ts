/** Settings at each limit of CloudFormation, IAM and Lambda: they deploy, or are a complaint with its line. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deployComplaints } from '../../lib/deploy/deploy-complaints.ts'
import { OTHER_RESOURCES_MAX } from '../../lib/deploy/resource-limits.ts'
import { sayProblem } from '../../lib/domain/settings/problem.ts'
import { readSettings } from '../../lib/domain/settings/read-settings.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { TEN, type Template, templatesOf } from './made-up.ts'

const LONGEST_NAME = 'n'.repeat(40)

interface Size {
  readonly contacts?: number
  /** Of a contact. */
  readonly channels?: readonly string[]
  readonly secrets?: number
  readonly regions?: number
}

/** The longest names that the settings take, so many of each. */
function written({ contacts = 0, channels = ['email'], secrets = 0, regions = 2 }: Size): string {
  const long = (kind: string, index: number) => `${kind}${index}`.padEnd(63, 'x')
  const nodes = Array.from(
    { length: Math.max(1, secrets) },
    (_, i) =>
      `  - { id: ${long('n', i)}, url: "https://n${i}.example.com"${secrets > 0 ? `, headers: { authorization: "\${secret:${long('s', i)}}" }` : ''} }`,
  )
  const places: Readonly<Record<string, (index: number) => string>> = {
    email: (i) => `email: a${i}@example.com`,
    sms: (i) => `sms: "+49170${1_000_000 + i}"`,
    https: (i) => `https: "https://h${i}.example.com/x"`,
    webhook: (i) => `webhook: { kind: slack, url: "\${secret:${long('w', i)}}" }`,
  }
  const people = Array.from(
    { length: contacts },
    (_, i) => `  - { id: ${[long('c', i), ...channels.map((channel) => places[channel]!(i))].join(', ')} }`,
  )
  return [
    `name: ${LONGEST_NAME}`,
    'network: mainnet',
    `vantages: [${TEN.slice(0, regions).join(', ')}]`,
    'nodes:',
    ...nodes,
    ...(contacts > 0 ? ['contacts:', ...people] : []),
    '',
  ].join('\n')
}

function read(text: string): { readonly settings?: Settings; readonly said: readonly string[] } {
  const found = readSettings({ file: 'f.yaml', text, files: () => undefined, rules: deployComplaints })
  return found.ok ? { settings: found.value.settings, said: [] } : { said: found.error.map(sayProblem) }
}

/** Names as long as they may be, and as short ones as there are, at every count about which a rule changes its mind. */
const AT_THE_LIMIT: Readonly<Record<string, Size>> = {
  'nobody to be told': {},
  ...Object.fromEntries(
    [1, 20, 24, 25, 26, 30, 60, 61, 100].map((secrets) => [`${secrets} secrets`, { secrets, regions: 10 }]),
  ),
  ...Object.fromEntries(
    [1, 2, 3, 10, 20, 25, 26, 60, 100].map((contacts) => [
      `${contacts} contacts by webhook and e-mail, in ten Regions`,
      { contacts, channels: ['email', 'webhook'], regions: 10 },
    ]),
  ),
  '100 contacts with e-mail': { contacts: 100 },
  '92 contacts with two addresses': { contacts: 92, channels: ['email', 'sms'] },
  '76 contacts with three': { contacts: 76, channels: ['email', 'sms', 'https'] },
  '24 secrets and 24 contacts': { secrets: 24, contacts: 24, channels: ['email', 'webhook'], regions: 10 },
}

for (const [what, size] of Object.entries(AT_THE_LIMIT))
  test(`A8: ${what} deploy by all known limits of CloudFormation, IAM and Lambda`, () => {
    const { settings, said } = read(written(size))
    assert.deepEqual(said, [])
    for (const [id, template] of templatesOf(settings!, { hasDashboard: true })) assertDeploys(id, template)
  })

test('A8: one contact more than a stack can hold is a complaint with its line', () => {
  const counted =
    '(a topic with its policy is 2, each email, sms and https 1 more, each address of an email 1 for the alarms)'
  for (const [contacts, channels, line, all] of [
    [93, ['email', 'sms'], 99, 465],
    [100, ['email', 'sms'], 99, 500],
    [77, ['email', 'sms', 'https'], 83, 462],
  ] as const) {
    const { said } = read(written({ contacts, channels }))
    const place = `contacts[${line - 7}]`
    assert.deepEqual(said, [
      `f.yaml:${line}:5: ${place} is one too many, expected contacts that come to 460 resources of a stack at most ${counted}; these are ${all}`,
    ])
  }
})

test('A8: what a Region has beside its contacts fits what is kept for it', () => {
  const vpc = { vpcId: 'vpc-0a1b2c3d', subnetIds: ['subnet-0a1b2c3d'] }
  const { settings } = read(written({ contacts: 24, channels: ['webhook'], secrets: 24, regions: 10 }))
  const vantages = settings!.vantages.map((vantage) => ({ ...vantage, ...vpc }))
  for (const [id, { Resources }] of templatesOf({ ...settings!, vantages }, { hasDashboard: true })) {
    const count = Object.keys(Resources).length
    assert.ok(count <= OTHER_RESOURCES_MAX, `${id}: ${count} resources`)
  }
})

/** As the quotas pages of CloudFormation, IAM, Lambda, SNS, SQS, Scheduler and DynamoDB give them. */
const NAMES_MAX: Readonly<Record<string, number>> = {
  'AWS::Lambda::Function FunctionName': 64,
  'AWS::Scheduler::Schedule Name': 64,
  'AWS::SQS::Queue QueueName': 80,
  'AWS::SNS::Topic TopicName': 256,
  'AWS::DynamoDB::GlobalTable TableName': 255,
  'AWS::Logs::LogGroup LogGroupName': 512,
  'AWS::CloudWatch::Alarm AlarmName': 255,
  'AWS::CloudWatch::Dashboard DashboardName': 255,
}
const RESOURCES_MAX = 500
const TEMPLATE_BYTES_MAX = 1_000_000
const INLINE_CHARACTERS_MAX = 10_240
const MANAGED_CHARACTERS_MAX = 6_144
const MANAGED_POLICIES_MAX = 10
const ENVIRONMENT_BYTES_MAX = 4_096

function assertDeploys(id: string, template: Template): void {
  const { Resources } = template
  const within = (what: string, amount: number, max: number) =>
    assert.ok(amount <= max, `${id}: ${what}: ${amount}, and ${max} are allowed`)
  within('resources', Object.keys(Resources).length, RESOURCES_MAX)
  within('bytes of the template', Buffer.byteLength(JSON.stringify(template)), TEMPLATE_BYTES_MAX)
  within('characters of the stack’s id', id.length, 128)
  for (const [key, { Type, Properties }] of Object.entries(Resources)) {
    for (const [name, value] of Object.entries(Properties)) {
      const max = NAMES_MAX[`${Type} ${name}`]
      if (max !== undefined) within(`${key} ${name}`, String(value).length, max)
    }
    const variables = (Properties.Environment as { readonly Variables?: object } | undefined)?.Variables
    if (variables) within(`${key} variables`, JSON.stringify(variables).length, ENVIRONMENT_BYTES_MAX)
  }
  for (const [role, policies] of policiesByRole(template)) {
    const sizes = (type: string) =>
      policies
        .filter(({ Type }) => Type === type)
        .map(({ Properties }) => charactersOf(Properties.PolicyDocument))
    const inline = sizes('AWS::IAM::Policy').reduce((sum, size) => sum + size, 0)
    within(`inline policies of ${role}`, inline, INLINE_CHARACTERS_MAX)
    const managed = sizes('AWS::IAM::ManagedPolicy')
    within(`managed policies of ${role}`, managed.length, MANAGED_POLICIES_MAX)
    for (const size of managed) within(`a managed policy of ${role}`, size, MANAGED_CHARACTERS_MAX)
  }
}

function policiesByRole({ Resources }: Template) {
  const policies = Object.values(Resources).filter(({ Type }) => /^AWS::IAM::(Managed)?Policy$/.test(Type))
  return Map.groupBy(
    policies,
    ({ Properties }) => (Properties.Roles as readonly { readonly Ref: string }[])[0]!.Ref,
  )
}

/** As IAM counts: without white space, with an account of twelve digits, and with the longest name that an ARN ends in. */
function charactersOf(document: unknown): number {
  return JSON.stringify(document, (_, value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const join = (value as { readonly 'Fn::Join'?: readonly [string, readonly unknown[]] })['Fn::Join']
    if (join !== undefined)
      return join[1].map((part) => (typeof part === 'string' ? part : '000000000000')).join('')
    if ('Fn::GetAtt' in value || 'Ref' in value) return LONGEST_ARN
    return value
  }).length
}

const LONGEST_ARN = `arn:aws:logs:ap-southeast-2:000000000000:log-group:/aws/lambda/watchfire-${LONGEST_NAME}-judge:*`
