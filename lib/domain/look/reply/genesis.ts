/** Genesis: the facts that make two networks the same one. */

import { SECOND_MS } from '../../text/time.ts'
import type { Genesis } from '../look.ts'
import { type Reading, type Reply, readReply } from './reading.ts'

/** The end of the year 9999: later instants cannot be written, nor be worked with. */
const UNIX_SECONDS_MAX = 253_402_300_799

export function readGenesis(reply: Reply): Reading<Genesis> {
  return readReply(reply, (data) => ({
    timeMs: data.integer('genesis_time', { min: 0, max: UNIX_SECONDS_MAX }) * SECOND_MS,
    validatorsRoot: data.root('genesis_validators_root'),
    forkVersion: data.bytes('genesis_fork_version', 4),
  }))
}
