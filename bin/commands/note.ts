/** `watchfire note`: a remark for the timeline of an incident. */

import { ok } from '../../lib/domain/text/result.ts'
import { doAbout, sayLife } from './about-incident.ts'
import { COMMANDS } from './command-table.ts'
import { readWords } from './deed-fields.ts'
import { type Io, usageError } from './io.ts'
import { readOptions } from './options.ts'

const TEXT_LETTERS_MAX = 500

/** Exit 0 when it is written, 1 when the incident is over, 2 for an id that is not known or bad usage. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const read = readOptions(args, COMMANDS.note)
  if (!read.ok) return usageError(io, `Cannot note: ${read.error}`)
  const { values, given } = read.value
  const text = readWords(given.TEXT, 'TEXT', TEXT_LETTERS_MAX)
  if (!text.ok) return usageError(io, `Cannot note on ${given.ID}: ${text.error}`)
  return await doAbout({
    verb: 'note on',
    ids: [given.ID],
    values,
    io,
    particulars: (_, { now }) => ok({ what: 'note', until: now, reason: text.value }),
    words: ({ who }, life) => [`${sayLife(life)}: noted by ${who}.`],
  })
}
