/** Drills: the tests that this vantage is to send, asked for by somebody or due every week by the settings. */

import { shortId } from '../kinds/short-id.ts'
import { writeSubject } from '../kinds/subject.ts'
import type { Deed, Drill } from '../people/deed.ts'
import { peopleOf } from '../people/on-call.ts'
import type { Sent } from '../people/record.ts'
import { writeStep } from '../people/step-name.ts'
import type { Settings } from '../settings/settings.ts'
import { HOUR_MS } from '../text/time.ts'
import { lastWeekly } from '../text/weekly.ts'
import type { DrillDue } from './due.ts'

interface Known {
  readonly vantage: string
  readonly sent: readonly Sent[]
  readonly deeds: readonly Deed[]
  readonly settings: Settings
  readonly now: number
}

/** Every paging vantage sends its own, because each way is to be tried. */
export function drillsDue(known: Known): readonly DrillDue[] {
  const { vantage, settings, deeds, now, sent } = known
  if (!settings.pagingRegions.includes(vantage)) return []
  const asked = deeds.filter((deed) => deed.what === 'drill')
  return [...asked, ...weeklyDrills(known)]
    .filter(({ at, until }) => at <= now && now < until)
    .map((drill) => drillDue(drill, vantage))
    .filter((due) => !sent.some((one) => isRecordOf(one, due)))
}

/** A drill that could not be sent within the hour is missed: its time of day was chosen. */
const WEEKLY_STANDS_MS = HOUR_MS

function weeklyDrills({ settings, deeds, now }: Known): readonly Drill[] {
  if (!settings.drill) return []
  const { weekly, timeZone, contacts } = settings.drill
  const at = lastWeekly(weekly, timeZone, now)
  return peopleOf(contacts, { settings, deeds, now: at }).map((contact) => ({
    id: `weekly-${at}-${contact}`,
    what: 'drill',
    at,
    until: at + WEEKLY_STANDS_MS,
    who: 'the weekly drill',
    contact,
  }))
}

function drillDue(drill: Drill, vantage: string): DrillDue {
  const kind = 'drill'
  const subject = writeSubject({ about: 'contact', name: drill.contact })
  const since = drill.at
  return {
    about: 'drill',
    id: shortId({ kind, subject, since }),
    kind,
    subject,
    since,
    severity: 'info',
    reason: 'drill',
    step: writeStep({ what: 'drill', region: vantage }),
    contact: drill.contact,
    drill,
  }
}

function isRecordOf(sent: Sent, { kind, subject, since, step }: DrillDue): boolean {
  return sent.kind === kind && sent.subject === subject && sent.since === since && sent.step === step
}
