/** Rotation settings: contacts who take weekly turns. */
import type { Written } from '../section.ts'
import { closed, list, name } from '../shapes.ts'
import { TIME_ZONE_DEFAULT, timeZone, timeZoneProblems, weeklyTime } from '../time-shapes.ts'
import { at, items, texts, type ValueAt } from '../value-at.ts'

export interface RotationsSection {
  readonly rotations: readonly RotationSettings[]
}

export interface RotationSettings {
  readonly id: string
  readonly people: readonly string[]
  /** Day and time of the weekly handover, `Mon 09:00`, in `timeZone`. */
  readonly handover: string
  readonly timeZone: string
}

/** At work, when both are awake and can talk. */
const HANDOVER_DEFAULT = 'Mon 09:00'

export const rotationsSection = {
  keys,
  problems: (root: ValueAt) =>
    items(at(root, 'rotations')).flatMap((rotation) =>
      texts(at(rotation, 'timeZone')).flatMap(timeZoneProblems),
    ),
  resolve: (written: Written<typeof keys>): RotationsSection => ({
    rotations: (written.rotations ?? []).map((rotation) => ({
      ...rotation,
      handover: rotation.handover ?? HANDOVER_DEFAULT,
      timeZone: rotation.timeZone ?? TIME_ZONE_DEFAULT,
    })),
  }),
}

function keys() {
  return {
    rotations: list(rotationShape(), { min: 0, max: 50, of: 'rotations' })
      .meta({ description: 'Contacts who take weekly turns.', default: [] })
      .exactOptional(),
  }
}

function rotationShape() {
  return closed(
    {
      id: name({
        description: 'Its name in steps.',
        examples: ['primary'],
        form: 'name, unique among contacts and rotations',
      }),
      people: list(name({ description: 'The id of a contact.' }), { min: 1, max: 100, of: 'contacts' }).meta({
        description: 'Contacts, who take turns in this order, a week each.',
      }),
      handover: weeklyTime({
        description: 'When the next one takes over, every week.',
        default: HANDOVER_DEFAULT,
      }).exactOptional(),
      timeZone: timeZone({ description: 'That of `handover`.' }).exactOptional(),
    },
    'a map with id, people, handover and timeZone',
  )
}
