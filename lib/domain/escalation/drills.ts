/** Drills: the tests that this vantage is to send, asked for by somebody or due every week by the settings. */

import { shortId } from '../kinds/short-id.ts'
import { writeSubject } from '../kinds/subject.ts'
import type { Drill } from '../people/deed.ts'
import { peopleOf } from '../people/on-call.ts'
import type { Sent } from '../people/record.ts'
import { writeStep } from '../people/step-name.ts'
import { HOUR_MS } from '../text/time.ts'
import { lastWeekly } from '../text/weekly.ts'
import type { DrillDue } from './due.ts'
import type { DueFacts } from './due-facts.ts'

/** Every paging vantage sends its own, because each way is to be tried. */
export function drillsDue(facts: DueFacts): readonly DrillDue[] {
  const { vantage, settings, deeds, now, sent } = facts
  if (!settings.pagingRegions.includes(vantage)) return []
  const asked = deeds.filter((deed) => deed.what === 'drill')
  return [...asked, ...weeklyDrills(facts)]
    .filter(({ at, until }) => at <= now && now < until)
    .map((drill) => drillDue(drill, vantage))
    .filter((due) => !sent.some((one) => isRecordOf(one, due)))
}

/** A drill that could not be sent within the hour is missed: its time of day was chosen. */
const WEEKLY_STANDS_MS = HOUR_MS

function weeklyDrills({ settings, deeds, now }: DueFacts): readonly Drill[] {
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
