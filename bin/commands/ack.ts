/** `watchfire ack`: somebody has an incident, and nobody else is told of it again until that expires. */
import { type Lifetime, standing } from '../../lib/domain/incidents/lifetime.ts'
import { ok } from '../../lib/domain/text/result.ts'
import { HOUR_MS, MINUTE_MS, sayDuration, sayInstant } from '../../lib/domain/text/time.ts'
import { doAbout, sayExplained, sayLife } from './about-incident.ts'
import { COMMANDS } from './command-table.ts'
import { readLength } from './deed-fields.ts'
import type { StoreFacts } from './facts-at.ts'
import { type Io, usageError } from './io.ts'
import { readOptions } from './options.ts'

const LENGTH_MS_MAX = 24 * HOUR_MS
/** Where no settings say how long. */
const LENGTH_MS = 30 * MINUTE_MS

/** Exit 0 when all are acknowledged, 1 when one is over already or none is open, 2 for an id that is not known or bad usage. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const read = readOptions(args, COMMANDS.ack)
  if (!read.ok) return usageError(io, `Cannot acknowledge: ${read.error}`)
  const { values, given } = read.value
  const length = values.for === undefined ? null : readLength(values.for, '--for', LENGTH_MS_MAX)
  const ids = values.all ? 'all' : given.ID
  if (values.all && given.ID.length > 0)
    return usageError(io, 'Cannot acknowledge: ID and --all exclude each other')
  if (ids.length === 0) return usageError(io, 'Cannot acknowledge: ID is missing, expected ID or --all')
  if (length && !length.ok) return usageError(io, `Cannot acknowledge: ${length.error}`)
  return await doAbout({
    verb: 'acknowledge',
    ids,
    values,
    io,
    particulars: (life, facts) => {
      const until = facts.now + (length?.value ?? usualLengthMs(life, facts))
      return ok({ what: 'ack', until })
    },
    words: ({ who, at, until }, life) => [
      `${sayLife(life)}: acknowledged by ${who} until ${sayInstant(until)} (${sayDuration(until - at)}).`,
      ...sayExplained(life, 'acknowledge'),
    ],
  })
}

function usualLengthMs(life: Lifetime, { settings }: StoreFacts): number {
  const level = standing(life)?.view.severity === 'critical' ? 'critical' : 'warning'
  return settings?.escalation[level].ackExpiresMs ?? LENGTH_MS
}
