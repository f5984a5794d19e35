/** On call: whom the names in a step stand for now, by the rotations' weekly turns and by what people agreed. */

import type { RotationSettings } from '../settings/sections/rotation-settings.ts'
import type { Settings } from '../settings/settings.ts'
import { lastWeek } from '../text/weekly.ts'
import type { Deed, Override } from './deed.ts'

interface OnCallAt {
  readonly settings: Pick<Settings, 'rotations' | 'contacts'>
  readonly deeds: readonly Deed[]
  readonly now: number
}

/** The contacts that contacts and rotations stand for, each once, in the order of the names. */
export function peopleOf(names: readonly string[], at: OnCallAt): readonly string[] {
  const overrides = activeOverrides(at)
  const people = names.map((name) => {
    const rotation = at.settings.rotations.find(({ id }) => id === name)
    return standInFor(rotation ? onCall(rotation, at.now) : name, overrides)
  })
  return [...new Set(people)]
}

/** Turns go by the number of the local week of the last handover, which no change of the clocks can shift. */
function onCall({ people, handover, timeZone }: RotationSettings, now: number): string {
  return people[lastWeek(handover, timeZone, now) % people.length]!
}

type StandIns = ReadonlyMap<string, string>

/** The newest of each contact. One that leads to a contact that is gone would lead nowhere, and is left out. */
function activeOverrides({ settings, deeds, now }: OnCallAt): StandIns {
  const known = new Set(settings.contacts.map(({ id }) => id))
  const active = deeds
    .filter((deed): deed is Override => deed.what === 'override' && deed.at <= now && now < deed.until)
    .filter((deed) => known.has(deed.with))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  return new Map(active.map((deed) => [deed.contact, deed.with]))
}

/** Who stands in may have agreed with a third; two who stand in for one another have swapped. */
function standInFor(contact: string, overrides: StandIns): string {
  const passed = new Set([contact])
  let last = contact
  for (let next = overrides.get(last); next !== undefined && !passed.has(next); next = overrides.get(last)) {
    passed.add(next)
    last = next
  }
  return last
}
