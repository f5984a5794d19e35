/** Checkpoints: what the head state of a node calls justified and finalized; epoch 0 has a root of zeros. */
import type { CheckpointSaid, Checkpoints } from '../look.ts'
import type { Fields } from './fields.ts'
import { type Reading, type Reply, readReply } from './reading.ts'

/** `previous_justified` is not read. */
export function readCheckpoints(reply: Reply): Reading<Checkpoints> {
  return readReply(reply, (data) => ({
    finalized: checkpointIn(data, 'finalized'),
    justified: checkpointIn(data, 'current_justified'),
  }))
}

function checkpointIn(data: Fields, name: string): CheckpointSaid {
  return {
    epoch: data.byItself((fields) => fields.within(name).integer('epoch')),
    root: data.byItself((fields) => fields.within(name).root('root')),
  }
}
