/** `watchfire escalate`: the next step of an incident is due now, also when somebody had acknowledged it. */

import { attentionOf } from '../../lib/domain/incidents/attention.ts'
import type { Lifetime } from '../../lib/domain/incidents/lifetime.ts'
import { ok } from '../../lib/domain/text/result.ts'
import { sayInstant } from '../../lib/domain/text/time.ts'
import { doAbout, sayExplained, sayLife } from './about-incident.ts'
import { COMMANDS } from './command-table.ts'
import type { StoreFacts } from './facts-at.ts'
import { type Io, usageError } from './io.ts'
import { readOptions } from './options.ts'

/** Exit 0 when it is asked for, 1 when the incident is over, 2 for an id that is not known or bad usage. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const read = readOptions(args, COMMANDS.escalate)
  if (!read.ok) return usageError(io, `Cannot escalate: ${read.error}`)
  const { values, given } = read.value
  return await doAbout({
    verb: 'escalate',
    ids: [given.ID],
    values,
    io,
    particulars: (_, { now }) => ok({ what: 'escalate', until: now }),
    words: ({ who }, life, facts) => [
      `${sayLife(life)}: escalated by ${who}; whoever the next step names is told in the next round.`,
      ...sayExplained(life, 'escalate'),
      ...sayMuted(life, facts),
    ],
  })
}

function sayMuted(life: Lifetime, facts: StoreFacts): readonly string[] {
  const { muted } = attentionOf(life, facts)
  return muted
    ? [`It is muted until ${sayInstant(muted.until)}, and nothing is sent: unmute ${muted.scope} first.`]
    : []
}
