/** Planned schema: the shape of what happens by itself in the settings: maintenance, drills and the heartbeat. */
import { z } from 'zod'
import { timeOfDay, timeZone, weeklyTime } from './calendar.ts'
import { DEFAULTS } from './defaults.ts'
import { closed, duration, httpsUrl, list, name, words } from './leaves.ts'

/** Work that is planned, every week or once; which of the times go together is checked in `planned.ts`. */
export const maintenance = closed(
  {
    id: name({
      description: 'Its name in what is told when it ends. Default: made from scope and times.',
    }).exactOptional(),
    scope: z.string({ error: 'node:ID, data-center:ID or kind:KIND' }).meta({
      description: 'What is not told meanwhile; `blind` is told always.',
      pattern: '^(node|data-center|kind):[a-z0-9-]+$',
      examples: ['data-center:fra1', 'node:fra1-lighthouse-1', 'kind:slow'],
    }),
    weekly: weeklyTime({
      description: 'Day and time in `timeZone` at which it begins every week, with `for`.',
      examples: ['Sun 02:00'],
    }).exactOptional(),
    for: duration(DEFAULTS.maintenanceBounds, {
      description: 'How long it lasts, with `weekly`.',
      examples: ['2h'],
    }).exactOptional(),
    from: timeOfDay({
      description: 'When it begins in `timeZone`, once, with `until`.',
      examples: ['2026-12-01 02:00'],
    }).exactOptional(),
    until: timeOfDay({
      description: 'When it ends in `timeZone`, with `from`.',
      examples: ['2026-12-01 04:00'],
    }).exactOptional(),
    timeZone: timeZone().exactOptional(),
    reason: words({ description: 'Why, for those who read what was held back.' }).exactOptional(),
  },
  'a map with scope, weekly and for (or from and until), timeZone, reason and id',
)

/** The dead man's switch. */
export const heartbeat = closed(
  {
    url: httpsUrl(
      { description: 'What is called; ${secret:NAME} as a whole or in its path.' },
      { mayHoldSecret: true },
    ),
  },
  'a map with url',
)

/** A test page every week. */
export const drill = closed(
  {
    weekly: weeklyTime({ description: 'Day and time in `timeZone`.', examples: ['Wed 10:00'] }),
    timeZone: timeZone().exactOptional(),
    contacts: list(name({ description: 'The id of a contact or a rotation.' }), {
      min: 1,
      max: 100,
      of: 'contacts and rotations',
    }).meta({ description: 'Who is sent the test.' }),
  },
  'a map with weekly, timeZone and contacts',
)
