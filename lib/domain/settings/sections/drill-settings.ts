/** Drill settings: a test page every week. */
import type { Written } from '../section.ts'
import { closed, list, name } from '../shapes.ts'
import { TIME_ZONE_DEFAULT, timeZone, timeZoneProblems, weeklyTime } from '../time-shapes.ts'
import { at, texts, type ValueAt } from '../value-at.ts'

export interface DrillSection {
  readonly drill?: DrillSettings
}

interface DrillSettings {
  /** `Wed 10:00` in `timeZone`. */
  readonly weekly: string
  readonly timeZone: string
  /** Ids of contacts and rotations. */
  readonly contacts: readonly string[]
}

export const drillSection = {
  keys,
  problems: (root: ValueAt) => texts(at(root, 'drill', 'timeZone')).flatMap(timeZoneProblems),
  resolve: ({ drill }: Written<typeof keys>): DrillSection =>
    drill === undefined ? {} : { drill: { timeZone: TIME_ZONE_DEFAULT, ...drill } },
}

function keys() {
  return {
    drill: closed(
      {
        weekly: weeklyTime({ description: 'When.', examples: ['Wed 10:00'] }),
        timeZone: timeZone({ description: 'That of `weekly`.' }).exactOptional(),
        contacts: list(name({ description: 'The id of a contact or a rotation.' }), {
          min: 1,
          max: 100,
          of: 'contacts and rotations',
        }).meta({ description: 'Contacts and rotations, each once; of a rotation, who is on call.' }),
      },
      'a map with weekly, timeZone and contacts',
    )
      .meta({
        description: 'A test page every week, by every paging Region, that is to be acknowledged.',
      })
      .exactOptional(),
  }
}
