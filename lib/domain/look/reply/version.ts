/** Version: which programs answer, the beacon node and, where it tells, the execution client behind it. */
import { type Fields, readFields } from './fields.ts'
import { type Reading, type Reply, readReply } from './reading.ts'

/** Both as `Lighthouse/v8.0.1`; one of them at least is there. */
export interface Version {
  readonly version?: string
  readonly executionVersion?: string
}

const VERSION_CHARS_MAX = 100

/** Reads version 2 of the answer (`beacon_node`, `execution_client`) and version 1 (`version`). */
export function readVersion(reply: Reply): Reading<Version> {
  return readReply(reply, (data) => {
    if (!data.has('beacon_node') && !data.has('execution_client'))
      return { version: data.text('version', VERSION_CHARS_MAX) }
    const version = data.byItself((fields) => clientVersionIn(fields.within('beacon_node')))
    const executionVersion = data.byItself(executionVersionIn)
    return {
      ...(version !== 'unknown' && { version }),
      ...(executionVersion !== 'unknown' && { executionVersion }),
    }
  })
}

function clientVersionIn(client: Fields): string {
  return `${client.text('name', VERSION_CHARS_MAX)}/${client.text('version', VERSION_CHARS_MAX)}`
}

/** A node may know nothing of its execution client; drafts of the standard had a list, of which the first counts. */
function executionVersionIn(data: Fields): string {
  const member = data.raw('execution_client')
  if (!Array.isArray(member)) return clientVersionIn(data.within('execution_client'))
  const reading = readFields(member[0], clientVersionIn)
  if (!reading.ok) data.complain(`execution_client[0].${reading.error}`)
  return reading.ok ? reading.value : ''
}
