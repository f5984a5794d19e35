/** What cannot be deployed is a problem like any other, with its line and column. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deployComplaints } from '../../lib/deploy/deploy-complaints.ts'
import { sayProblem } from '../../lib/domain/settings/problem.ts'
import { readSettings } from '../../lib/domain/settings/read-settings.ts'

const NODES = 'nodes:\n  - id: a\n    url: https://a.example.com\n'
const NO_REGION = 'which is no AWS Region,'

const NO_DESK =
  'which cannot page: Lambda has no function URLs there, so no link in a message could lead to a desk; expected pagingRegions that leave it out'

const CASES: readonly (readonly [what: string, head: string, expected: string | undefined])[] = [
  ['Regions', 'vantages: [eu-central-1, { region: us-west-2 }, { name: ap-southeast-2 }]', undefined],
  ['a cadence of minutes', 'vantages: [eu-central-1]\ncadence: 2m', undefined],
  ['a cadence of minutes, in seconds', 'vantages: [eu-central-1]\ncadence: 300s', undefined],
  [
    'a slip in a Region',
    'vantages: [eu-central-1, us-wset-2]',
    `2:26: vantages[1] is "us-wset-2", ${NO_REGION} did you mean "us-west-2"?`,
  ],
  [
    'a Region of another partition',
    'vantages: [{ region: cn-north-1 }]',
    `2:22: vantages[0].region is "cn-north-1", ${NO_REGION} did you mean "eu-north-1"?`,
  ],
  [
    'a VPC without subnets',
    'vantages: [{ region: us-west-2, vpcId: vpc-0a1b2c3d }]',
    '2:40: vantages[0].vpcId is given without subnetIds, expected both or neither',
  ],
  [
    'subnets without a VPC',
    'vantages: [{ region: us-west-2, subnetIds: [subnet-0a1b2c3d] }]',
    '2:44: vantages[0].subnetIds is given without vpcId, expected both or neither',
  ],
  [
    'A8: a Region without function URLs that looks only',
    'vantages: [eu-central-1, eu-central-2]\npagingRegions: [eu-central-1]',
    undefined,
  ],
  [
    'A8: one that pages because nothing says otherwise',
    'vantages: [eu-central-1, { region: eu-central-2 }]',
    `2:36: vantages[1].region is "eu-central-2", ${NO_DESK}`,
  ],
  [
    'A8: one that is said to page',
    'vantages: [eu-central-1, me-central-1]\npagingRegions: [eu-central-1, me-central-1]',
    `3:31: pagingRegions[1] is "me-central-1", ${NO_DESK}`,
  ],
  [
    'a cadence below a minute',
    'vantages: [eu-central-1]\ncadence: 30s',
    '3:10: cadence is "30s", which cannot be deployed, expected whole minutes (1m to 10m): AWS starts functions by the minute',
  ],
  [
    'a cadence between minutes',
    'vantages: [eu-central-1]\ncadence: 1m30s',
    '3:10: cadence is "1m30s", which cannot be deployed, expected whole minutes (1m to 10m): AWS starts functions by the minute',
  ],
]

for (const [what, head, expected] of CASES)
  test(`${what}: ${expected === undefined ? 'can be deployed' : 'cannot'}`, () => {
    const read = readSettings({
      file: 'f.yaml',
      text: `network: mainnet\n${head}\n${NODES}`,
      files: () => undefined,
      rules: deployComplaints,
    })
    const said = read.ok ? [] : read.error.map(sayProblem)
    assert.deepEqual(said, expected === undefined ? [] : [`f.yaml:${expected}`])
  })

test('it is told together with every other problem', () => {
  const text = 'network: mainent\nvantages: [laptop]\nnodes: []\n'
  const read = readSettings({ file: 'f.yaml', text, files: () => undefined, rules: deployComplaints })
  assert.deepEqual(read.ok ? [] : read.error.map(({ line }) => line), [1, 2, 3])
})
