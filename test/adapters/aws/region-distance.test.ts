/** Laws of distance: its own Region first, then the nearest, and what nobody knows last. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { byDistance } from '../../../lib/adapters/aws/region-distance.ts'

it('A9: Sydney asks Singapore before Oregon, and Oregon before Frankfurt', () => {
  const regions = ['eu-central-1', 'us-west-2', 'ap-southeast-1', 'ap-southeast-2']
  assert.deepEqual(byDistance(regions, 'ap-southeast-2'), [
    'ap-southeast-2',
    'ap-southeast-1',
    'us-west-2',
    'eu-central-1',
  ])
  assert.deepEqual(byDistance(['us-west-2', 'us-east-1', 'eu-central-1'], 'eu-west-1'), [
    'eu-central-1',
    'us-east-1',
    'us-west-2',
  ])
})

it('A9: across the date line the way is short', () => {
  assert.deepEqual(byDistance(['eu-west-1', 'us-west-2'], 'ap-northeast-1'), ['us-west-2', 'eu-west-1'])
})

it('A9: Regions of which no place is known keep their order and come last', () => {
  assert.deepEqual(byDistance(['xx-new-1', 'two', 'sa-east-1', 'one'], 'us-east-1'), [
    'sa-east-1',
    'xx-new-1',
    'two',
    'one',
  ])
  assert.deepEqual(byDistance(['b', 'a'], 'a'), ['a', 'b'])
})
