/** `watchfire mute`: nothing is sent of a node, a data centre or a kind for a time, and everybody can see why. */

import { hasEnded, lifetimes, standing } from '../../lib/domain/incidents/lifetime.ts'
import type { Mute } from '../../lib/domain/people/deed.ts'
import { readMuteScope } from '../../lib/domain/people/mute-scope.ts'
import { covers, QUIET_MAX_MS } from '../../lib/domain/people/mutes.ts'
import { sayDuration, sayInstant } from '../../lib/domain/text/time.ts'
import { sayLife } from './about-incident.ts'
import { COMMANDS } from './command-table.ts'
import { deedStart, readLength, readWords } from './deed-fields.ts'
import { atFacts, type StoreFacts } from './facts-at.ts'
import { type Io, usageError } from './io.ts'
import { jsonDocument } from './json-document.ts'
import { readOptions } from './options.ts'

const REASON_LETTERS_MAX = 200

/** Exit 0 when it is muted, 2 for a scope that is not known or bad usage. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const read = readOptions(args, COMMANDS.mute)
  if (!read.ok) return usageError(io, `Cannot mute: ${read.error}`)
  const { values, given } = read.value
  const cannot = (why: string) => usageError(io, `Cannot mute ${given.SCOPE}: ${why}`)
  const length = readLength(values.for, '--for', QUIET_MAX_MS)
  if (!length.ok) return cannot(length.error)
  const reason = readWords(values.reason, '--reason', REASON_LETTERS_MAX)
  if (!reason.ok) return cannot(reason.error)
  return await atFacts({ place: values, io, cannot }, async (facts) => {
    const scope = readMuteScope(given.SCOPE, facts.settings)
    if (!scope.ok) return cannot(scope.error)
    const start = deedStart({ as: values.as, env: io.env, now: facts.now })
    if (!start.ok) return cannot(start.error)
    const { now } = facts
    const deed: Mute = {
      ...start.value,
      what: 'mute',
      scope: scope.value,
      until: now + length.value,
      reason: reason.value,
    }
    if (!(await facts.put(deed))) return 2
    io.stdout.write(values.json ? jsonDocument(deed) : words(deed, facts))
    return 0
  })
}

function words({ scope, who, until, at, reason }: Mute, facts: StoreFacts): string {
  const covered = coveredNow(scope, facts)
  return [
    `${scope} is muted by ${who} until ${sayInstant(until)} (${sayDuration(until - at)}): ${reason}`,
    ...(covered.length === 0
      ? ['It covers nothing that is open now.']
      : ['It covers, of what is open now:', ...covered]),
    ...(facts.settings === null && !scope.startsWith('kind:')
      ? ['No settings are at hand: nobody has checked that there is such a node or data centre.']
      : []),
    '',
  ].join('\n')
}

function coveredNow(scope: Mute['scope'], facts: StoreFacts): readonly string[] {
  const fleet = facts.settings ?? { nodes: [] }
  return lifetimes(facts)
    .filter((life) => !hasEnded(life))
    .filter((life) => {
      const view = standing(life)?.view
      return view !== undefined && covers(scope, view, fleet)
    })
    .map((life) => `  ${sayLife(life)}`)
}
