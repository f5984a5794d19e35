/** An installation: so many stacks of so many resources, and the same bytes for the same settings. */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { DEFAULT_MEASURES } from '../../lib/tools/cost/cost-measures.ts'
import { monthlyCost } from '../../lib/tools/cost/monthly-cost.ts'
import { holdToGolden } from '../kit/golden.ts'
import { differencesOf, reviewed } from './differences.ts'
import { appOf, exampleIn, ofType, settingsOf, type Template, templatesOf } from './made-up.ts'

const HOME = 'watchfire-main-vantage-eu-central-1'
const TABLE = 'watchfire-main-table'
const LOOKER = 'watchfire-main-vantage-ap-southeast-2'

const GOLDEN = 'test/golden/deploy'
const FOLDER = new URL(`../../${GOLDEN}/`, import.meta.url)

/** What stands in every Region; e-mail subscriptions to the alarm topic, one for each of the two people. */
const EVERYWHERE = {
  'AWS::CloudWatch::Alarm': 4,
  'AWS::IAM::Policy': 2,
  'AWS::IAM::Role': 3,
  'AWS::Lambda::EventInvokeConfig': 2,
  'AWS::Lambda::Function': 2,
  'AWS::Logs::LogGroup': 2,
  'AWS::SNS::Subscription': 2,
  'AWS::SNS::Topic': 1,
  'AWS::SNS::TopicPolicy': 1,
  'AWS::SQS::Queue': 1,
  'AWS::SQS::QueuePolicy': 1,
  'AWS::Scheduler::Schedule': 2,
}

/** And in a paging Region: the desk, and a topic with e-mail and SMS for each of the two people. */
const PAGING = {
  ...EVERYWHERE,
  'AWS::IAM::Policy': 3,
  'AWS::IAM::Role': 4,
  'AWS::Lambda::Function': 3,
  'AWS::Lambda::Permission': 2,
  'AWS::Lambda::Url': 1,
  'AWS::Logs::LogGroup': 3,
  'AWS::SNS::Subscription': 6,
  'AWS::SNS::Topic': 3,
  'AWS::SNS::TopicPolicy': 3,
}

const templates = new Map([1, 3, 10].map((count) => [count, templatesOf(settingsOf(exampleIn(count)))]))

for (const [count, stacks] of templates)
  test(`${count} vantages are ${count + 1} stacks with all that they need and nothing else`, () => {
    assert.equal(stacks.size, count + 1)
    for (const [id, template] of stacks) assert.deepEqual(countsOf(template), expected(id, count), id)
  })

function expected(id: string, count: number): Readonly<Record<string, number>> {
  if (id === TABLE) return { 'AWS::DynamoDB::GlobalTable': 1 }
  const full = id === LOOKER && count === 3 ? EVERYWHERE : PAGING
  // A single Region has nothing to replicate to, and so no lag to be alarmed at.
  return count === 1 ? { ...full, 'AWS::CloudWatch::Alarm': 3 } : full
}

for (const [count, stacks] of templates)
  test(`the alarms that are paid for are those that ${count} vantages deploy, metric by metric`, () => {
    const { lines } = monthlyCost(settingsOf(exampleIn(count)), DEFAULT_MEASURES, { withFreeTier: false })
    const paid = lines
      .filter(({ meter }) => meter === 'alarms')
      .reduce((sum, { factors }) => sum + factors.reduce((product, { amount }) => product * amount, 1), 0)
    const deployed = [...stacks.values()]
      .flatMap((template) => ofType(template, 'AWS::CloudWatch::Alarm'))
      .reduce((sum, { Properties }) => sum + metricsIn(Properties.Metrics), 0)
    assert.equal(paid, deployed)
  })

test('a dashboard is there only when asked for, once, at home', () => {
  const count = (hasDashboard: boolean) =>
    [...templatesOf(settingsOf(exampleIn(3)), { hasDashboard })].flatMap(([id, template]) =>
      countsOf(template)['AWS::CloudWatch::Dashboard'] === undefined ? [] : [id],
    )
  assert.deepEqual(count(false), [])
  assert.deepEqual(count(true), [HOME])
})

test('two installations share no name', () => {
  const names = (name: string) =>
    [...templatesOf({ ...settingsOf(exampleIn(3)), name })].flatMap(([id, { Resources }]) => [
      id,
      ...Object.values(Resources).flatMap(({ Type, Properties }) =>
        Object.entries(Properties)
          .filter(([key, value]) => /^(\w*Name|Name)$/.test(key) && typeof value === 'string')
          .filter(([key]) => !['DisplayName', 'PolicyName'].includes(key))
          .map(([, value]) => `${Type} ${value}`),
      ),
    ])
  const [main, other] = [names('main'), names('other')]
  assert.ok(main.length > 40)
  for (const name of main) assert.match(name, /main/)
  assert.deepEqual(
    main.filter((name) => other.includes(name)),
    [],
  )
})

test('nothing of one Region is referred to by another', () => {
  for (const [id, template] of templates.get(3)!) {
    const text = JSON.stringify(template)
    assert.doesNotMatch(text, /Fn::ImportValue|"Export"|cdk-exports|Custom::/, id)
  }
})

test('no template holds a secret, a header, an address of a node or an account number', () => {
  const settings = settingsOf(
    exampleIn(3).replace(
      'Bearer ${secret:bn1-token}"',
      'Bearer sesame ${secret:bn1-token}", x-tenant: "ten4nt"',
    ),
  )
  const phones = settings.contacts.flatMap(({ sms }) => sms ?? [])
  for (const [id, template] of templatesOf(settings)) {
    const text = phones.reduce((all, phone) => all.replaceAll(phone, ''), JSON.stringify(template))
    assert.doesNotMatch(text, /sesame|ten4nt|authorization|\bhttps?:\/\//i, id)
    assert.doesNotMatch(text, /(?<![0-9a-f])\d{12}(?![0-9a-f])/, id)
  }
})

test('an installation that can tell nobody is a warning', () => {
  const settings = settingsOf(exampleIn(1))
  const onlyWebhooks = settings.contacts.filter(({ webhook }) => webhook !== undefined)
  assert.match(warnings({ ...settings, contacts: [] }).join(), /^.*tell nobody$/)
  assert.deepEqual(warnings({ ...settings, contacts: onlyWebhooks }), [])
  assert.deepEqual(warnings(settings), [])
})

const three = templates.get(3)!

for (const id of [TABLE, HOME])
  test(`the reviewed template of ${id}`, () => holdToGolden(`${GOLDEN}/${id}.json`, reviewed(three.get(id)!)))

test('the reviewed list of what differs by Region', () => {
  const home = { region: regionOf(HOME), template: three.get(HOME)! }
  const lists = [...three]
    .filter(([id]) => id !== TABLE && id !== HOME)
    .map(([id, template]) => [id, ...differencesOf(home, { region: regionOf(id), template }), ''])
  holdToGolden(`${GOLDEN}/differences.txt`, lists.flat().join('\n'))
})

test('nothing else is kept for review', () => {
  assert.deepEqual(readdirSync(FOLDER).toSorted(), ['differences.txt', `${TABLE}.json`, `${HOME}.json`])
})

function regionOf(id: string): string {
  return id.replace('watchfire-main-vantage-', '')
}

function warnings(settings: Settings): readonly string[] {
  const stacks = appOf(settings).synth().stacks
  return stacks.flatMap(({ messages }) => messages.map(({ entry }) => String(entry.data).split(' [ack')[0]!))
}

function countsOf({ Resources }: Template): Readonly<Record<string, number>> {
  const types = Object.values(Resources).map(({ Type }) => Type)
  return Object.fromEntries(
    [...new Set(types)].map((type) => [type, types.filter((each) => each === type).length]),
  )
}

/** An alarm on one metric has no list of them; in a list, an expression is no metric. */
function metricsIn(list: unknown): number {
  if (!Array.isArray(list)) return 1
  return list.filter((one: object) => 'MetricStat' in one).length
}
