/** Genesis: the facts that make two networks the same one; the fork version is not read. */

import { SECOND_MS } from '../../text/time.ts'
import type { Genesis } from '../look.ts'
import { type Reading, type Reply, readReply } from './reading.ts'

/** The end of the year 9999: later instants cannot be written, nor be worked with. */
const UNIX_SECONDS = { min: 0, max: 253_402_300_799 }

export function readGenesis(reply: Reply): Reading<Genesis> {
  return readReply(reply, (data) => ({
    timeMs: data.byItself((fields) => fields.integer('genesis_time', UNIX_SECONDS) * SECOND_MS),
    validatorsRoot: data.byItself((fields) => fields.root('genesis_validators_root')),
  }))
}
