/** Region distance: how far apart Regions of AWS are, so that who fails over asks the next one and not the other side of the world. */

/** Latitude and longitude of the towns that Regions are named after, in whole degrees. */
const PLACES: Readonly<Record<string, readonly [number, number]>> = {
  'af-south-1': [-34, 18],
  'ap-east-1': [22, 114],
  'ap-east-2': [25, 121],
  'ap-northeast-1': [36, 140],
  'ap-northeast-2': [38, 127],
  'ap-northeast-3': [35, 135],
  'ap-south-1': [19, 73],
  'ap-south-2': [17, 78],
  'ap-southeast-1': [1, 104],
  'ap-southeast-2': [-34, 151],
  'ap-southeast-3': [-6, 107],
  'ap-southeast-4': [-38, 145],
  'ap-southeast-5': [3, 102],
  'ap-southeast-6': [-37, 175],
  'ap-southeast-7': [14, 101],
  'ca-central-1': [46, -74],
  'ca-west-1': [51, -114],
  'eu-central-1': [50, 9],
  'eu-central-2': [47, 9],
  'eu-north-1': [59, 18],
  'eu-south-1': [45, 9],
  'eu-south-2': [42, -1],
  'eu-west-1': [53, -6],
  'eu-west-2': [52, 0],
  'eu-west-3': [49, 2],
  'il-central-1': [32, 35],
  'me-central-1': [25, 55],
  'me-south-1': [26, 51],
  'mx-central-1': [21, -100],
  'sa-east-1': [-24, -47],
  'us-east-1': [39, -77],
  'us-east-2': [40, -83],
  'us-west-1': [37, -122],
  'us-west-2': [46, -119],
}

/** Nearest first; those whose place is not known come last, in the order in which they stand. */
export function byDistance(regions: readonly string[], from: string): readonly string[] {
  return regions.toSorted((a, b) => angleBetween(from, a) - angleBetween(from, b))
}

const UNKNOWN_PLACE = 7

/** Of the great circle, in radians; a Region is no way from itself. */
function angleBetween(a: string, b: string): number {
  if (a === b) return -1
  const [from, to] = [PLACES[a], PLACES[b]]
  if (from === undefined || to === undefined) return UNKNOWN_PLACE
  const [fromNorth, fromEast, toNorth, toEast] = [...from, ...to].map((degrees) => (degrees * Math.PI) / 180)
  const across = Math.cos(fromNorth!) * Math.cos(toNorth!) * Math.cos(fromEast! - toEast!)
  return Math.acos(Math.max(-1, Math.min(1, Math.sin(fromNorth!) * Math.sin(toNorth!) + across)))
}
