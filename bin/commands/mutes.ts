/** `watchfire mutes`: what is muted now, by whom, until when and why, planned maintenance included. */

import { mutedNow } from '../../lib/domain/incidents/mutes-covering.ts'
import type { Quiet } from '../../lib/domain/people/mutes.ts'
import { terminalSafe } from '../../lib/domain/text/terminal-safe.ts'
import { sayDuration, sayInstant } from '../../lib/domain/text/time.ts'
import { COMMANDS } from './command-table.ts'
import { atFacts } from './facts-at.ts'
import { type Io, usageError } from './io.ts'
import { jsonDocument } from './json-document.ts'
import { readOptions } from './options.ts'

/** Exit 0, whether anything is muted or not; 2 for bad usage. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const read = readOptions(args, COMMANDS.mutes)
  if (!read.ok) return usageError(io, `Cannot list the mutes: ${read.error}`)
  const { values } = read.value
  const cannot = (why: string) => usageError(io, `Cannot list the mutes: ${why}`)
  return await atFacts({ place: values, io, cannot }, async (facts) => {
    const muted = mutedNow(facts)
    io.stdout.write(values.json ? jsonDocument(muted) : sayMutes(muted, facts.now))
    // A list that leaves something out must say so.
    if (facts.settings === null && !values.json)
      io.stdout.write('Planned maintenance is not known: no settings are at hand.\n')
    return 0
  })
}

export function sayMutes(muted: readonly Quiet[], now: number): string {
  if (muted.length === 0) return 'Nothing is muted.\n'
  return muted.map((quiet) => `${terminalSafe(sayMute(quiet, now))}\n`).join('')
}

function sayMute({ id, scope, from, until, who, reason }: Quiet, now: number): string {
  const by = who === 'settings' ? `by the maintenance ${id} of the settings` : `by ${who}`
  const why = reason === undefined ? '' : `: ${reason}`
  return `${scope} is muted ${by} since ${sayInstant(from)} until ${sayInstant(until)}, for another ${sayDuration(until - now)}${why}`
}
