/** Deploy complaints: what is well in settings for one machine, and cannot be deployed. */
import { RegionInfo } from 'aws-cdk-lib/region-info'
import { expectedOf, type KeyProblem, problemAt } from '../domain/settings/key-problem.ts'
import { vantageNames } from '../domain/settings/sections/vantage-settings.ts'
import { at, items, quote, type TextAt, texts, type ValueAt } from '../domain/settings/value-at.ts'
import { MINUTE_MS, readDuration } from '../domain/text/time.ts'
import { contactComplaints } from './resource-limits.ts'

/** To be given to `readSettings`, so that these are told with all other problems, each in its place. */
export function deployComplaints(root: ValueAt): readonly KeyProblem[] {
  const vantages = items(at(root, 'vantages'))
  return [
    ...vantages.flatMap(regionComplaints),
    ...vantages.flatMap(networkComplaints),
    ...pagingNames(root).flatMap(deskComplaints),
    ...contactComplaints(at(root, 'contacts')),
    ...texts(at(root, 'cadence')).flatMap(cadenceComplaints),
  ]
}

/** One account lies in one partition; the others have Regions that no global table of this one reaches. */
const REGIONS = RegionInfo.regions.filter(({ partition }) => partition === 'aws').map(({ name }) => name)

function regionComplaints(vantage: ValueAt): readonly KeyProblem[] {
  return vantageNames(vantage)
    .filter(({ value }) => !REGIONS.includes(value))
    .map(({ path, value }) =>
      problemAt(path, `is ${quote(value)}, which is no AWS Region, ${expectedOf(value, REGIONS)}`),
    )
}

/** Where a page's link leads to a desk: the Regions named for it, else every vantage. */
function pagingNames(root: ValueAt): readonly TextAt[] {
  const named = at(root, 'pagingRegions')
  return named.value === undefined
    ? items(at(root, 'vantages')).flatMap(vantageNames)
    : items(named).flatMap(texts)
}

/** "Creating and managing Lambda function URLs" in the developer guide of Lambda, read in November 2026. */
const WITHOUT_FUNCTION_URLS: readonly string[] = [
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
]

function deskComplaints({ path, value }: TextAt): readonly KeyProblem[] {
  if (!WITHOUT_FUNCTION_URLS.includes(value)) return []
  const cannot =
    'which cannot page: Lambda has no function URLs there, so no link in a message could lead to a desk'
  return [problemAt(path, `is ${quote(value)}, ${cannot}; expected pagingRegions that leave it out`)]
}

function networkComplaints(vantage: ValueAt): readonly KeyProblem[] {
  const [vpcId, subnetIds] = [at(vantage, 'vpcId'), at(vantage, 'subnetIds')]
  if ((vpcId.value === undefined) === (subnetIds.value === undefined)) return []
  const [given, missing] = vpcId.value === undefined ? ['subnetIds', 'vpcId'] : ['vpcId', 'subnetIds']
  return [problemAt(at(vantage, given).path, `is given without ${missing}, expected both or neither`)]
}

/** A schedule of AWS fires by the minute. */
function cadenceComplaints({ path, value }: ValueAt): readonly KeyProblem[] {
  const ms = readDuration(String(value))
  if (ms === undefined || ms % MINUTE_MS === 0) return []
  const expected = 'expected whole minutes (1m to 10m): AWS starts functions by the minute'
  return [problemAt(path, `is ${quote(value)}, which cannot be deployed, ${expected}`)]
}
