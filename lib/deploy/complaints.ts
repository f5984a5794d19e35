/** Complaints: what is well in settings for one machine, and cannot be deployed. */
import { RegionInfo } from 'aws-cdk-lib/region-info'
import { type Complaint, complain, expectedOf } from '../domain/settings/complaint.ts'
import { vantageNames } from '../domain/settings/names.ts'
import { at, items, type Place, quote, texts } from '../domain/settings/place.ts'
import { MINUTE_MS, readDuration } from '../domain/text/time.ts'

/** To be given to `readSettings`, so that these are told with all other problems, each in its place. */
export function deployComplaints(root: Place): readonly Complaint[] {
  const vantages = items(at(root, 'vantages'))
  return [
    ...vantages.flatMap(regionComplaints),
    ...vantages.flatMap(networkComplaints),
    ...texts(at(root, 'cadence')).flatMap(cadenceComplaints),
  ]
}

/** One account lies in one partition; the others have Regions that no global table of this one reaches. */
const REGIONS = RegionInfo.regions.filter(({ partition }) => partition === 'aws').map(({ name }) => name)

function regionComplaints(vantage: Place): readonly Complaint[] {
  return vantageNames(vantage)
    .filter(({ value }) => !REGIONS.includes(value))
    .map(({ path, value }) =>
      complain(path, `is ${quote(value)}, which is no AWS Region, ${expectedOf(value, REGIONS)}`),
    )
}

function networkComplaints(vantage: Place): readonly Complaint[] {
  const [vpcId, subnetIds] = [at(vantage, 'vpcId'), at(vantage, 'subnetIds')]
  if ((vpcId.value === undefined) === (subnetIds.value === undefined)) return []
  const [given, missing] = vpcId.value === undefined ? ['subnetIds', 'vpcId'] : ['vpcId', 'subnetIds']
  return [complain(at(vantage, given).path, `is given without ${missing}, expected both or neither`)]
}

/** A schedule of AWS fires by the minute. */
function cadenceComplaints({ path, value }: Place): readonly Complaint[] {
  const ms = readDuration(String(value))
  if (ms === undefined || ms % MINUTE_MS === 0) return []
  const expected = 'expected whole minutes (1m to 10m): AWS starts functions by the minute'
  return [complain(path, `is ${quote(value)}, which cannot be deployed, ${expected}`)]
}
