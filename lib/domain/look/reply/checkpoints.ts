/** Checkpoints: what the head state of a node calls justified and finalized; epoch 0 has a root of zeros. */
import type { Checkpoint } from '../../chain/block.ts'
import type { Checkpoints } from '../look.ts'
import type { Fields } from './fields.ts'
import { type Reading, type Reply, readReply } from './reading.ts'

/** `previous_justified` is not read. */
export function readCheckpoints(reply: Reply): Reading<Checkpoints> {
  return readReply(reply, (data) => ({
    finalized: checkpointIn(data.within('finalized')),
    justified: checkpointIn(data.within('current_justified')),
  }))
}

function checkpointIn(fields: Fields): Checkpoint {
  return { epoch: fields.integer('epoch'), root: fields.root('root') }
}
