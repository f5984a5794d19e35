/** Version: which programs answer, the beacon node and, where it tells, the execution client behind it. */
import { type Fields, readFields } from './fields.ts'
import { type Reading, type Reply, readReply } from './reading.ts'

/** Both as `Lighthouse/v8.0.1`. */
export interface Version {
  readonly version: string
  readonly executionVersion?: string
}

const VERSION_CHARS_MAX = 100

/** Reads version 2 of the answer (`beacon_node`, `execution_client`) and version 1 (`version`). */
export function readVersion(reply: Reply): Reading<Version> {
  return readReply(reply, (data) => {
    if (!data.has('beacon_node')) return { version: data.text('version', VERSION_CHARS_MAX) }
    const version = clientVersionIn(data.within('beacon_node'))
    const executionVersion = executionVersionIn(data)
    return executionVersion === undefined ? { version } : { version, executionVersion }
  })
}

function clientVersionIn(client: Fields): string {
  return `${client.text('name', VERSION_CHARS_MAX)}/${client.text('version', VERSION_CHARS_MAX)}`
}

/** A node may know nothing of its execution client; drafts of the standard had a list, of which the first counts. */
function executionVersionIn(data: Fields): string | undefined {
  const member = data.raw('execution_client')
  const reading = readFields(Array.isArray(member) ? member[0] : member, clientVersionIn)
  return reading.ok ? reading.value : undefined
}
