/** `watchfire incidents`: what is open in a data folder or a deployment, and who has it in hand. */
import { type Attended, attendedIncidents } from '../../lib/domain/incidents/attention.ts'
import { sayEvidence } from '../../lib/domain/notices/evidence-words.ts'
import { COMMANDS } from './command-table.ts'
import { atFacts, type StoreFacts } from './facts-at.ts'
import { namesIn, sayAttended } from './incident-line.ts'
import { type Io, usageError } from './io.ts'
import { jsonDocument } from './json-document.ts'
import { readOptions } from './options.ts'

/** Exit 0 when none is open, 1 when any of a warning or worse is, 2 for bad usage or a store that does not answer. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const read = readOptions(args, COMMANDS.incidents)
  if (!read.ok) return usageError(io, `Cannot list the incidents: ${read.error}`)
  const { values } = read.value
  const cannot = (why: string) => usageError(io, `Cannot list the incidents: ${why}`)
  return await atFacts({ place: values, io, cannot }, async (facts) => {
    const open = attendedIncidents(facts)
    io.stdout.write(
      values.json ? jsonDocument(open.map((each) => incidentJson(each, facts))) : words(open, facts),
    )
    return open.some(({ view }) => view.severity !== 'info') ? 1 : 0
  })
}

function incidentJson({ view, acknowledged, muted, explains }: Attended, { settings }: StoreFacts) {
  return {
    ...view,
    says: sayEvidence(view, namesIn(settings)),
    acknowledged: acknowledged && { who: acknowledged.who, until: acknowledged.until },
    muted,
    explains: explains.length,
  }
}

function words(open: readonly Attended[], facts: StoreFacts): string {
  if (open.length === 0) return 'No incident is open.\n'
  return open
    .flatMap((each) => sayAttended(each, facts))
    .map((line) => `${line}\n`)
    .join('')
}
