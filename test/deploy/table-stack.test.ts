/** The table outlives its stack, is in every Region, and is paid for by what is asked of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TABLE_KEYS, tableName } from '../../lib/names/table.ts'
import { appOf, exampleIn, ofType, type Resource, settingsOf, stackOf, templatesOf } from './made-up.ts'

const settings = settingsOf(exampleIn(3))

test('it has the keys, the name and the expiry that the items have', () => {
  const { Properties } = table(settings)
  assert.equal(Properties.TableName, tableName('main'))
  assert.deepEqual(Properties.KeySchema, [
    { AttributeName: TABLE_KEYS.partition, KeyType: 'HASH' },
    { AttributeName: TABLE_KEYS.sort, KeyType: 'RANGE' },
  ])
  assert.deepEqual(Properties.TimeToLiveSpecification, { AttributeName: TABLE_KEYS.expires, Enabled: true })
  assert.equal(Properties.BillingMode, 'PAY_PER_REQUEST')
})

test('every vantage has a replica that can be restored and cannot be deleted by mistake', () => {
  const replicas = table(settings).Properties.Replicas as readonly Replica[]
  assert.deepEqual(replicas.map(({ Region }) => Region).toSorted(), [
    'ap-southeast-2',
    'eu-central-1',
    'us-west-2',
  ])
  for (const { DeletionProtectionEnabled, PointInTimeRecoverySpecification } of replicas) {
    assert.equal(DeletionProtectionEnabled, true)
    assert.deepEqual(PointInTimeRecoverySpecification, { PointInTimeRecoveryEnabled: true })
  }
})

interface Replica {
  readonly Region: string
  readonly DeletionProtectionEnabled: boolean
  readonly PointInTimeRecoverySpecification: unknown
}

test('A5: it stays when its stack goes, but not after a first deployment that failed', () => {
  const { DeletionPolicy, UpdateReplacePolicy } = table(settings)
  assert.equal(DeletionPolicy, 'RetainExceptOnCreate')
  assert.equal(UpdateReplacePolicy, 'Retain')
})

test('A5: a first deployment can take its table back in every Region, and the next one protects it', () => {
  const isProtected = (isFirst: boolean) => {
    const template = templatesOf(settings, { isFirst }).get('watchfire-main-table')!
    const [{ Properties }] = ofType(template, 'AWS::DynamoDB::GlobalTable') as [Resource]
    const replicas = Properties.Replicas as readonly Replica[]
    return replicas.map(({ DeletionProtectionEnabled }) => DeletionProtectionEnabled === true)
  }
  assert.deepEqual(isProtected(true), [false, false, false])
  assert.deepEqual(isProtected(false), [true, true, true])
})

test('replicas converge on the last writer: the mode that strong reads would need has no expiry', () => {
  assert.equal(table(settings).Properties.MultiRegionConsistency, undefined)
})

test('its stack is in the home Region, and goes before those of the vantages', () => {
  for (const home of ['eu-central-1', 'us-west-2']) {
    const app = appOf({ ...settings, home })
    const stack = stackOf(app, 'watchfire-main-table')
    assert.equal(stack.region, home)
    for (const { name } of settings.vantages)
      assert.ok(stackOf(app, `watchfire-main-vantage-${name}`).dependencies.includes(stack), name)
  }
})

test('one vantage alone has a table that can be replicated later', () => {
  const alone = table(settingsOf(exampleIn(1)))
  assert.equal(alone.Type, 'AWS::DynamoDB::GlobalTable')
  assert.equal((alone.Properties.Replicas as readonly Replica[]).length, 1)
})

function table(of: typeof settings): Resource {
  const [found] = ofType(templatesOf(of).get('watchfire-main-table')!, 'AWS::DynamoDB::GlobalTable')
  return found!
}
