/** `watchfire unmute`: what was muted is told again, also what planned maintenance had muted. */

import { mutedNow } from '../../lib/domain/incidents/mutes-covering.ts'
import type { Deed } from '../../lib/domain/people/deed.ts'
import { COMMANDS } from './command-table.ts'
import { deedStart } from './deed-fields.ts'
import { atFacts } from './facts-at.ts'
import { type Io, usageError } from './io.ts'
import { jsonDocument } from './json-document.ts'
import { sayMutes } from './mutes.ts'
import { readOptions } from './options.ts'

/** Exit 0 when it was muted and no longer is, 1 when it was not, 2 for bad usage. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const read = readOptions(args, COMMANDS.unmute)
  if (!read.ok) return usageError(io, `Cannot unmute: ${read.error}`)
  const { values, given } = read.value
  const cannot = (why: string) => usageError(io, `Cannot unmute ${given.SCOPE}: ${why}`)
  return await atFacts({ place: values, io, cannot }, async (facts) => {
    const muted = mutedNow(facts)
    const ended = muted.filter(({ scope }) => scope === given.SCOPE)
    const [first] = ended
    if (first === undefined) {
      io.stderr.write(
        `watchfire: ${given.SCOPE} is not muted: nothing was written. ${sayMutes(muted, facts.now)}`,
      )
      return 1
    }
    const start = deedStart({ as: values.as, env: io.env, now: facts.now })
    if (!start.ok) return cannot(start.error)
    // Kept as long as what it ends, or that would count again.
    const until = Math.max(...ended.map((quiet) => quiet.until))
    const deed: Deed = { ...start.value, what: 'unmute', scope: first.scope, until }
    if (!(await facts.put(deed))) return 2
    io.stdout.write(values.json ? jsonDocument(deed) : `${first.scope} is no longer muted, by ${deed.who}.\n`)
    return 0
  })
}
