/** Cross-checks: rules of the settings that a schema cannot hold, each on whatever is well formed enough. */
import { PRESETS } from '../chain/networks.ts'
import { editsBetween } from '../text/nearest.ts'
import { readDuration } from '../text/time.ts'
import { timeZoneComplaints } from './calendar.ts'
import { type Complaint, complain, expectedOf } from './complaint.ts'
import { type Range, rangesIn, sayRange } from './indices.ts'
import { at, items, type Place, quote, sayPath, type TextPlace, texts } from './place.ts'

export function crossComplaints(root: Place): readonly Complaint[] {
  const contactsOfDataCenters = items(at(root, 'dataCenters')).flatMap((dataCenter) =>
    items(at(dataCenter, 'contacts')),
  )
  return [
    ...texts(at(root, 'network')).flatMap(networkComplaints),
    ...items(at(root, 'vantages')).flatMap(vantageComplaints),
    ...contactsOfDataCenters.flatMap((contact) => channelComplaints(contact, ['phone', 'email', 'url'])),
    ...items(at(root, 'contacts')).flatMap((contact) =>
      channelComplaints(contact, ['email', 'sms', 'https', 'webhook']),
    ),
    ...[...items(at(root, 'rotations')), ...items(at(root, 'maintenance')), at(root, 'drill')].flatMap(
      (timed) => texts(at(timed, 'timeZone')).flatMap(timeZoneComplaints),
    ),
    ...['critical', 'warning'].flatMap((severity) =>
      stepComplaints(at(root, 'escalation', severity, 'steps')),
    ),
    ...overlapComplaints(root),
  ]
}

function networkComplaints({ path, value }: TextPlace): readonly Complaint[] {
  const presets = Object.keys(PRESETS)
  // Presets are letters only: mainnet-shadow-2 is meant as written, mainent is not.
  const isDeliberate = presets.includes(value) || /[\d-]/.test(value)
  if (isDeliberate || !presets.some((preset) => editsBetween(value, preset) <= 2)) return []
  return [
    complain(path, `is ${quote(value)}, which is almost the name of a preset, ${expectedOf(value, presets)}`),
  ]
}

function vantageComplaints(vantage: Place): readonly Complaint[] {
  if (typeof vantage.value !== 'object' || vantage.value === null || Array.isArray(vantage.value)) return []
  const names = ['region', 'name'].filter((key) => at(vantage, key).value !== undefined)
  if (names.length === 1) return []
  return [
    complain(
      vantage.path,
      `has ${names.length === 0 ? 'no name' : 'two names'}, expected either region or name`,
    ),
  ]
}

function channelComplaints(contact: Place, channels: readonly string[]): readonly Complaint[] {
  if (typeof contact.value !== 'object' || contact.value === null) return []
  if (channels.some((channel) => at(contact, channel).value !== undefined)) return []
  return [
    complain(
      contact.path,
      `cannot be reached, expected ${channels.join(', ').replace(/, (\w+)$/, ' or $1')}`,
    ),
  ]
}

function stepComplaints(steps: Place): readonly Complaint[] {
  const afters = items(steps).flatMap((step) => texts(at(step, 'after')))
  return afters.flatMap((after, index) => {
    const before = afters[index - 1]
    if (before === undefined) return []
    const [beforeMs, afterMs] = [readDuration(before.value), readDuration(after.value)]
    if (beforeMs === undefined || afterMs === undefined || afterMs > beforeMs) return []
    return [
      complain(
        after.path,
        `is ${quote(after.value)}, expected more than the ${quote(before.value)} of the step before it`,
      ),
    ]
  })
}

function overlapComplaints(root: Place): readonly Complaint[] {
  const taken = items(at(root, 'validators')).flatMap((group) =>
    rangesIn(at(group, 'indices').value).map((range) => ({ group, range })),
  )
  taken.sort((a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1])
  let [highest] = taken
  return taken.slice(1).flatMap((next) => {
    const before = highest!
    if (next.range[1] > before.range[1]) highest = next
    return next.range[0] <= before.range[1] ? [sayOverlap(before, next)] : []
  })
}

interface Taken {
  readonly group: Place
  readonly range: Range
}

/** Points at the one that stands later in the file. */
function sayOverlap(a: Taken, b: Taken): Complaint {
  const isLater = Number(b.group.path[1]) >= Number(a.group.path[1])
  const [first, later] = isLater ? [a, b] : [b, a]
  const where = first.group === later.group ? 'the same group' : `${sayPath(first.group.path)}.indices`
  return complain(
    at(later.group, 'indices').path,
    `holds ${sayRange(later.range)}, which overlaps ${sayRange(first.range)} of ${where}, expected every validator once`,
  )
}
